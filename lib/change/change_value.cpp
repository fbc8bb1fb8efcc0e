#include "change/change_value.hpp"

#include <cmath>

#include "base/error.hpp"
#include "dist/quantiles.hpp"
#include "estimate/interval.hpp"
#include "estimate/result.hpp"

namespace trygg {
namespace {

/// A change on the scale that its interval is made on, with its linearised parts.
struct Parts {
  double value, later, earlier;
};

bool divides(ChangeScale scale) {
  return scale != ChangeScale::difference;
}
bool is_logarithm(ChangeScale scale) {
  return scale == ChangeScale::ratio || scale == ChangeScale::log_ratio;
}

Parts parts_of(const RoundValue& later, const RoundValue& earlier, ChangeScale scale) {
  const double e1 = later.estimate, e0 = earlier.estimate;
  if (scale == ChangeScale::difference) return {e1 - e0, later.se, earlier.se};
  const double ratio = e1 / e0;
  if (scale == ChangeScale::relative) return {ratio - 1, later.se / e0, ratio * earlier.se / e0};
  return {std::log(ratio), later.se / e1, earlier.se / e0};
}

/// With the standard error that a share of none, or of all, is given.
RoundValue with_error(RoundValue round, double level) {
  const bool is_none = round.estimate == 0, is_all = round.estimate == 1;
  if (!round.is_share || !(is_none || is_all) || round.se != 0) return round;
  if (!(round.n > 0) || !(round.df > 0)) return round;
  const auto limits = korn_graubard_limits(round.estimate, round.n, 1 - level);
  round.se = (is_none ? limits.upper : 1 - limits.lower) / t_quantile((1 + level) / 2, round.df);
  return round;
}

double satterthwaite(double v1, double df1, double v0, double df0) {
  return (v1 + v0) * (v1 + v0) / (v1 * v1 / df1 + v0 * v0 / df0);
}

/// On a logarithm's scale until told as a ratio.
void tell_as_ratio(ChangeValue& change) {
  change.value = std::exp(change.value);
  change.se *= change.value;
  change.lower = std::exp(change.lower);
  change.upper = std::exp(change.upper);
}

/// Standard error, interval and test. Sets the note where there are none.
void add_uncertainty(ChangeValue& change, const Parts& parts, const RoundValue& later,
                     const RoundValue& earlier, double correlation, double level,
                     std::optional<double> df) {
  const double v1 = parts.later * parts.later, v0 = parts.earlier * parts.earlier;
  double v = v1 + v0 - 2 * correlation * parts.later * parts.earlier;
  if (std::isnan(v)) return;
  if (std::abs(v) <= 1e-12 * (v1 + v0)) v = 0;
  if (v < 0) {
    change.note = "negative_variance";
    return;
  }
  change.se = std::sqrt(v);
  if (v == 0) {
    change.note = to_text(Note::no_variance);
    return;
  }
  if (!df && (!(later.df > 0) || !(earlier.df > 0))) {
    change.note = to_text(Note::df_zero);
    return;
  }
  change.df = df ? *df : satterthwaite(v1, later.df, v0, earlier.df);
  const double margin = t_quantile((1 + level) / 2, change.df) * change.se;
  change.lower = change.value - margin;
  change.upper = change.value + margin;
  change.t = change.value / change.se;
  change.p_value = t_two_sided(change.t, change.df);
}

}  // namespace

ChangeScale to_change_scale(std::string_view name) {
  if (name == "difference") return ChangeScale::difference;
  if (name == "relative") return ChangeScale::relative;
  if (name == "ratio") return ChangeScale::ratio;
  require<ConfigError>(name == "log-ratio",
                       "'{}' is no scale of change: difference, relative, ratio or log-ratio",
                       name);
  return ChangeScale::log_ratio;
}

ChangeValue change_of(const RoundValue& given_later, const RoundValue& given_earlier,
                      double correlation, ChangeScale scale, double level,
                      std::optional<double> df) {
  require(level > 0 && level < 1, "level {}: must lie between 0 and 1", level);
  require(!df || *df > 0, "{} degrees of freedom: must be above 0", df.value_or(0));
  const auto later = with_error(given_later, level), earlier = with_error(given_earlier, level);
  ChangeValue change;
  if (std::isnan(later.estimate) || std::isnan(earlier.estimate)) return change;
  if (divides(scale) && earlier.estimate == 0) {
    change.note = to_text(Note::zero_denominator);
    return change;
  }
  if (is_logarithm(scale) && !(later.estimate > 0 && earlier.estimate > 0)) {
    if (scale == ChangeScale::ratio) change.value = later.estimate / earlier.estimate;
    change.note = to_text(Note::not_positive);
    return change;
  }
  const auto parts = parts_of(later, earlier, scale);
  change.value = parts.value;
  add_uncertainty(change, parts, later, earlier, correlation, level, df);
  if (scale == ChangeScale::ratio) tell_as_ratio(change);
  return change;
}

}  // namespace trygg
