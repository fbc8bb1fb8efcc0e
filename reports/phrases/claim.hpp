#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <variant>

#include "release/release.hpp"

namespace trygg::reports {

/// A released comparison of which the finding is `state`. The only way to one is `of`, so a
/// sentence that takes a `Claim<Finding::higher>` cannot be made from an unsecured difference.
template <Finding state>
class Claim {
 public:
  static std::optional<Claim> of(const ReleasedRow& comparison) {
    if (comparison.finding != state) return std::nullopt;
    return Claim(comparison);
  }
  const ReleasedRow& row() const { return *row_; }

 private:
  explicit Claim(const ReleasedRow& row) : row_(&row) {}
  const ReleasedRow* row_;
};

using Higher = Claim<Finding::higher>;
using Lower = Claim<Finding::lower>;
using Similar = Claim<Finding::similar>;
using NotShown = Claim<Finding::not_shown>;
using Undetermined = Claim<Finding::undetermined>;
using Broken = Claim<Finding::broken>;
using Withheld = Claim<Finding::suppressed>;

/// What a comparison permits to say. A row that is not a comparison counts as Withheld.
using Permitted = std::variant<Higher, Lower, Similar, NotShown, Undetermined, Broken, Withheld>;
Permitted permitted(const ReleasedRow& comparison);

/// How many of several comparisons are in each state.
struct Tally {
  std::size_t higher = 0, lower = 0, similar = 0, not_shown = 0;  ///< can be compared
  std::size_t undetermined = 0, broken = 0, suppressed = 0;       ///< cannot

  std::size_t secured() const { return higher + lower; }
  std::size_t comparable() const { return higher + lower + similar + not_shown; }
  std::size_t all() const { return comparable() + undetermined + broken + suppressed; }
};
Tally tally(std::span<const ReleasedRow* const> comparisons);

/// What may be said of a whole set of comparisons.
enum class Extent {
  all_higher,         ///< every one, and none was left out
  comparable_higher,  ///< every one that can be compared, but some cannot
  some_higher,        ///< at least one of those that can be compared, not all
  none_secured,       ///< not one is secured, and at least one can be compared
  some_not_shown,     ///< at least one where no difference can be shown
};

/// A statement about a set of comparisons, obtainable only when the tally bears it.
template <Extent extent>
class Count {
 public:
  static std::optional<Count> of(const Tally& t) {
    if (!holds(t)) return std::nullopt;
    return Count(t);
  }
  const Tally& counted() const { return tally_; }

 private:
  explicit Count(const Tally& t) : tally_(t) {}
  static bool holds(const Tally& t) {
    switch (extent) {
      case Extent::all_higher:
        return t.higher > 0 && t.higher == t.all();
      case Extent::comparable_higher:
        return t.higher > 0 && t.higher == t.comparable() && t.higher < t.all();
      case Extent::some_higher:
        return t.higher > 0 && t.higher < t.comparable();
      case Extent::none_secured:
        return t.secured() == 0 && t.comparable() > 0;
      case Extent::some_not_shown:
        return t.not_shown > 0;
    }
    return false;
  }
  Tally tally_;
};

}  // namespace trygg::reports
