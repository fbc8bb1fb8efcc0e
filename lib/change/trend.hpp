#pragma once

#include <cstddef>
#include <limits>
#include <span>
#include <string_view>
#include <vector>

namespace trygg {

/// A share in one round, with what its uncertainty is.
struct RoundPoint {
  double year = 0;
  double n = 0;         ///< answers in the base
  double value = 0;     ///< fraction
  double variance = 0;  ///< design-based, of `value`
  double df = 0;
};

/// The rounds of one cell, in the order of time; a round that is missing is not there.
struct RoundSeries {
  std::vector<RoundPoint> rounds;
  /// Of the estimates, rounds × rounds, row by row; empty where the rounds are independent.
  std::vector<double> correlation;
  /// Years from which on nothing is comparable with what was before.
  std::vector<double> breaks;
};

/// A line through the rounds between two breaks:
///
///     logit p_i = α + β (year_i − centre) + δ_i + ε_i,   Var ε = S (delta method), Var δ = τ² I
///
/// by generalised least squares with S + τ² I. τ² is the moment estimate from Cochran's
/// Q = r'S⁻¹r (0 where the rounds fit the line within their sampling errors). With τ² = 0 and with
/// τ² > 0 alike, limits use t with rounds − 2 degrees of freedom.
struct TrendLine {
  static constexpr double missing = std::numeric_limits<double>::quiet_NaN();
  double from = 0, to = 0;  ///< years of the first and the last round of the line
  std::size_t rounds = 0;
  double centre = 0;                            ///< year at which `intercept` holds
  double intercept = missing, slope = missing;  ///< on the logit scale; slope per year
  double var_intercept = missing, var_slope = missing, cov = missing;
  double lower = missing, upper = missing;  ///< of the slope
  double df = missing, p_value = missing;   ///< of the slope: is it 0?
  double tau2 = missing;
  double lack_of_fit = missing, p_lack_of_fit = missing;  ///< Q and its χ² p-value, rounds − 2 df
  /// Why something is missing: `too_few_rounds` (fewer than 3: no line), `share_of_none` (a round
  /// at 0 or 1 is moved half an answer inwards and told), `not_estimable`.
  std::vector<std::string_view> notes;
};

/// One line for each stretch between breaks, in the order of time.
/// \throws ArgumentError  level outside (0, 1), years not ascending, a correlation of another size
std::vector<TrendLine> fit_trend(const RoundSeries& series, double level);

/// What a line says of a year: a share with its limits, which tell of the estimated line and of how
/// rounds scatter about it (τ²).
struct TrendProjection {
  static constexpr double missing = std::numeric_limits<double>::quiet_NaN();
  double year = 0;
  double value = missing, lower = missing, upper = missing, df = missing;
  double se_logit = missing;
  std::string_view reason;  ///< `too_few_rounds`: a line of fewer than four rounds projects nothing
};
TrendProjection project(const TrendLine& line, double year, double level);

}  // namespace trygg
