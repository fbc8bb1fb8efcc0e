#pragma once

#include "estimate/cell_sums.hpp"
#include "estimate/domain_estimator.hpp"

namespace trygg {

/// Estimates under PSUs: a cell lies in one unit of every stage, so the sum of its records'
/// linearised values stands for them.
class FoldedClusters final : public DomainEstimator {
 public:
  FoldedClusters(const FoldedSurvey& folded, const Design& design, FoldedQuantities quantities,
                 const EstimateOptions& options);

  void levels(std::span<const Domain> domains,
              std::span<std::vector<Result>> results) const override;
  void contrasts(const Contrast& contrast, std::span<const std::vector<Domain>> terms,
                 std::span<std::vector<Result>> results) const override;
  double covariance(Cell a, Cell b) const override;

 private:
  Linearised linearise(std::size_t quantity, const Domain& domain) const;

  std::vector<double> weight_;  // by cell, of all its records
  FoldedQuantities quantities_;
  CellSums sums_;
  Estimator estimator_;
};

}  // namespace trygg
