#include "ranking/share_against_whole.hpp"

#include <algorithm>
#include <cmath>

#include "dist/quantiles.hpp"
#include "dist/tails.hpp"

namespace trygg {
namespace {

double spread(double p) {
  return p * (1 - p);
}

/// What an area of none or all would vary by, had it the whole's share and design effect.
double variance_of_none(const CubeRow& area, const CubeRow& whole) {
  const double effect = whole.deff > 0 ? whole.deff : 1;
  return effect * spread(whole.estimate) / static_cast<double>(area.n);
}

/// 2 min{P(X ≤ x), P(X ≥ x)} of x in n answers that each have the property with probability p.
double binomial_two_sided(double x, double n, double p) {
  const double below = x >= n ? 1 : beta_lower(1 - p, n - x, x + 1);
  const double above = x <= 0 ? 1 : beta_lower(p, x, n - x + 1);
  return std::min(1.0, 2 * std::min(below, above));
}

/// As Korn & Graubard take account of few degrees of freedom.
double for_few_degrees(double n, const CubeRow& area) {
  if (area.n < 2) return n;
  const double ratio =
      t_quantile(0.975, static_cast<double>(area.n) - 1) / t_quantile(0.975, area.df);
  return n * ratio * ratio;
}

}  // namespace

ShareAgainstWhole::ShareAgainstWhole(const AreasAndWhole& figure)
    : figure_(figure), whole_(figure.areas.size()) {
  for (const auto& area : figure.areas) answers_ += static_cast<double>(area.n);
  for (std::size_t a = 0; a < whole_; ++a) {
    const auto& area = figure.areas[a];
    if (area.n == 0 || covariance(a, a) > 0) continue;
    const double part = static_cast<double>(area.n) / answers_;
    of_none_ += part * part * variance_of_none(area, figure.whole);
  }
}

/// Of the difference, were the area's share the whole's.
double ShareAgainstWhole::null_variance(std::size_t a) const {
  const auto& area = figure_.areas[a];
  const double own = covariance(a, a), whole = covariance(whole_, whole_) + of_none_;
  if (!(own > 0)) {
    const double part = static_cast<double>(area.n) / answers_;
    return variance_of_none(area, figure_.whole) * (1 - 2 * part) + whole;
  }
  const double k = spread(figure_.whole.estimate) / spread(area.estimate);
  const double common = covariance(a, whole_);
  // The area's part of the whole's variance, common²/own, is under the hypothesis k times itself.
  return k * own - 2 * k * common + whole + (k - 1) * common * common / own;
}

void ShareAgainstWhole::set_limits(std::size_t a, AreaStanding& standing) const {
  const auto &area = figure_.areas[a], &whole = figure_.whole;
  const double product = covariance(a, a) * covariance(whole_, whole_);
  const double rho = product > 0 ? covariance(a, whole_) / std::sqrt(product) : 0;
  const auto reach = [&](double of_area, double of_whole) {
    const double sum = of_area * of_area + of_whole * of_whole - 2 * rho * of_area * of_whole;
    return std::sqrt(std::max(0.0, sum));
  };
  standing.lower =
      standing.difference - reach(area.estimate - area.lower, whole.upper - whole.estimate);
  standing.upper =
      standing.difference + reach(area.upper - area.estimate, whole.estimate - whole.lower);
}

void ShareAgainstWhole::compare(std::size_t a, AreaStanding& standing) const {
  const auto &area = figure_.areas[a], &whole = figure_.whole;
  if (!(spread(whole.estimate) > 0) || !(area.df > 0) || std::isnan(area.lower) ||
      std::isnan(whole.lower))
    return;
  const double variance = null_variance(a);
  if (!(variance > 1e-12 * spread(whole.estimate))) return;  // the area is all of the whole
  const double plain = covariance(a, a) + covariance(whole_, whole_) - 2 * covariance(a, whole_);
  if (covariance(a, a) > 0 && plain > 0) standing.se = std::sqrt(plain);
  set_limits(a, standing);
  standing.t = standing.difference / std::sqrt(variance);
  const double n = for_few_degrees(spread(whole.estimate) / variance, area);
  standing.p_value = binomial_two_sided(n * area.estimate, n, whole.estimate);
}

}  // namespace trygg
