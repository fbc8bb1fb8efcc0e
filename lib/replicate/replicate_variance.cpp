#include "replicate/replicate_variance.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/error.hpp"
#include "design/replicate_weights.hpp"
#include "linalg/sum.hpp"

namespace trygg {
namespace {

/// Totals are met by a calibration to about 1e-10.
constexpr double rounding = 1e-9;

bool is_constant(ReplicatedEstimate e) {
  return std::ranges::all_of(e.of_replicate, [&](double t) {
    return std::isnan(t) || std::abs(t - e.value) <= rounding * std::abs(e.value);
  });
}

struct Centres {
  double a, b;
  std::size_t replicates;  // that have both values
};

Centres centres_of(const ReplicateWeights& weights, ReplicatedEstimate a, ReplicatedEstimate b) {
  Sum of_a, of_b;
  std::size_t counted = 0, valid = 0;
  for (std::size_t r = 0; r < weights.count; ++r) {
    if (std::isnan(a.of_replicate[r]) || std::isnan(b.of_replicate[r])) continue;
    ++valid;
    if (!(weights.rscales[r] > 0)) continue;
    ++counted;
    of_a.add(a.of_replicate[r]);
    of_b.add(b.of_replicate[r]);
  }
  if (weights.centre == ReplicateCentre::full_sample) return {a.value, b.value, valid};
  const auto n = static_cast<double>(counted);
  return {of_a.value() / n, of_b.value() / n, valid};
}

}  // namespace

double replicate_covariance(const ReplicateWeights& weights, ReplicatedEstimate a,
                            ReplicatedEstimate b) {
  for (const auto& e : {a, b})
    require(e.of_replicate.size() == weights.count, "{} values for {} replicates",
            e.of_replicate.size(), weights.count);
  const auto centre = centres_of(weights, a, b);
  if (centre.replicates < 2) return std::numeric_limits<double>::quiet_NaN();
  if (is_constant(a) || is_constant(b)) return 0;
  Sum sum;
  for (std::size_t r = 0; r < weights.count; ++r) {
    const double product = (a.of_replicate[r] - centre.a) * (b.of_replicate[r] - centre.b);
    if (!std::isnan(product)) sum.add(weights.rscales[r] * product);
  }
  return weights.scale * sum.value();
}

double replicate_variance(const ReplicateWeights& weights, ReplicatedEstimate a) {
  return replicate_covariance(weights, a, a);
}

}  // namespace trygg
