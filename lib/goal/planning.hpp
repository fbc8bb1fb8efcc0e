#pragma once

#include <array>
#include <limits>

#include "goal/ratio_interval.hpp"

namespace trygg {

/// What a round of this size can tell about a goal; NaN: nothing, as each member says.
struct Planning {
  static constexpr double missing = std::numeric_limits<double>::quiet_NaN();
  static constexpr std::array<double, 4> true_ratios{1, 0.75, 0.5, 0.25};

  double reached_at = missing;      ///< reached at an observed ratio of at most this; NaN: at none
  double not_reached_at = missing;  ///< not reached from this observed ratio on; NaN: at none
  std::array<double, 4> power_reached{missing, missing, missing, missing};
  std::array<double, 4> power_not_reached{missing, missing, missing, missing};
  double n_needed = missing;       ///< answers in the round; NaN: the baseline is too uncertain
  double n_needed_both = missing;  ///< answers in each round, were the baseline taken again
};

struct PlanningRequest {
  double factor = 0.5;
  double alpha = 0.025;  ///< of each one-sided test
  RatioMethod method = RatioMethod::automatic;
  double true_ratio = 0.4, power = 0.8;  ///< at which a sample size is reckoned
};

/// The baseline is held as it is observed, and so are the later round's n, degrees of freedom and
/// design effect d = v1·n/(p1(1 − p1)) (the baseline's where p1 is 0 or 1), so that a ratio r has
///
///     v(r) = d·p(1 − p)/n,   p = r·p0,   s²(r) = the variance of log R (ratio_interval.hpp)
///
/// reached_at is the greatest r < g, and not_reached_at the least r > g, whose interval would have
/// given the verdict (reached_at is 0 where only a round with no event would). Power is that of the
/// test with its error at the true ratio ρ, which makes it α at ρ = g:
///
///     reached      P(t(df) ≤ (log g − log ρ)/s(ρ) − t)
///     not reached  P(t(df) ≤ (log ρ − log g)/s(ρ) − t)
///
/// (Fieller: (g − ρ)p0/√(v(ρ) + g²v0 − …); MOVER: as on the log scale). The sample sizes solve
/// |log g − log ρ|/s = z(1 − α) + z(power) for n, the rounds being independent.
/// \throws ArgumentError  a true ratio that is not below the factor
Planning planning(const RatioPair& pair, const PlanningRequest& request);

}  // namespace trygg
