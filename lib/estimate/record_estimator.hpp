#pragma once

#include "estimate/domain_estimator.hpp"

namespace trygg {

class Design;
class Table;
struct ReplicateWeights;

/// Estimates by the linearised values of every record.
class RecordEstimator final : public DomainEstimator {
 public:
  /// \param estimator  of `design`; must outlive this object
  RecordEstimator(const Estimator& estimator, std::span<const Quantity> quantities,
                  const Table& table, const Design& design);

  /// Makes the replicates of shares and counts in `domains` all at once; these must stay where they
  /// are. Without it they are made one by one: the same figures but for the last digits.
  void prepare(std::span<const Domain* const> domains, const ReplicateWeights& weights,
               unsigned threads);

  void levels(std::span<const Domain> domains,
              std::span<std::vector<Result>> results) const override;
  void contrasts(const Contrast& contrast, std::span<const std::vector<Domain>> terms,
                 std::span<std::vector<Result>> results) const override;
  double covariance(Cell a, Cell b) const override;

 private:
  const Estimator& estimator_;
  std::vector<Measure> measures_;
};

/// A contrast of linearised estimates, one for each of its terms.
Result contrast_of(const Estimator& estimator, const Contrast& contrast,
                   std::span<const Linearised> terms);

}  // namespace trygg
