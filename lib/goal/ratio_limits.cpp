#include "goal/ratio_limits.hpp"

#include <algorithm>
#include <cmath>

#include "dist/quantiles.hpp"
#include "estimate/interval.hpp"
#include "goal/share_parts.hpp"

namespace trygg {

RatioLimits log_limits(const RatioPair& pair, double level) {
  const auto [variance, df] = log_error(pair);
  const double ratio = pair.now.value / pair.baseline.value;
  const double reach = std::exp(t_quantile((1 + level) / 2, df) * std::sqrt(variance));
  return {.lower = ratio / reach, .upper = ratio * reach};
}

double fieller_statistic(const RatioPair& pair, double ratio) {
  const auto& [now, baseline, correlation] = pair;
  const double covariance = correlation * std::sqrt(now.variance * baseline.variance);
  return (now.value - ratio * baseline.value) /
         std::sqrt(now.variance - 2 * ratio * covariance + ratio * ratio * baseline.variance);
}

/// a·R² − 2b·R + d ≤ 0 with R ≥ 0; the roots are real wherever a > 0, for R = p1/p0 solves it.
RatioLimits fieller_limits(const RatioPair& pair, double level) {
  const auto& [now, baseline, correlation] = pair;
  const double t = t_quantile((1 + level) / 2, log_error(pair).df), t2 = t * t;
  const double covariance = correlation * std::sqrt(now.variance * baseline.variance);
  const double a = baseline.value * baseline.value - t2 * baseline.variance;
  const double b = baseline.value * now.value - t2 * covariance;
  const double d = now.value * now.value - t2 * now.variance;
  const double inside = b * b - a * d;
  if (a > 0) {
    const double root = std::sqrt(std::max(0.0, inside));
    return {.lower = std::max(0.0, (b - root) / a), .upper = (b + root) / a};
  }
  if (inside <= 0 || a == 0) return {.set = RatioSet::everything};
  const double root = std::sqrt(inside);
  const double low = (b + root) / a, high = (b - root) / a;  // a < 0, so low < high
  if (high <= 0) return {.set = RatioSet::everything};
  if (low < 0) return {.lower = high, .set = RatioSet::half_line};
  return {.lower = low, .upper = high, .set = RatioSet::complement};
}

ShareLimits share_limits(const ShareEstimate& share, double level) {
  if (!share.parts.empty()) return limits_of_sum(share, level);
  const double tail = (1 - level) / 2;
  const double n = korn_graubard_n(share.value, share.variance, share.n,
                                   t_quantile(tail, share.n - 1), t_quantile(tail, share.df));
  const auto limits = korn_graubard_limits(share.value, n, 2 * tail);
  return {limits.lower, limits.upper};
}

/// The formula of ratio_interval.hpp; the lower limit is expanded by its conjugate, which is free
/// of cancellation and of 0/0 where u0 = 2p0. Under the roots, x(2p − x) ≤ p² for every x.
RatioLimits mover_limits(const RatioPair& pair, double level) {
  const auto [l1, u1] = share_limits(pair.now, level);
  const auto [l0, u0] = share_limits(pair.baseline, level);
  const double p1 = pair.now.value, p0 = pair.baseline.value;
  const double low1 = l1 * (2 * p1 - l1), high1 = u1 * (2 * p1 - u1);
  const double low0 = l0 * (2 * p0 - l0), high0 = u0 * (2 * p0 - u0);
  const double a = p0 * p1 - pair.correlation * (p1 - l1) * (u0 - p0);
  const double b = p0 * p1 - pair.correlation * (u1 - p1) * (p0 - l0);
  const auto root = [](double middle, double product) {
    return std::sqrt(std::max(0.0, middle * middle - product));
  };
  return {.lower = l1 > 0 ? low1 / (a + root(a, low1 * high0)) : 0.0,
          .upper = (b + root(b, high1 * low0)) / low0};
}

}  // namespace trygg
