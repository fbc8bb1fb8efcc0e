#pragma once

#include <functional>
#include <optional>
#include <string>

#include "release/release.hpp"

namespace trygg {

struct Components;
struct CubeRow;

/// A decision with its reason, and what stands in place of the numbers if it is to suppress.
struct Ruling {
  Decision decision = Decision::show;
  std::string reason;
  Symbol symbol = Symbol::uncertain;

  bool suppresses() const { return decision == Decision::suppress; }
  /// The reason as it goes out. Of a confidential level none is told: that a rule of few cases, of
  /// all or of none withheld it, and not the protection of another, would be its answer.
  std::string told_reason() const;
};

/// By the level's own answers: minimum_base, a missing interval, then the profile's rules in their
/// order (the first to suppress or to show decides), then what flags it.
Ruling rule_on_level(const CubeRow& row, const ReleaseRules& rules);

/// By the cells that it rests on. \param of  the ruling on one of them
Ruling rule_on_comparison(const CubeRow& row, const std::optional<Components>& components,
                          const std::function<const Ruling&(const CubeRow&)>& of);

}  // namespace trygg
