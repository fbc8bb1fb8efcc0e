#pragma once

#include <string>

#include "coverage/goal_study.hpp"
#include "goal/goal.hpp"
#include "weights/recipe.hpp"

namespace trygg::tools {

/// Weighs samples by `recipe`, as `trygg weight` does, and declares their design. \param recipe
/// must outlive it
DeclareWeights declaring(const weights::Recipe& recipe);

/// A goal that the study can judge: a halving, on the exponential path that its scenarios follow.
/// \throws ConfigError  it is another
Goal studied_goal(const std::string& path);

/// The share that the goal is about. \throws ConfigError  it is not there, or no share
const Indicator& studied_indicator(const SynthModel& model, const Goal& goal,
                                   const std::string& path);

}  // namespace trygg::tools
