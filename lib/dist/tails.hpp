#pragma once

namespace trygg {

/// P(X > x) for χ² with `df` degrees of freedom, x ≥ 0. R: pchisq(x, df, lower.tail = FALSE).
/// \throws ArgumentError  df is not above 0
double chi_squared_upper(double x, double df);

/// P(X ≤ x) for the beta distribution, x in [0, 1]: the regularised incomplete beta function. R:
/// pbeta(x, a, b). \throws ArgumentError  a or b is not above 0, or x outside [0, 1]
double beta_lower(double x, double a, double b);

/// P(X > x) for F with `df1` and `df2` degrees of freedom, x ≥ 0; they may be fractions, and `df2`
/// infinite. R: pf(x, df1, df2, lower.tail = FALSE).
/// \throws ArgumentError  degrees of freedom that are not above 0
double f_upper(double x, double df1, double df2);

}  // namespace trygg
