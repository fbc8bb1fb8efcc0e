#include "regression/separation.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "base/text.hpp"
#include "regression/formula.hpp"
#include "regression/model_error.hpp"
#include "regression/model_frame.hpp"

namespace trygg {
namespace {

/// How many records a group has, and how many of them at either end of the response.
struct Group {
  std::size_t records = 0, lowest = 0, highest = 0;
};

/// The groups that the factors of a term make together, the last one fastest.
class Groups {
 public:
  Groups(const ModelFrame& frame, const ModelTerm& term) : frame_(frame), term_(term) {
    std::size_t count = 1;
    for (const auto v : term.variables) count *= frame.variables[v].levels.size();
    groups_.resize(count);
    const double highest = static_cast<double>(frame.categories.size()) - 1;
    for (std::size_t i = 0; i < frame.record.size(); ++i) {
      auto& group = groups_[place(frame.pattern[i])];
      ++group.records;
      if (frame.y[i] == 0) ++group.lowest;
      if (frame.y[i] == highest) ++group.highest;
    }
  }

  void check() const {
    for (std::size_t g = 0; g < groups_.size(); ++g) {
      const auto& group = groups_[g];
      if (group.records == 0) continue;
      const bool is_low = group.lowest == group.records, is_high = group.highest == group.records;
      if (is_low || is_high) fail(g, is_low);
    }
  }

 private:
  std::size_t place(std::uint32_t pattern) const {
    std::size_t place = 0;
    for (const auto v : term_.variables)
      place = place * frame_.variables[v].levels.size() +
              static_cast<std::size_t>(frame_.variables[v].value[pattern]);
    return place;
  }

  /// "kon=1 and alder=16-29".
  std::string name(std::size_t group) const {
    std::vector<std::string> parts;
    for (auto i = term_.variables.size(); i-- > 0;) {
      const auto& variable = frame_.variables[term_.variables[i]];
      parts.push_back(variable.name + "=" + variable.levels[group % variable.levels.size()]);
      group /= variable.levels.size();
    }
    std::ranges::reverse(parts);
    return joined(parts, " and ");
  }

  [[noreturn]] void fail(std::size_t g, bool is_low) const {
    const bool is_logistic = frame_.categories.front().empty();
    const auto& end = is_low ? frame_.categories.front() : frame_.categories.back();
    const auto has = is_logistic ? frame_.response : fmt::format("{}={}", frame_.response, end);
    throw ModelError(
        ModelFailure::separation,
        fmt::format("separation: {} of the {} record{} with {} has {}, so that its coefficient has "
                    "no finite value; merge the group with another",
                    is_logistic && is_low ? "none" : "every one", groups_[g].records,
                    groups_[g].records == 1 ? "" : "s", name(g), has));
  }

  const ModelFrame& frame_;
  const ModelTerm& term_;
  std::vector<Group> groups_;
};

}  // namespace

void check_groups(const ModelFrame& frame, const ModelFormula& formula) {
  for (const auto& term : formula.terms) {
    const bool are_factors = std::ranges::all_of(term.variables, [&](std::size_t v) {
      return frame.variables[v].kind == CovariateKind::factor;
    });
    if (are_factors) Groups(frame, term).check();
  }
}

}  // namespace trygg
