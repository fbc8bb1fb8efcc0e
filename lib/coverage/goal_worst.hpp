#pragma once

#include <array>
#include <cstddef>

#include "coverage/goal_rounds.hpp"
#include "coverage/rate.hpp"

namespace trygg {

/// How the areas where the share is greatest are chosen, and what their baseline then is.
enum class WorstBy { baseline, shrunk, other_round };
inline constexpr std::array all_worst_by{WorstBy::baseline, WorstBy::shrunk, WorstBy::other_round};

/// Which areas of which division.
struct WorstOf {
  Division division = Division::areas;
  std::size_t count = 3;
};
inline constexpr std::array all_worst_of{WorstOf{Division::areas, 3},
                                         WorstOf{Division::strata, 10}};

/// The chosen areas together, weighted by their true sizes, in the last round of one sample.
struct WorstDraw {
  double ratio = 0, truth = 0;  ///< observed, and true of those areas
  bool covered = false, reached = false, not_reached = false, is_given = false;
};
/// By scenario, by division, by way of choosing.
using WorstDraws =
    std::array<std::array<std::array<WorstDraw, all_worst_by.size()>, all_worst_of.size()>,
               GoalPlan::ratio.size()>;

WorstDraws draw_worst(const GoalSample& sample, const GoalDomains& domains,
                      const ScenarioAnswers& answers, double level);

/// Those draws over the samples.
struct WorstTally {
  double samples = 0, ratio = 0, truth = 0;  ///< sums
  double excess = 0, excess2 = 0;            ///< of ratio/truth − 1
  Rate covered, reached, not_reached;

  void add(const WorstDraw& draw);
  double mean_excess() const { return excess / samples; }
  double error() const;  ///< Monte Carlo standard error of that
};

}  // namespace trygg
