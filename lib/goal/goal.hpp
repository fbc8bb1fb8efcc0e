#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "release/release.hpp"

namespace trygg {

struct Cube;

/// goal.toml: what is to be reached.
struct Goal {
  std::string name;
  std::string indicator;
  std::string baseline;    ///< wave
  double factor = 0.5;     ///< target = factor × baseline
  double target_year = 2025;
  std::string path = "exponential";  ///< or "linear"
  double level = 0.95;
};
Goal read_goal(const std::filesystem::path& path);

/// Has the level been multiplied by the factor? Two one-sided tests by the interval of the ratio.
enum class Verdict { reached, not_reached, cannot_tell, not_available };
std::string_view to_text(Verdict verdict);   ///< "halved", "not_halved", "cannot_tell", …

/// One cell in one wave against the baseline.
struct GoalRow {
  std::string wave, baseline, era, indicator, area_level, area, sex;
  std::size_t n_baseline = 0, n = 0;
  double baseline_estimate, estimate;   ///< fractions
  double ratio, lower, upper;           ///< of estimate to baseline, baseline's error included
  double path;                          ///< where the path to the goal is in this wave's year
  double target;                        ///< factor × baseline
  Verdict verdict = Verdict::not_available;
  std::string development;   ///< six words of publication e.4: halved, reduced_not_halved, …
  std::string course;        ///< above_path, below_path, on_path_possible
  std::string note;
};

/// The goal for every cell of the cube that has the goal's indicator in the baseline and in a later
/// wave, in the same era. Rounds are independent: var(log R) = v0/p0² + v1/p1².
std::vector<GoalRow> assess(const Goal& goal, const Cube& cube);

std::string to_csv(const std::vector<GoalRow>& rows);

/// A goal row after the release decision.
struct ReleasedGoalRow {
  std::string wave, baseline, era, indicator, area_level, area, sex;
  Decision decision = Decision::suppress;
  std::string reason;
  Published baseline_estimate, estimate;          ///< percent
  Published ratio, ratio_lower, ratio_upper;      ///< percent of the baseline
  Published path, target;                         ///< percent
  Verdict verdict = Verdict::not_available;
  std::string development, course;
};
std::vector<ReleasedGoalRow> release(const std::vector<GoalRow>& rows, const ReleaseRules& rules);
std::string to_csv(const std::vector<ReleasedGoalRow>& rows);
std::vector<ReleasedGoalRow> read_released_goal(const std::filesystem::path& path);

}  // namespace trygg
