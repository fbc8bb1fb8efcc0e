#pragma once

#include <string>
#include <vector>

#include "goal/goal.hpp"
#include "goal/goal_release.hpp"
#include "reports/charts/dots.hpp"
#include "reports/document/document.hpp"

namespace trygg::reports {

struct GoalRatioRow {
  std::string name;
  const ReleasedGoalRow* row;  ///< of `goal.baseline()`
  RowKind kind = RowKind::part;
};

/// Chart C7b: the present level in per cent of the baseline, with lines at the goal and at 100. The
/// limits are those of the goal's assessment, which is made on the scale of logarithms.
///
///     const Chart chart = goal_ratio_chart({.id = "f3", .title = finding, .rows = rows,
///                                           .goal = &goal, .synthetic = project.synthetic},
///                                          phrases);
///
/// Rows are drawn as they are given (`order_goal_ratios` puts them as they are read). `<desc>`
/// holds every released figure and is written here.
struct GoalRatioChart {
  std::string id, title;
  std::vector<GoalRatioRow> rows;
  const Goal* goal;
  Synthetic synthetic = Synthetic::no;
};

/// The whole first; then A–Ö: areas are not ordered by how far they are from the goal.
void order_goal_ratios(std::vector<GoalRatioRow>& rows);

Chart goal_ratio_chart(const GoalRatioChart& chart, const Phrases& phrases);

}  // namespace trygg::reports
