#pragma once

#include <limits>
#include <optional>
#include <string_view>

namespace trygg {

/// In what a change is told, of e1 (later) and e0 (earlier).
enum class ChangeScale {
  difference,  ///< e1 − e0
  relative,    ///< (e1 − e0)/e0
  ratio,       ///< e1/e0
  log_ratio,   ///< log(e1/e0)
};
/// "difference", "relative", "ratio", "log-ratio". \throws ConfigError  another name
ChangeScale to_change_scale(std::string_view name);

/// An estimate in one round; NaN: not given.
struct RoundValue {
  double estimate = std::numeric_limits<double>::quiet_NaN();
  double se = std::numeric_limits<double>::quiet_NaN();
  double df = std::numeric_limits<double>::quiet_NaN();
  double n = 0;           ///< answers; of a share
  bool is_share = false;  ///< a fraction of persons: at 0 or 1 it is uncertain all the same
};

/// A change with its uncertainty. NaN: not given, and `note` says why.
struct ChangeValue {
  static constexpr double missing = std::numeric_limits<double>::quiet_NaN();
  double value = missing, se = missing, lower = missing, upper = missing, df = missing;
  double t = missing, p_value = missing;  ///< has nothing changed?
  /// `no_variance`, `df_zero`, `negative_variance`; `zero_denominator` and `not_positive` (of a
  /// logarithm) on scales that divide.
  std::string_view note;
};

/// With the linearised parts a1, a0 of the change and the correlation ρ of the two estimates,
///
///     V = a1² + a0² − 2ρ a1 a0,   df = (a1² + a0²)² / (a1⁴/df1 + a0⁴/df0)  (Satterthwaite)
///
///     difference        a1 = se1,     a0 = se0           d ± t√V,          t = d/√V
///     relative          a1 = se1/e0,  a0 = (e1/e0)se0/e0 d ± t√V,          t = d/√V
///     ratio, log-ratio  a1 = se1/e1,  a0 = se0/e0        log R ± t√V,      t = log R/√V
///
/// A share at 0 or 1 has an estimated variance of 0, and is no more certain than its answers are
/// many: with Korn & Graubard's limit l at the same level on the side where it is not (p = 0: 1 −
/// (α/2)^(1/n)), its se is taken as |l − p|/t(df), here and in the test alike.
///
/// The ratio's limits are those of the logarithm made a ratio, and its se is R√V. A V that is
/// negative (a correlation estimated beyond ±1) has the note `negative_variance` and neither se nor
/// interval; one below 1e-12 of a1² + a0² is what rounding leaves of 0.
///
/// \param df  in place of Satterthwaite's
/// \throws ArgumentError  level outside (0, 1), or df not above 0
/// Source: Berger & Priam (2016), JRSS A 179, 251–272, whose ρ overlap.hpp has.
ChangeValue change_of(const RoundValue& later, const RoundValue& earlier, double correlation,
                      ChangeScale scale, double level, std::optional<double> df = {});

}  // namespace trygg
