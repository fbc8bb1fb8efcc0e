#pragma once

#include "goal/goal.hpp"

namespace trygg {

class Config;

/// A table [[wording]] of goal.toml. \throws ConfigError  a key that its kind does not take
Wording read_wording(const Config& table);

/// A table [[count_goal]]; its year is the goal's where it names none.
CountGoal read_count_goal(const Config& table, double target_year);

}  // namespace trygg
