#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "estimate/domain_estimator.hpp"
#include "project/analysis.hpp"
#include "project/framed_cells.hpp"
#include "project/standard_groups.hpp"

namespace trygg {

/// The gaps between two groups, a and b, in every cell of a wave that has both, as rows of a cube.
/// With θ a share or a mean, T the total of persons with the answer, S_g the standard's parts:
///
///     statistic               contrast     estimate
///     share, mean             `kon:2-1`    θ_a − θ_b
///     share, mean             `kon:2/1`    θ_a/θ_b, interval on the log scale
///     share_standardised, …   `kon:2-1`    Σ_g S_g (θ_ag − θ_bg)
///     distribution            `kon:2/2|1`  T_a/(T_a + T_b), interval on the logit scale: of all
///                                          who are unsafe, the part that are women
///
/// with the covariance of both groups. Rows have the domain columns of their cell; where the pair
/// is not the sexes, they are there by sex, too. Areas are those of the main level in the
/// publication's division. Holm's adjustment is
/// over the cells of one classification (by sex: of one sex) with the same contrast and statistic.
class GroupGaps {
 public:
  /// \param cells, table, design  must outlive this object; `design` was read from `table`
  /// \throws ConfigError  a code of a pair that the data have not
  GroupGaps(const FramedCells& cells, const Table& table, const Design& design, unsigned threads);

  /// \param totals  of the shares among `quantities`, in their order, as `totals_of` gives them
  std::vector<CubeRow> rows(const DomainEstimator& estimator, const DomainEstimator& totals,
                            std::span<const Quantity> quantities) const;

 private:
  /// A cell with the records of each term of a contrast.
  struct Compared {
    const FramedCell* cell;
    std::vector<Domain> terms;
  };
  struct Rows {
    std::vector<CubeRow> row;
    std::vector<std::size_t> family;
    void add(const FramedCell& cell, const std::string& indicator, std::string_view statistic,
             const std::string& contrast, const Result& result);
  };
  std::vector<Compared> compared(const Contrast& groups) const;
  std::vector<std::vector<Result>> results(const DomainEstimator& estimator,
                                           const Contrast& contrast,
                                           std::span<const Compared> cells) const;
  void add_distribution(const DomainEstimator& totals, std::span<const Quantity> shares,
                        const GroupPair& pair, std::span<const Compared> cells, Rows& rows) const;

  const FramedCells& cells_;
  const Table& table_;
  const Design& design_;
  unsigned threads_;
  std::vector<GroupPair> pairs_;
  std::optional<StandardGroups> standard_;
};

/// The first group less the second, in codes of `table`.
/// \throws ConfigError  a code that the data have not
Contrast difference_of(const GroupPair& pair, const Table& table);

/// The columns whose codes name the groups of a project's pairs and its standard.
std::vector<std::string> gap_variables(const Project& project);

/// Of every share among `quantities`, the total of its persons with the answer.
std::vector<Quantity> totals_of(std::span<const Quantity> quantities);

}  // namespace trygg
