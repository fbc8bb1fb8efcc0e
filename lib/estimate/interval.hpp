#pragma once

namespace trygg {

struct Limits {
  double lower, upper;
};

/// estimate ± t·se
Limits wald_limits(double estimate, double se, double t);

/// Limits for a share p in (0, 1), by its standard error; each is a formula of Wald's kind on
/// another scale: logit p, with se/(p(1−p)); and asin √p, with se/(2√(p(1−p))), where a limit that
/// sin² would bring back past p is 0 or 1.
Limits logit_limits(double p, double se, double t);
Limits arcsine_limits(double p, double se, double t);

/// Limits for a share p in [0, 1] that rests on the effective sample size n = p(1−p)/v.
/// Wilson (1927) with z := t. \param n  > 0; for p = 0 or 1 the number of answers stands in
Limits wilson_limits(double p, double n, double t);
/// The x that solve 2n[p ln(p/x) + (1−p) ln((1−p)/(1−x))] = t².
Limits likelihood_limits(double p, double n, double t);

/// Korn & Graubard's effective sample size: min(n, p(1−p)/v · (t_n/t_df)²), capped at the number
/// of answers n after the t factor; n itself when p is 0 or 1 or v is 0.
/// \param t_n   t quantile with n − 1 degrees of freedom
/// \param t_df  t quantile with the domain's degrees of freedom
/// Source: Korn & Graubard (1998), Survey Methodology 24, 193-201; the cap: Parker et al. (2017),
/// NCHS Vital and Health Statistics 2(175).
double korn_graubard_n(double p, double v, double n, double t_n, double t_df);

/// Clopper & Pearson's limits at that size: Beta⁻¹(α/2; np, n(1−p)+1), Beta⁻¹(1−α/2; np+1, n(1−p)).
/// The lower limit of p = 0 is 0 and the upper one of p = 1 is 1; the other keeps α/2.
/// \param alpha  1 − level
Limits korn_graubard_limits(double p, double n, double alpha);

}  // namespace trygg
