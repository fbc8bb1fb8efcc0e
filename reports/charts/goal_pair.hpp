#pragma once

#include <string>
#include <vector>

#include "goal/goal.hpp"
#include "goal/goal_release.hpp"
#include "reports/charts/lines.hpp"

namespace trygg::reports {

/// The course of one group beside its own path.
struct GoalPanel {
  std::string name;   ///< "Kvinnor"
  std::string style;  ///< "w" or "m"
  std::vector<LinePoint> observed;
  const ReleasedGoalRow* latest;
};

/// Chart C7 twice on one scale, such as of women and of men: beside each other, or one below the
/// other where the page is narrow. `<desc>` holds every released figure and is written here.
///
///     const Chart chart = goal_pair_chart({.id = "f2", .title = finding, .panels = {women, men},
///                                          .goal = &goal, .synthetic = project.synthetic},
///                                         phrases);
struct GoalPairChart {
  std::string id, title;
  std::vector<GoalPanel> panels;  ///< two, with the same rounds
  const Goal* goal;
  std::string comparable_since;  ///< earlier rounds are drawn hollow and apart
  Synthetic synthetic = Synthetic::no;
};

Chart goal_pair_chart(const GoalPairChart& chart, const Phrases& phrases);

}  // namespace trygg::reports
