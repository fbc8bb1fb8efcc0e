#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "design/replicate_spec.hpp"

namespace trygg {

/// Replicate weights of the records of a design, and how the spread of their estimates becomes a
/// variance: V = scale Σ_r rscale_r (θ_r − centre)².
struct ReplicateWeights {
  std::size_t count = 0;
  std::vector<double> weight;  ///< record by record, `count` of each
  double scale = 1;
  std::vector<double> rscales;  ///< by replicate
  ReplicateCentre centre = ReplicateCentre::mean;
  /// Degrees of freedom of a domain: PSUs minus strata, as the design declares them, or the rank of
  /// the replicate weights of its records minus 1; never more than count − 1.
  enum class Freedom { of_design, of_rank } freedom = Freedom::of_design;

  std::span<const double> of(std::size_t record) const {
    return std::span(weight).subspan(record * count, count);
  }
};

}  // namespace trygg
