#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "base/ranks.hpp"
#include "coverage/goal_ranks.hpp"
#include "coverage/goal_tally.hpp"
#include "coverage/goal_worst.hpp"

namespace trygg {

struct Indicator;

struct GoalStudyOptions {
  std::uint32_t samples = 2000;
  std::uint64_t seed = 0;
  double level = 0.95;
  SexPair pair;
  unsigned threads = 0;              ///< 0: those of the machine
  const Ranks* ranks = &one_rank();  ///< that draw the samples together
  /// Is told how many samples of how many are done; may be empty.
  std::function<void(std::uint32_t done, std::uint32_t of)> told;
};

/// A group of cells as it is in truth.
struct GoalGroupSize {
  std::size_t cells = 0;
  double respondents = 0;  ///< mean n of a cell and round
  double share = 0;        ///< mean true share at the baseline
};

/// What a study of the goal's verdicts found.
struct GoalStudy {
  GoalStudyOptions options;
  std::string wave, indicator;
  std::size_t population = 0;
  std::array<GoalGroupSize, goal_groups.size()> sizes{};
  /// By scenario (GoalPlan::ratio), by group (goal_groups).
  std::array<std::array<GoalRates, goal_groups.size()>, GoalPlan::ratio.size()> rates{};
  /// By scenario, all_worst_of, all_worst_by.
  std::array<std::array<std::array<WorstTally, all_worst_by.size()>, all_worst_of.size()>,
             GoalPlan::ratio.size()>
      worst{};
  RankTally ranks;
};

/// Samples a fixed population whose share goes down on known courses (GoalPlan), round by round,
/// weighs, estimates and judges as the survey does, and counts how often that is right.
///
/// Those who are sampled answer with probabilities that the weighting can undo
/// (Response::repairable), so that what is tried are intervals and verdicts, not the weighting.
/// Sample s draws from streams of (seed, s), and is added up after sample s − 1: the number of
/// threads and of ranks changes no digit.
/// \throws ArgumentError  fewer than 2 samples
/// \throws InputError     nobody has the indicator
GoalStudy run_goal_study(const StudyPopulation& population, const Indicator& indicator,
                         const DeclareWeights& weigh, const GoalStudyOptions& options);

}  // namespace trygg
