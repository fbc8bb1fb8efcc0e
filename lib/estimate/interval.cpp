#include "estimate/interval.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "dist/quantiles.hpp"

namespace trygg {
namespace {

double expit(double x) {
  return 1 / (1 + std::exp(-x));
}

/// p ln(p/x), and its limit 0 at p = 0.
double surprise(double p, double x) {
  return p == 0 ? 0.0 : p * std::log(p / x);
}

/// Where the likelihood ratio between `inside` (too small) and `outside` (too large) meets t².
double likelihood_limit(double p, double n, double t, double outside) {
  double inside = p;
  for (;;) {
    const double middle = inside + (outside - inside) / 2;
    if (middle == inside || middle == outside) return middle;
    const double ratio = 2 * n * (surprise(p, middle) + surprise(1 - p, 1 - middle));
    (ratio < t * t ? inside : outside) = middle;
  }
}

}  // namespace

Limits wald_limits(double estimate, double se, double t) {
  return {estimate - t * se, estimate + t * se};
}

Limits logit_limits(double p, double se, double t) {
  const double centre = std::log(p / (1 - p));
  const double half = t * se / (p * (1 - p));
  return {expit(centre - half), expit(centre + half)};
}

Limits arcsine_limits(double p, double se, double t) {
  const double centre = std::asin(std::sqrt(p));
  const double half = t * se / (2 * std::sqrt(p * (1 - p)));
  const double low = std::sin(centre - half), high = std::sin(centre + half);
  // Past the mirror image of the centre sin² would bring the limit back to the other side of p.
  return {half < 2 * centre ? low * low : 0.0,
          half < std::numbers::pi - 2 * centre ? high * high : 1.0};
}

Limits wilson_limits(double p, double n, double t) {
  const double z2 = t * t / n;
  const double centre = (p + z2 / 2) / (1 + z2);
  const double half = std::sqrt(z2 * (p * (1 - p) + z2 / 4)) / (1 + z2);
  return {p == 0 ? 0.0 : centre - half, p == 1 ? 1.0 : centre + half};
}

Limits likelihood_limits(double p, double n, double t) {
  return {p == 0 ? 0.0 : likelihood_limit(p, n, t, 0.0),
          p == 1 ? 1.0 : likelihood_limit(p, n, t, 1.0)};
}

double korn_graubard_n(double p, double v, double n, double t_n, double t_df) {
  if (p <= 0 || p >= 1 || v <= 0) return n;
  const double ratio = t_n / t_df;
  return std::min(n, p * (1 - p) / v * ratio * ratio);
}

Limits korn_graubard_limits(double p, double n, double alpha) {
  const double x = n * p, rest = n - x;
  return {p <= 0 ? 0.0 : beta_quantile(alpha / 2, x, rest + 1),
          p >= 1 ? 1.0 : beta_quantile(1 - alpha / 2, x + 1, rest)};
}

}  // namespace trygg
