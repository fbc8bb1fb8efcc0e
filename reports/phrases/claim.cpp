#include "reports/phrases/claim.hpp"

namespace trygg::reports {

Permitted permitted(const ReleasedRow& comparison) {
  if (const auto c = Higher::of(comparison)) return *c;
  if (const auto c = Lower::of(comparison)) return *c;
  if (const auto c = Similar::of(comparison)) return *c;
  if (const auto c = NotShown::of(comparison)) return *c;
  if (const auto c = Undetermined::of(comparison)) return *c;
  if (const auto c = Broken::of(comparison)) return *c;
  if (const auto c = Withheld::of(comparison)) return *c;
  static const ReleasedRow nothing{.finding = Finding::suppressed};
  return *Withheld::of(nothing);
}

Tally tally(std::span<const ReleasedRow* const> comparisons) {
  Tally t;
  for (const auto* row : comparisons) switch (row->finding) {
      case Finding::higher:
        ++t.higher;
        break;
      case Finding::lower:
        ++t.lower;
        break;
      case Finding::similar:
        ++t.similar;
        break;
      case Finding::not_shown:
        ++t.not_shown;
        break;
      case Finding::undetermined:
        ++t.undetermined;
        break;
      case Finding::broken:
        ++t.broken;
        break;
      case Finding::none:
      case Finding::suppressed:
        ++t.suppressed;
        break;
    }
  return t;
}

}  // namespace trygg::reports
