#pragma once

#include "dist/t_table.hpp"
#include "estimate/cell_sums.hpp"
#include "estimate/domain_estimator.hpp"
#include "variance/cell_variance.hpp"

namespace trygg {

struct FoldedValue;

/// Estimates where records are the units of the only stage: variances come from sums over the cells
/// of the domain alone (variance/cell_variance.hpp).
class FoldedElements final : public DomainEstimator {
 public:
  /// \param folded  must outlive this object
  FoldedElements(const FoldedSurvey& folded, const Design& design, FoldedQuantities quantities,
                 const EstimateOptions& options);

  void levels(std::span<const Domain> domains,
              std::span<std::vector<Result>> results) const override;
  void contrasts(const Contrast& contrast, std::span<const std::vector<Domain>> terms,
                 std::span<std::vector<Result>> results) const override;
  double covariance(Cell a, Cell b) const override;

 private:
  /// Domains with the factors of their linearised values in a contrast; a level is one of them.
  struct Part {
    const DomainSums* sums;
    const Domain* domain;
    double a, b;  // z = a y − b r
  };
  FoldedValue value(const FoldedQuantity& quantity, const DomainSums& sums) const;
  DomainForm form(const FoldedQuantity& quantity, const Part& part) const;
  double variance(const FoldedQuantity& quantity, std::span<const Part> parts) const;
  double residual_variance(const FoldedQuantity& quantity, std::span<const Part> parts,
                           const DomainForm& form) const;
  std::optional<std::size_t> item_of(const FoldedQuantity& quantity) const;
  double z(const FoldedQuantity& quantity, const Part& part, std::size_t level) const;
  template <class Use>
  void each_answer(std::uint32_t cell, std::optional<std::size_t> item, Use use) const;
  std::vector<AnswerGroup> groups_of_both(const FoldedQuantity& qa, const Part& a,
                                          const FoldedQuantity& qb, const Part& b) const;
  void add_groups(const FoldedQuantity& quantity, const Part& part,
                  std::vector<AnswerGroup>& groups) const;
  Result contrast(const Contrast& contrast, const FoldedQuantity& quantity,
                  std::span<const DomainSums> sums, std::span<const Domain> domains) const;

  const FoldedSurvey& folded_;
  std::vector<std::uint32_t> row_;  // of the folded table, by row of the design
  FoldedQuantities quantities_;
  CellVariance variance_;
  CellSums sums_;
  EstimateOptions options_;
  TTable t_;
  bool calibrated_;
};

}  // namespace trygg
