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
///     logit p_i = α + β (year_i − centre) + δ_i + ε_i,   Var ε = S, Var δ = τ² I,
///     S_ij = ρ_ij √(v_i v_j) / [p_i(1 − p_i) p_j(1 − p_j)]   (delta method)
///
/// by generalised least squares with S + τ² I. τ² is the moment estimate from the lack of fit of
/// the line that takes τ² to be 0, with X the constants and years:
///
///     Q = r'S⁻¹r = y'Py,   P = S⁻¹ − S⁻¹X(X'S⁻¹X)⁻¹X'S⁻¹,   τ² = max(0, (Q − (T − 2)) / tr P)
///
/// 0, then, where the rounds fit the line within their sampling errors. With τ² = 0 and with τ² > 0
/// alike, limits use t with T − 2 degrees of freedom, T the number of rounds.
///
/// Source: DerSimonian & Laird (1986), Controlled Clinical Trials 7, 177–188; for a regression and
/// any S by the same moment, E Q = T − 2 + τ² tr P (Raudenbush 2009, eq. 16.37 with S diagonal, in
/// The Handbook of Research Synthesis, 2nd ed.).
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
  /// `too_few_rounds`: fewer than 3, no line. `share_of_none`: a round at 0 or 1 stands half an
  /// answer inside, p = ½/n, with the variance p(1 − p)/n of a simple random sample.
  /// `not_estimable`: a round without a value or a variance is left out. `no_covariance`: S is not
  /// positive definite, no line.
  std::vector<std::string_view> notes;
};

/// One line for each stretch between breaks that has a round, in the order of time.
/// \throws ArgumentError  level outside (0, 1), years not ascending, a correlation of another size
///                        or outside [−1, 1]
std::vector<TrendLine> fit_trend(const RoundSeries& series, double level);

/// What a line says of a year: a share with its limits, which tell of the estimated line and of how
/// rounds scatter about it:
///
///     se² = Var α + 2 d Cov(α, β) + d² Var β + τ²,   d = year − centre
///
/// on the logit scale, with the line's degrees of freedom. It is what the share of the population
/// would be if the line went on; the sampling error of a survey in that year is not in it.
struct TrendProjection {
  static constexpr double missing = std::numeric_limits<double>::quiet_NaN();
  double year = 0;
  double value = missing, lower = missing, upper = missing, df = missing;
  double se_logit = missing;
  std::string_view reason;  ///< `too_few_rounds`: a line of fewer than four rounds projects nothing
};
/// \throws ArgumentError  level outside (0, 1), or a year before the line's first
TrendProjection project(const TrendLine& line, double year, double level);

}  // namespace trygg
