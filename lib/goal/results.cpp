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

namespace {

/// The whole, judged by another indicator in place of the goal's own.
std::vector<GoalRow> by_another(Goal goal, const std::string& indicator, const Cube& cube,
                                const AssessOptions& options) {
  goal.indicator = indicator;
  goal.levels = {"whole"};
  goal.areas.clear();
  return assess(goal, cube, options);
}

}  // namespace

GoalResults goal_results(const Goal& goal, const Cube& cube, const AssessOptions& options) {
  GoalResults results;
  results.rows = assess(goal, cube, options);
  results.wordings = wordings(goal, results.rows, cube);
  results.worst = worst_areas(goal, results.rows, cube);
  results.counts = count_goals(goal);
  for (const auto& indicator : goal.also)
    std::ranges::move(by_another(goal, indicator, cube, options), std::back_inserter(results.also));
  return results;
}

}  // namespace trygg
