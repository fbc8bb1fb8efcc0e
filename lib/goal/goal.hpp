#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "goal/ratio_interval.hpp"

namespace trygg {

/// The path from the baseline to the target.
enum class GoalPath { exponential, linear };

/// What answers for a target year without a round. Both are always computed; the chosen one is
/// named first.
enum class TargetRule {
  nearest,     ///< the round nearest to the year; of two as near, the later
  interpolate  ///< between the last round before and the first round after, with the error of both
};

/// Who the goal is about: columns of the cube and the code that each must hold.
struct GoalPopulation {
  std::string text;                                         ///< in words; may be empty
  std::optional<std::string> sex;                           ///< code; absent: all, each by itself
  std::vector<std::pair<std::string, std::string>> groups;  ///< name and code
};

/// One reading of the goal.
struct Wording {
  enum class Kind {
    whole,  ///< the city as a whole
    every,  ///< every area of a level: reached when each of them is
    worst   ///< the areas where the share was greatest, taken together
  };
  enum class Choice {
    other_round,  ///< by another round's estimates, whose errors the baseline does not share
    shrink,       ///< by the baseline's estimates drawn towards their mean
    baseline      ///< by the baseline as it stands: later figures then fall by themselves
  };
  std::string name;
  Kind kind = Kind::whole;
  std::string level;      ///< of areas; `every` and `worst`
  std::size_t count = 0;  ///< `worst`: how many
  /// `worst`. Absent: the last round before the baseline, else shrink.
  std::optional<Choice> chosen_by;
  std::string round;  ///< with Choice::other_round
};

/// A goal about a list that others keep, such as areas on a list of the police.
struct CountGoal {
  std::string name;
  std::filesystem::path list;  ///< CSV `year,area,category,recut,note`
  std::vector<std::string> categories;
  std::string label;  ///< printed in place of the categories; may be empty
  double target = 0;  ///< reached when at most so many are on the list
  double target_year = 0;
};

/// The true ratio and the power at which a sample size is reckoned.
struct GoalPlanning {
  double ratio = 0.4;
  double power = 0.8;
};

/// goal.toml: what is to be reached. Its keys are the members' names.
struct Goal {
  std::string name;  ///< may be left out
  std::string text;  ///< what was decided, in whole sentences for readers; may be left out
  std::string indicator;
  std::vector<std::string> also;  ///< other indicators that the whole is judged by, to compare with
  std::vector<std::string> baselines;  ///< key `baseline`: waves, years; the first is printed first
  double factor = 0.5;                 ///< target = factor × baseline, 0 < factor < 1
  double target_year = 2025;
  GoalPath path = GoalPath::exponential;
  RatioMethod interval = RatioMethod::automatic;
  TargetRule target_rule = TargetRule::nearest;
  double level = 0.95;  ///< of two-sided intervals; each one-sided test is at (1 − level)/2
  GoalPopulation population;
  std::vector<std::string> levels;  ///< of areas; empty: all; `whole` stands for the whole
  std::vector<std::string> areas;   ///< codes; empty: all. The whole is kept beside them
  std::string era;                  ///< empty: all
  GoalPlanning planning;
  std::vector<Wording> wordings;       ///< tables [[wording]]
  std::vector<CountGoal> count_goals;  ///< tables [[count_goal]]

  const std::string& baseline() const { return baselines.front(); }
  /// Of each one-sided test.
  double alpha() const { return (1 - level) / 2; }
};
/// \throws ConfigError  unknown or missing key, or a value out of its range
Goal read_goal(const std::filesystem::path& path);

/// Where the path from `base_year` is in `year`, as a ratio to the baseline: with
/// u = (year − base)/(target − base), at most 1 (what is reached is kept), factor^u (exponential)
/// or 1 − (1 − factor)·u (linear).
double path_ratio(const Goal& goal, double base_year, double year);

}  // namespace trygg
