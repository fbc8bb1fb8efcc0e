#pragma once

#include <string>
#include <vector>

#include "goal/assess.hpp"
#include "goal/count_goal.hpp"
#include "goal/wording_row.hpp"
#include "goal/worst_areas.hpp"

namespace trygg {

/// Everything that a goal says of a cube and of its lists.
struct GoalResults {
  std::vector<GoalRow> rows;
  std::vector<GoalRow> also;  ///< of the whole, judged by the indicators of `Goal::also`
  std::vector<WordingRow> wordings;
  std::vector<WorstAreaRow> worst;
  std::vector<CountRow> counts;
};
/// The goal's baselines that no round has come after, so that nothing is judged by them: no row has
/// them. In the order of the goal.
std::vector<std::string> idle_baselines(const Goal& goal, const std::vector<GoalRow>& rows);

/// See `assess`, `wordings`, `worst_areas` and `count_goals`.
GoalResults goal_results(const Goal& goal, const Cube& cube, const AssessOptions& options = {});

}  // namespace trygg
