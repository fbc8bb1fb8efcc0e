#pragma once

#include "goal/goal.hpp"
#include "goal/goal_row.hpp"

namespace trygg {

/// Fills in all of `row` that follows from the two shares and the year: see assess.hpp. The
/// family's columns are left for `adjust`.
void judge(GoalRow& row, const RatioPair& pair, double year, const Goal& goal);

/// The same without what a round can tell (`planning`), which takes nearly all of its time.
void judge_round(GoalRow& row, const RatioPair& pair, double year, const Goal& goal);

/// What an interval of the ratio says of the factor.
Verdict state_of(const RatioInterval& ratio, double factor);

/// The distance d = p1 − π·p0 with limits by MOVER.
struct Distance {
  double value, lower, upper;
};
Distance distance_to_path(const RatioPair& pair, double path, double level);

}  // namespace trygg
