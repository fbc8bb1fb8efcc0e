#pragma once

#include <memory>
#include <span>
#include <vector>

#include "estimate/estimator.hpp"
#include "variance/covariance_matrix.hpp"

namespace trygg {

/// The covariances of estimates over the same records, all pairs at once: by linearised values, or
/// by the replicates of the design.
class TermCovariances {
 public:
  /// Both must outlive this object. \throws DesignError  as Variance
  TermCovariances(const Design& design, const Estimator& estimator);

  /// Row by row. \param terms  of the same records
  std::vector<double> of(std::span<const Linearised> terms) const;

 private:
  std::vector<double> of_replicates(std::span<const Linearised> terms) const;

  const Estimator& estimator_;
  std::unique_ptr<const Variance> variance_;  // null: there are replicates
  std::unique_ptr<const CovarianceMatrix> matrix_;
};

}  // namespace trygg
