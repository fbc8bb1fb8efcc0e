#pragma once

#include <vector>

#include "estimate/estimator.hpp"

namespace trygg {

struct ReplicateWeights;

/// The estimate of `measure` in `domain` by each replicate's weights; NaN where one has no value,
/// such as a mean of nobody. Not for quantiles.
std::vector<double> replicate_values(const Measure& measure, const Domain& domain,
                                     const ReplicateWeights& weights);

/// Σ w_r y / Σ w_r x over `records`, by replicate; without x, Σ w_r. NaN where that is 0.
std::vector<double> replicate_ratios(std::span<const double> y, std::span<const double> x,
                                     const Domain& records, const ReplicateWeights& weights);

}  // namespace trygg
