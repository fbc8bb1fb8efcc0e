#include "estimate/replicate_values.hpp"

#include <cmath>

#include "design/replicate_weights.hpp"
#include "estimate/function.hpp"
#include "estimate/linearise.hpp"
#include "estimate/standardised.hpp"

namespace trygg {
namespace {

Domain answered_records(const Measure& measure, const Domain& domain) {
  Domain records;
  for (const auto k : domain)
    if (is_answered(measure, k)) records.push_back(k);
  return records;
}

/// Σ w_r y by replicate; without y, Σ w_r. Replicates side by side, records in their order.
std::vector<double> replicate_totals(std::span<const double> y, const Domain& records,
                                     const ReplicateWeights& weights) {
  std::vector<double> totals(weights.count, 0.0);
  for (const auto k : records) {
    const auto w = weights.of(k);
    const double value = y.empty() ? 1.0 : y[k];
    if (value == 0) continue;
    for (std::size_t r = 0; r < totals.size(); ++r) totals[r] += w[r] * value;
  }
  return totals;
}

/// One replicate after the other, by what estimates the sample itself.
std::vector<double> one_by_one(const Measure& measure, const Domain& records,
                               const ReplicateWeights& weights) {
  std::vector<double> values,
      weight(measure.standard.empty() && !measure.parts.empty() ? measure.parts.front().size()
                                                                : measure.y.size());
  for (std::size_t r = 0; r < weights.count; ++r) {
    for (const auto k : records) weight[k] = weights.of(k)[r];
    const auto e = measure.statistic == Statistic::function
                       ? linearise_function(measure, records, weight)
                       : linearise_standardised(measure, records, weight);
    values.push_back(e.value);
  }
  return values;
}

}  // namespace

std::vector<double> replicate_ratios(std::span<const double> y, std::span<const double> x,
                                     const Domain& records, const ReplicateWeights& weights) {
  auto ratios = replicate_totals(y, records, weights);
  const auto denominators = replicate_totals(x, records, weights);
  for (std::size_t r = 0; r < ratios.size(); ++r)
    ratios[r] = denominators[r] == 0 ? Result::missing : ratios[r] / denominators[r];
  return ratios;
}

std::vector<double> replicate_values(const Measure& measure, const Domain& domain,
                                     const ReplicateWeights& weights) {
  const auto records = answered_records(measure, domain);
  if (measure.statistic == Statistic::function || !measure.standard.empty())
    return one_by_one(measure, records, weights);
  if (measure.statistic == Statistic::total || measure.statistic == Statistic::count)
    return replicate_totals(measure.y, records, weights);
  return replicate_ratios(measure.y, measure.x, records, weights);
}

}  // namespace trygg
