#pragma once

#include <string>
#include <vector>

#include "tools/goal_speech.hpp"
#include "tools/goal_text.hpp"

namespace trygg::tools {

/// The latest division into areas that a level has rows of.
std::string latest_era(const std::vector<ReleasedGoalRow>& rows, const std::string& level);

/// What the goal is, and what each wording of it is answered for the target year, by the chosen
/// rule first; then the lists.
std::string goal_answers(const GoalTextInput& input, const GoalSpeech& speech);

}  // namespace trygg::tools
