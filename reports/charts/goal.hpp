#pragma once

#include <string>
#include <vector>

#include "goal/goal.hpp"
#include "goal/goal_release.hpp"
#include "reports/charts/lines.hpp"

namespace trygg::reports {

/// Chart C7: observed levels with whiskers, the path from the baseline to the goal, the goal.
struct GoalChart {
  std::string id, title, description;
  std::vector<LinePoint> observed;  ///< in the order of time
  const Goal* goal;
  const ReleasedGoalRow* latest;  ///< the assessment of the latest round
  std::string comparable_since;   ///< earlier rounds are drawn hollow and apart
  Synthetic synthetic = Synthetic::no;
};

/// The wide drawing and the narrow one.
Chart goal_chart(const GoalChart& chart, const Phrases& phrases);

}  // namespace trygg::reports
