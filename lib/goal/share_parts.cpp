#include "goal/share_parts.hpp"

#include <algorithm>
#include <cmath>

#include "base/error.hpp"
#include "dist/quantiles.hpp"

namespace trygg {
namespace {

bool all_or_none(double p) {
  return p <= 0 || p >= 1;
}

ShareLimits limits_of(const SharePart& part, double level) {
  return share_limits({.n = part.n, .value = part.value, .variance = part.variance, .df = part.df},
                      level);
}

}  // namespace

double se_in_sum(const ShareEstimate& share, double level) {
  const double se = std::sqrt(share.variance);
  if (!all_or_none(share.value) || !(share.df > 0) || !(share.n >= 2)) return se;
  const auto limits = share_limits(share, level);
  const double reach = std::max(limits.upper - share.value, share.value - limits.lower);
  return std::max(se, reach / t_quantile((1 + level) / 2, share.df));
}

void set_parts(ShareEstimate& sum, const std::vector<SharePart>& parts) {
  const bool is_needed =
      std::ranges::any_of(parts, [](const SharePart& part) { return all_or_none(part.value); });
  if (is_needed) sum.parts = parts;
}

ShareLimits limits_of_sum(const ShareEstimate& sum, double level) {
  require(!sum.parts.empty(), "a share of {} without parts has no limits of a sum", sum.value);
  double below = 0, above = 0;
  for (const auto& part : sum.parts) {
    const auto limits = limits_of(part, level);
    below += std::pow(part.weight * (part.value - limits.lower), 2);
    above += std::pow(part.weight * (limits.upper - part.value), 2);
  }
  return {std::max(0.0, sum.value - std::sqrt(below)), std::min(1.0, sum.value + std::sqrt(above))};
}

}  // namespace trygg
