#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "coverage/tally.hpp"

namespace trygg {

/// The intervals of one method in one group of cells. Shares of intervals given, but for `none`.
struct MethodSummary {
  double coverage = Result::missing;
  /// Monte Carlo standard error of `coverage` over independent samples, the cells of one sample
  /// being dependent: √[S/(S−1) Σ_s (c_s − C g_s)²] / Σ_s g_s, with g_s intervals given and c_s
  /// covering in sample s of S, C = Σ c_s/Σ g_s.
  double error = Result::missing;
  double below = Result::missing, above = Result::missing;  ///< missed, as Hit
  double none = 0;                 ///< cells and samples without an interval
  double width = Result::missing;  ///< mean
  /// The cell that is covered most seldom, of those with an interval in half of the samples or
  /// more.
  std::optional<std::uint32_t> worst_cell;
  double worst = Result::missing;

  /// Covering, of all cells and samples: no interval holds nothing.
  double of_all() const { return coverage * (1 - none); }
};

/// One group of cells over all samples.
struct GroupSummary {
  GroupKey key;
  std::size_t cells = 0;
  double df = Result::missing;  ///< mean
  /// Mean error over standard deviation, mean over the cells; and of its absolute value.
  double bias = Result::missing, absolute_bias = Result::missing;
  /// Mean of se, and root of the mean of se², over the standard deviation of the estimates; − 1;
  /// mean over the cells.
  double se_mean = Result::missing, se_rms = Result::missing;
  double no_answers = 0, no_df = 0, no_spread = 0;  ///< of cells and samples, why no interval
  std::array<MethodSummary, study_methods.size()> method{};
};

std::vector<GroupSummary> summarise(const StudyTally& tally);
/// The summary of `key`; nothing when no cell belongs there.
const GroupSummary* find(const std::vector<GroupSummary>& summaries, const GroupKey& key);

}  // namespace trygg
