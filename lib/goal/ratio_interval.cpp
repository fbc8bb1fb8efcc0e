#include "goal/ratio_interval.hpp"

#include <algorithm>
#include <cmath>

#include "base/error.hpp"
#include "dist/quantiles.hpp"
#include "estimate/interval.hpp"

namespace trygg {
namespace {

bool all_or_none(const ShareEstimate& share) {
  return share.value <= 0 || share.value >= 1;
}

bool estimable(const ShareEstimate& share) {
  return std::isfinite(share.value) && std::isfinite(share.variance) && share.variance >= 0 &&
         share.df > 0 && share.n >= 2;
}

RatioInterval on_log_scale(const ShareEstimate& now, const ShareEstimate& baseline, double level) {
  const double c0 = baseline.variance / (baseline.value * baseline.value);
  const double c1 = now.variance / (now.value * now.value);
  const double ratio = now.value / baseline.value;
  if (c0 + c1 <= 0) return {.ratio = ratio, .reason = "no_variance"};
  const double df = (c0 + c1) * (c0 + c1) / (c0 * c0 / baseline.df + c1 * c1 / now.df);
  const double reach = std::exp(t_quantile((1 + level) / 2, df) * std::sqrt(c0 + c1));
  return {.ratio = ratio, .lower = ratio / reach, .upper = ratio * reach, .df = df};
}

Limits limits_of(const ShareEstimate& share, double level) {
  const double tail = (1 - level) / 2;
  const double n = korn_graubard_n(share.value, share.variance, share.n,
                                   t_quantile(tail, share.n - 1), t_quantile(tail, share.df));
  return korn_graubard_limits(share.value, n, 2 * tail);
}

/// The formula of the header; the lower limit is expanded by its conjugate, which is free of
/// cancellation and of 0/0 where u0 = 2p0. Under the roots, x(2p − x) ≤ p² for every x.
RatioInterval mover(const ShareEstimate& now, const ShareEstimate& baseline, double level) {
  const auto [l1, u1] = limits_of(now, level);
  const auto [l0, u0] = limits_of(baseline, level);
  const double p1 = now.value, p0 = baseline.value, product = p0 * p1;
  const double low1 = l1 * (2 * p1 - l1), high1 = u1 * (2 * p1 - u1);
  const double low0 = l0 * (2 * p0 - l0), high0 = u0 * (2 * p0 - u0);
  const auto root = [&](double a, double b) {
    return std::sqrt(std::max(0.0, product * product - a * b));
  };
  const double lower = l1 > 0 ? low1 / (product + root(low1, high0)) : 0.0;
  const double upper = (product + root(high1, low0)) / low0;
  return {.ratio = p1 / p0,
          .lower = lower,
          .upper = upper,
          .df = std::min(now.df, baseline.df),
          .reason = "mover"};
}

}  // namespace

RatioInterval ratio_interval(const ShareEstimate& now, const ShareEstimate& baseline,
                             double level) {
  require(level > 0 && level < 1, "level {}: must lie between 0 and 1", level);
  if (!estimable(now) || !estimable(baseline)) return {.reason = "not_estimable"};
  if (baseline.value <= 0) return {.reason = "baseline_zero"};
  return all_or_none(now) || all_or_none(baseline) ? mover(now, baseline, level)
                                                   : on_log_scale(now, baseline, level);
}

}  // namespace trygg
