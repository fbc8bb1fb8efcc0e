#pragma once

#include "goal/ratio_interval.hpp"

namespace trygg {

/// The limits that one method gives, for a pair that it can take: see ratio_interval.hpp.
struct RatioLimits {
  double lower = RatioInterval::missing, upper = RatioInterval::missing;
  RatioSet set = RatioSet::interval;
};
RatioLimits log_limits(const RatioPair& pair, double level);
RatioLimits fieller_limits(const RatioPair& pair, double level);
RatioLimits mover_limits(const RatioPair& pair, double level);

/// (p1 − R·p0)/√(v1 − 2Rρ√(v0v1) + R²v0)
double fieller_statistic(const RatioPair& pair, double ratio);

/// Limits of a share at `level`: Korn & Graubard's, by its own degrees of freedom; of a sum with a
/// part of 0 or 1: see share_parts.hpp.
struct ShareLimits {
  double lower, upper;
};
ShareLimits share_limits(const ShareEstimate& share, double level);

}  // namespace trygg
