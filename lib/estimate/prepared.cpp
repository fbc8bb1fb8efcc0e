#include "estimate/prepared.hpp"

#include <algorithm>

#include "design/replicate_weights.hpp"
#include "replicate/replicate_variance.hpp"

namespace trygg {

PreparedDesign::PreparedDesign(const Design& of, const EstimateOptions& how)
    : design(of), options(how), variance(design), t((1 + how.level) / 2, of.records()) {
  const auto* replicates = design.replicates();
  if (replicates && replicates->freedom == ReplicateWeights::Freedom::of_rank)
    rank.emplace(*replicates);
}

double PreparedDesign::variance_of(const Linearised& a, VarianceMemory& memory) const {
  return design.replicates() ? covariance_of(a, a, memory)
                             : variance.variance({a.record, a.z}, memory);
}

double PreparedDesign::covariance_of(const Linearised& a, const Linearised& b,
                                     VarianceMemory& memory) const {
  const auto* replicates = design.replicates();
  if (!replicates) return variance.covariance({a.record, a.z}, {b.record, b.z}, memory);
  if (a.replicates.empty() || b.replicates.empty()) return Result::missing;
  return replicate_covariance(*replicates, {a.value, a.replicates}, {b.value, b.replicates});
}

double PreparedDesign::degrees_of_freedom(std::span<const std::uint32_t> records,
                                          VarianceMemory& memory) const {
  const auto* replicates = design.replicates();
  if (!replicates) return variance.degrees_of_freedom(records, memory);
  const double df = rank ? rank->of(records) : variance.degrees_of_freedom(records, memory);
  return std::min(df, static_cast<double>(replicates->count) - 1);
}

}  // namespace trygg
