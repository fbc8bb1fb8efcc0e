#include "goal/results.hpp"

#include "estimate/cube.hpp"

namespace trygg {

GoalResults goal_results(const Goal& goal, const Cube& cube, const AssessOptions& options) {
  GoalResults results;
  results.rows = assess(goal, cube, options);
  results.wordings = wordings(goal, results.rows, cube);
  results.worst = worst_areas(goal, results.rows, cube);
  results.counts = count_goals(goal);
  return results;
}

}  // namespace trygg
