#pragma once

#include <vector>

#include "goal/goal_row.hpp"

namespace trygg {

/// Fills in the columns of the family: rows of one baseline, occasion, round, era, level and sex,
/// that have a test. Holm's adjustment is made of each of the two tests by itself, so that the
/// chance of any wrong "reached" is at most `alpha`, and that of any wrong "not reached", too.
/// Unadjusted, at most family × alpha wrong states of either kind are to be expected.
void adjust(std::vector<GoalRow>& rows, double alpha);

}  // namespace trygg
