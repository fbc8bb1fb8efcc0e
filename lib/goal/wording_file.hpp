#pragma once

#include "goal/goal.hpp"

namespace trygg {

class Config;

/// A table [[wording]] of goal.toml.
/// \param baselines  of the goal: none may be before the round that areas are chosen by
/// \throws ConfigError  a key that its kind does not take
Wording read_wording(const Config& table, const std::vector<std::string>& baselines);

/// What a wording without a name is called: `whole`, `every LEVEL`, `worst COUNT LEVEL`.
std::string default_name(const Wording& wording);

/// A table [[count_goal]]; its year is the goal's where it names none.
CountGoal read_count_goal(const Config& table, double target_year);

}  // namespace trygg
