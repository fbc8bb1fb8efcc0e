#pragma once

#include <span>

namespace trygg {

struct ReplicateWeights;

/// An estimate by the weights of the sample and by those of each replicate, NaN where it has none.
struct ReplicatedEstimate {
  double value;
  std::span<const double> of_replicate;
};

/// scale Σ_r rscale_r (a_r − c_a)(b_r − c_b). c is the estimate of the full sample, or the mean
/// over the replicates with rscale > 0. Replicates in which one of the two has no value are left
/// out; NaN where fewer than two are left. Where all a_r or all b_r differ from the estimate by
/// rounding alone (1e-9 of it) the variance is 0.
///
/// The same numbers as R's survey::svrVar.
/// \throws ArgumentError  not one value for each replicate
double replicate_covariance(const ReplicateWeights& weights, ReplicatedEstimate a,
                            ReplicatedEstimate b);
double replicate_variance(const ReplicateWeights& weights, ReplicatedEstimate a);

}  // namespace trygg
