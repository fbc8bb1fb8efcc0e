#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include "coverage/goal_rounds.hpp"
#include "coverage/groups.hpp"
#include "coverage/rate.hpp"

namespace trygg {

/// What is counted of the cells of a group under a scenario. Rates of verdicts are of all cells;
/// coverage is of the intervals given, and `…_none` tells how many are not.
enum class GoalRate : std::size_t {
  reached,  ///< state in the last round
  not_reached,
  cannot_tell,
  any_reached,  ///< by sample: any area of the level, unadjusted and by Holm
  any_not_reached,
  any_reached_adjusted,
  any_not_reached_adjusted,
  on_path,  ///< course in the middle round
  behind_path,
  course_unclear,
  ratio,  ///< coverage: of the last round to the baseline, as goals judge it
  ratio_none,
  fieller,
  fieller_open,  ///< the set has no end, or a gap, of those given
  fieller_none,
  mover,
  mover_none,
  change,  ///< the difference between the last round and the baseline
  change_none,
  gap,  ///< between women and men in the last round; groups of all only
  gap_none,
  change_of_gap,
  change_of_gap_none,
  projection,  ///< of the share in the projected year, from the baseline on
  projection_none,
  scattered,  ///< the same where rounds scatter about the path; under the halving's scenario only
  scattered_none,
  count_of
};
constexpr auto goal_rates = static_cast<std::size_t>(GoalRate::count_of);

/// Cells of a division, for all or by sex.
struct GoalGroup {
  Division division = Division::whole;
  SexPart sexes = SexPart::together;
};
inline constexpr std::array goal_groups{
    GoalGroup{Division::whole, SexPart::together},  GoalGroup{Division::whole, SexPart::apart},
    GoalGroup{Division::areas, SexPart::together},  GoalGroup{Division::areas, SexPart::apart},
    GoalGroup{Division::strata, SexPart::together}, GoalGroup{Division::strata, SexPart::apart}};

using GoalRates = std::array<Rate, goal_rates>;
inline const Rate& at(const GoalRates& rates, GoalRate which) {
  return rates[static_cast<std::size_t>(which)];
}

/// Trials and hits of one sample, before they are added up: by scenario, by group.
struct GoalCounts {
  struct Count {
    double trials = 0, hits = 0;
  };
  std::array<std::array<std::array<Count, goal_rates>, goal_groups.size()>, GoalPlan::ratio.size()>
      count{};
};

/// Judges every cell of a sample by the goal (lib/goal, lib/change) and compares with the truth.
GoalCounts judge_sample(const GoalSample& sample, const GoalDomains& domains,
                        const ScenarioAnswers& answers, double level);

}  // namespace trygg
