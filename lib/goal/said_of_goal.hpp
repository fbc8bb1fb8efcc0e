#pragma once

#include <string>
#include <vector>

#include "goal/goal.hpp"
#include "goal/goal_release.hpp"
#include "release/said.hpp"

namespace trygg {

/// What the printed figures of the goal tell of shares p in the round and b at the baseline, with
/// f the goal's factor and c where the path is, both known:
///
///     p,   b,   p/b,   cb,   fb,   p − cb   and   p − fb,   each as it was rounded
///
/// Limits, the projection and the numbers of answers that are needed rest on variances, too, and
/// are taken to tell nothing of p and b beyond this.
/// \param groups  how many group columns the cube has
std::vector<SaidOfLevels> said_of_goal(const std::vector<ReleasedGoalRow>& rows, const Goal& goal,
                                       std::size_t groups);

}  // namespace trygg
