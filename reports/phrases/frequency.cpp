#include "reports/phrases/frequency.hpp"

#include <cmath>

namespace trygg::reports {

std::optional<int> one_in(const ReleasedRow& level) {
  constexpr double nearest = 1.0;  // percentage points
  if (level.decision != Decision::show || !level.estimate.is_shown()) return std::nullopt;
  std::optional<int> best;
  double distance = nearest;
  for (int k = 2; k <= 10; ++k) {
    const double share = 100.0 / k, away = std::abs(share - level.estimate.value());
    if (away > distance || share < level.lower.value() || share > level.upper.value()) continue;
    best = k;
    distance = away;
  }
  return best;
}

}  // namespace trygg::reports
