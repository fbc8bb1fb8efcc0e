#include "goal/results.hpp"

#include <algorithm>

#include "estimate/cube.hpp"

namespace trygg {

std::vector<std::string> idle_baselines(const Goal& goal, const std::vector<GoalRow>& rows) {
  std::vector<std::string> idle;
  for (const auto& baseline : goal.baselines)
    if (std::ranges::none_of(rows, [&](const auto& row) { return row.baseline == baseline; }))
      idle.push_back(baseline);
  return idle;
}

GoalResults goal_results(const Goal& goal, const Cube& cube, const AssessOptions& options) {
  GoalResults results;
  results.rows = assess(goal, cube, options);
  results.wordings = wordings(goal, results.rows, cube);
  results.worst = worst_areas(goal, results.rows, cube);
  results.counts = count_goals(goal);
  return results;
}

}  // namespace trygg
