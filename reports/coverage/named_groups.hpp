#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "reports/coverage/words.hpp"

namespace trygg::reports {

/// A class of cells with its name in a sentence.
struct NamedGroup {
  const GroupSummary* group;
  std::string name;
};

// Classes with enough cells to speak of (parts.hpp); all classes when none has.

/// "15–29 respondents".
std::vector<NamedGroup> size_groups(const StudyResponse& part, CellKind kind);
/// "true shares of 2–5 %".
std::vector<NamedGroup> share_groups(const StudyResponse& part);
/// "true shares of 2–5 %, 15–29 respondents".
std::vector<NamedGroup> crossed_groups(const StudyResponse& part);

/// The groups with the lowest and the highest value; a value that is NaN is passed over.
struct Extremes {
  NamedGroup low, high;
};
/// \param of  the value of a group's summary
/// \throws ArgumentError  no group has a value
template <class Value>
Extremes extremes(std::vector<NamedGroup> groups, Value of) {
  std::erase_if(groups, [&](const NamedGroup& g) { return std::isnan(of(*g.group)); });
  require(!groups.empty(), "the study has no class of cells to speak of");
  const auto [low, high] =
      std::ranges::minmax_element(groups, {}, [&](const NamedGroup& g) { return of(*g.group); });
  return {*low, *high};
}

/// The value of extremes: coverage of one method.
inline auto coverage_of(std::size_t method) {
  return [method](const GroupSummary& g) { return g.method[method].coverage; };
}

}  // namespace trygg::reports
