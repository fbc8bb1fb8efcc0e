#pragma once

#include <vector>

#include "goal/assess.hpp"
#include "goal/count_goal.hpp"
#include "goal/wording_row.hpp"
#include "goal/worst_areas.hpp"

namespace trygg {

/// Everything that a goal says of a cube and of its lists.
struct GoalResults {
  std::vector<GoalRow> rows;
  std::vector<WordingRow> wordings;
  std::vector<WorstAreaRow> worst;
  std::vector<CountRow> counts;
};
/// See `assess`, `wordings`, `worst_areas` and `count_goals`.
GoalResults goal_results(const Goal& goal, const Cube& cube, const AssessOptions& options = {});

}  // namespace trygg
