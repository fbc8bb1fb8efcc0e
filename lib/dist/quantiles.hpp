#pragma once

namespace trygg {

/// Quantile of Student's t at probability `p` in (0, 1); df > 0, infinite for the normal.
/// R: qt(p, df). \throws ArgumentError  p or df outside its range
double t_quantile(double p, double df);

/// P(|T| > |t|) for Student's t: the two-sided p-value. R: 2 * pt(-abs(t), df).
double t_two_sided(double t, double df);

/// Quantile of the beta distribution at `p` in (0, 1); a, b > 0. R: qbeta(p, a, b).
/// \throws ArgumentError  p, a or b outside its range
double beta_quantile(double p, double a, double b);

/// Quantile of the standard normal. R: qnorm(p).
double normal_quantile(double p);

}  // namespace trygg
