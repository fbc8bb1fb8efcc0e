#pragma once

#include <limits>
#include <string_view>
#include <vector>

namespace trygg {

/// One of the shares that a weighted sum of shares is made of: see share_parts.hpp.
struct SharePart {
  double weight = 1, n = 0, value = 0, variance = 0, df = 0;
};

/// An estimated share with what its interval needs.
struct ShareEstimate {
  double n = 0;         ///< answers in the base
  double value = 0;     ///< fraction
  double variance = 0;  ///< design-based, of `value`
  double df = 0;
  /// Of a sum in which some share is 0 or 1: what it is made of, and its limits come from; else
  /// empty.
  std::vector<SharePart> parts{};
};

/// A later share and the baseline that it is measured by.
struct RatioPair {
  ShareEstimate now, baseline;
  double correlation = 0;  ///< of the two estimates; 0: independent samples
};

/// How the interval of a ratio is made. `automatic`: on the log scale, by MOVER where a share is 0
/// or 1, or a sum with such a part.
enum class RatioMethod { automatic, log, fieller, mover };
std::string_view to_text(RatioMethod method);
/// \throws ArgumentError  unknown name; the known ones are listed
RatioMethod to_ratio_method(std::string_view name);

/// What values of the ratio are not rejected.
enum class RatioSet {
  none,        ///< there is no interval
  interval,    ///< from `lower` to `upper`
  half_line,   ///< from `lower` upwards, without end
  complement,  ///< all but what lies between `lower` and `upper`
  everything,  ///< every ratio: the baseline cannot be told from 0
};
std::string_view to_text(RatioSet set);

/// A ratio of two shares. NaN limits: not available, or without end, as `set` says.
struct RatioInterval {
  static constexpr double missing = std::numeric_limits<double>::quiet_NaN();
  double ratio = missing, lower = missing, upper = missing, df = missing;
  RatioMethod method = RatioMethod::automatic;  ///< the one that was used: never `automatic`
  RatioSet set = RatioSet::none;
  /// Not available: `baseline_zero`, `not_estimable` (a share, a standard error or df is not
  /// given), `no_variance` (that of the ratio is not positive), `all_or_none` (a share of 0 or 1,
  /// or a sum with such a part, which the method that was asked for cannot take).
  std::string_view reason;
};

/// R = p1/p0 with its two-sided interval at `level`; ρ is the correlation of the two estimates.
///
/// log (delta method on the log scale, Satterthwaite's df, which takes the rounds as independent):
///
///     log R ± t·√(c0 + c1 − 2ρ√(c0c1)),  c_i = v_i/p_i²,  df = (c0 + c1)²/(c0²/df0 + c1²/df1)
///
/// fieller: the R with (p1 − R·p0)² ≤ t²(v1 − 2Rρ√(v0v1) + R²v0), with the same df and never below
/// 0. Where p0² ≤ t²v0 they are no interval: a half line, all but a gap, or everything.
///
/// mover, from the Korn–Graubard limits l, u of both shares, with a = p0p1 − ρ(p1 − l1)(u0 − p0)
/// and b = p0p1 − ρ(u1 − p1)(p0 − l0), and df the smaller of the two (a sum with parts has the
/// limits of share_parts.hpp):
///
///     lower = [a − √(a² − l1u0(2p1 − l1)(2p0 − u0))] / [u0(2p0 − u0)]
///     upper = [b + √(b² − u1l0(2p1 − u1)(2p0 − l0))] / [l0(2p0 − l0)]
///
/// \throws ArgumentError  a level outside (0, 1), a correlation outside [−1, 1]
/// Sources: Fieller (1954), Journal of the Royal Statistical Society B 16, 175–185; Donner & Zou
/// (2012), Statistical Methods in Medical Research 21, 347–359; Korn & Graubard (1998), Survey
/// Methodology 24, 193–201.
RatioInterval ratio_interval(const RatioPair& pair, double level,
                             RatioMethod method = RatioMethod::automatic);

/// p-values of the two one-sided tests of a ratio against `factor`.
struct RatioTests {
  static constexpr double missing = std::numeric_limits<double>::quiet_NaN();
  double below = missing;  ///< of "R ≥ factor": small where R is below it
  double above = missing;  ///< of "R ≤ factor": small where R is above it
};
/// The tests whose rejections at (1 − level)/2 are the limits of `ratio_interval`: by t on the log
/// scale, by Fieller's (p1 − factor·p0)/√v, or by the level at which MOVER's limit meets the factor
/// (at most ½; 1 where none does). NaN where there is no ratio.
/// \throws ArgumentError  a factor that is not positive
RatioTests ratio_tests(const RatioPair& pair, double factor,
                       RatioMethod method = RatioMethod::automatic);

/// Squared standard error of log R and its degrees of freedom, by the delta method above.
struct LogError {
  double variance, df;
};
LogError log_error(const RatioPair& pair);

}  // namespace trygg
