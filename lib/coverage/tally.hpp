#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "coverage/estimate_sample.hpp"
#include "coverage/groups.hpp"

namespace trygg {

/// One method's intervals of one cell, counted over the samples.
struct MethodTally {
  std::uint64_t covered = 0, below = 0, above = 0;  ///< as Hit
  double width = 0;                                 ///< sum
  std::uint64_t given() const { return covered + below + above; }
};

/// One cell over the samples. Errors are estimate − truth.
struct CellTally {
  std::uint64_t samples = 0;
  std::uint64_t estimated = 0;       ///< the rest: nobody with a valid answer
  std::uint64_t without_df = 0;      ///< estimated, but no degrees of freedom
  std::uint64_t without_spread = 0;  ///< estimated with df, but all answers alike
  double error = 0, error2 = 0, se = 0, se2 = 0, df = 0;  ///< sums over the estimated
  std::array<MethodTally, study_methods.size()> method{};

  /// Mean error, and standard deviation of the estimates.
  double bias() const;
  double sd() const;
};

/// Intervals given (g) and covering (c) in a group, summed over the samples: what the Monte Carlo
/// error of their ratio is made from, cells of a sample being no independent trials.
struct GroupCounts {
  double g = 0, c = 0, gg = 0, gc = 0, cc = 0;
};
struct GroupTally {
  std::array<GroupCounts, study_methods.size()> method{};
};

/// Adds samples up, one after another; the order of the calls decides the last digits.
class StudyTally {
 public:
  StudyTally(std::vector<StudyCell> cells, std::vector<CellGroup> groups);

  void add(std::span<const CellDraw> draws);

  std::uint64_t samples() const { return samples_; }
  const std::vector<StudyCell>& cells() const { return cells_; }
  const std::vector<CellGroup>& groups() const { return groups_; }
  const std::vector<CellTally>& by_cell() const { return by_cell_; }
  const std::vector<GroupTally>& by_group() const { return by_group_; }

 private:
  std::uint64_t samples_ = 0;
  std::vector<StudyCell> cells_;
  std::vector<CellGroup> groups_;
  std::vector<CellTally> by_cell_;
  std::vector<GroupTally> by_group_;
};

}  // namespace trygg
