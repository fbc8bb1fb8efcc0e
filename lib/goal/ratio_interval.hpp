#pragma once

#include <limits>
#include <string_view>

namespace trygg {

/// An estimated share with what its interval needs.
struct ShareEstimate {
  double n = 0;         ///< answers in the base
  double value = 0;     ///< fraction
  double variance = 0;  ///< design-based, of `value`
  double df = 0;
};

/// A ratio of two independent shares. NaN limits: not available, and `reason` says why.
struct RatioInterval {
  static constexpr double missing = std::numeric_limits<double>::quiet_NaN();
  double ratio = missing, lower = missing, upper = missing, df = missing;
  /// `mover`: the interval comes from those of the two shares. Not available: `baseline_zero`,
  /// `not_estimable` (a share, a standard error or df is not given), `no_variance` (both are 0).
  std::string_view reason;
};

/// R = p1/p0 with its two-sided interval at `level`; the shares come from independent samples.
///
///     log R ± t·√(c0 + c1),   c_i = v_i/p_i²,   df = (c0 + c1)² / (c0²/df0 + c1²/df1)
///
/// (delta method on the log scale, Satterthwaite's df). Where a share is 0 or 1 its estimated
/// variance is 0 though it is uncertain; then MOVER from the Korn–Graubard limits l, u of both:
///
///     lower = [p0p1 − √(p0²p1² − l1u0(2p1 − l1)(2p0 − u0))] / [u0(2p0 − u0)]
///     upper = [p0p1 + √(p0²p1² − u1l0(2p1 − u1)(2p0 − l0))] / [l0(2p0 − l0)]
///
/// with df the smaller of the two. Source: Donner & Zou (2012), Statistical Methods in Medical
/// Research 21, 347–359, with the limits of Korn & Graubard (1998), Survey Methodology 24, 193–201.
RatioInterval ratio_interval(const ShareEstimate& now, const ShareEstimate& baseline, double level);

}  // namespace trygg
