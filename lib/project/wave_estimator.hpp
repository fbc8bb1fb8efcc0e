#pragma once

#include <span>
#include <vector>

#include "estimate/cube.hpp"
#include "estimate/domain_estimator.hpp"
#include "project/framed_cells.hpp"

namespace trygg {

/// Estimates what is asked of the indicators of one wave, in its cells.
class WaveEstimator {
 public:
  /// \param cells  must outlive this object
  WaveEstimator(const FramedCells& cells, unsigned threads);

  /// By quantity, its rows: the cells as they were added, then the differences between women and
  /// men, with Holm's adjustment over the cells of each classification.
  std::vector<std::vector<CubeRow>> estimate(const DomainEstimator& estimator,
                                             std::span<const Quantity> quantities) const;

 private:
  /// Women and men of one cell.
  struct Pair {
    std::size_t women, men;
  };
  using ByCell = std::vector<std::vector<Result>>;  // by cell, by quantity

  std::vector<Pair> pairs_of_sexes() const;
  ByCell levels(const DomainEstimator& estimator) const;
  ByCell gaps(const DomainEstimator& estimator, std::span<const Pair> pairs) const;
  void add_gaps(std::span<const Pair> pairs, const ByCell& gaps, const Quantity& quantity,
                std::size_t q, std::vector<CubeRow>& rows) const;

  const FramedCells& cells_;
  unsigned threads_;
};

}  // namespace trygg
