#pragma once

#include <cstddef>
#include <filesystem>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "release/release.hpp"

namespace trygg {

struct Cube;

/// goal.toml: what is to be reached. Its keys are the members' names.
struct Goal {
  std::string name;  ///< may be left out
  std::string indicator;
  std::string baseline;  ///< wave, a year
  double factor = 0.5;   ///< target = factor × baseline, 0 < factor < 1
  double target_year = 2025;
  std::string path = "exponential";  ///< or "linear"
  double level = 0.95;               ///< of the two-sided interval of the ratio
};
/// \throws ConfigError  unknown or missing key, or a value out of its range
Goal read_goal(const std::filesystem::path& path);

/// Where the path is in `year`, as a ratio to the baseline: with u = (year − base)/(target − base),
/// at most 1 (what is reached is kept), factor^u (exponential) or 1 − (1 − factor)·u (linear).
double path_ratio(const Goal& goal, double year);

/// Has the level been multiplied by the factor? Two one-sided tests by the interval of the ratio.
enum class Verdict { reached, not_reached, cannot_tell, not_available };
std::string_view to_text(Verdict verdict);  ///< the enumerator's name

/// One cell in one wave against the baseline.
struct GoalRow {
  std::string wave, baseline, era, indicator, area_level, area, sex;
  std::size_t n_baseline = 0, n = 0;
  static constexpr double missing = std::numeric_limits<double>::quiet_NaN();
  double baseline_estimate = missing, estimate = missing;  ///< fractions
  /// Of estimate to baseline, the baseline's error included.
  double ratio = missing, lower = missing, upper = missing;
  double df = missing;      ///< of that interval
  double path = missing;    ///< where the path to the goal is in this wave's year
  double target = missing;  ///< factor × baseline
  Verdict verdict = Verdict::not_available;
  /// halved, reduced_not_halved, reduced_unclear, no_change, cannot_tell, increased or
  /// not_available. "Halved" stands for "multiplied by the factor".
  std::string development;
  std::string course;  ///< above_path, below_path, on_path_possible; empty when not available
  /// Codes with blanks between: the reasons of ratio_interval.hpp; `before_target_year`: the wave
  /// is earlier than the goal, so nothing is said about the goal itself yet.
  std::string note;
};

/// The goal for every cell of the cube (whole and areas, by sex, no other group) that has the
/// goal's indicator, a share, in the baseline and in a later wave, in the same era; in the cube's
/// order. Standard errors are taken as they stand in the cube: see docs/decisions/070. \throws
/// ConfigError  the indicator or the baseline is not in the cube, or is no share \throws InputError
/// a wave of the indicator is not a year
std::vector<GoalRow> assess(const Goal& goal, const Cube& cube);

/// `wave,baseline,era,indicator,area_level,area,sex,n_baseline,n,baseline_estimate,estimate,ratio,
/// lower,upper,df,path,target,verdict,development,course,note`
std::string to_csv(const std::vector<GoalRow>& rows);

/// A goal row after the release decision.
struct ReleasedGoalRow {
  std::string wave, baseline, era, indicator, area_level, area, sex;
  Decision decision = Decision::suppress;
  std::string reason;                         ///< few_answers, not_estimable; flagged: small_base
  Published baseline_estimate, estimate;      ///< percent
  Published ratio, ratio_lower, ratio_upper;  ///< percent of the baseline
  Published path, target;                     ///< percent
  Verdict verdict = Verdict::not_available;
  std::string development, course;
};
/// Suppressed when either round's cell is. With a flagged cell, or fewer than `minimum_df` degrees
/// of freedom, verdict and development are cannot_tell and the course on_path_possible.
std::vector<ReleasedGoalRow> release(const std::vector<GoalRow>& rows, const ReleaseRules& rules);
/// `wave,baseline,era,indicator,area_level,area,sex,decision,reason,baseline_estimate,estimate,
/// ratio,ratio_lower,ratio_upper,path,target,verdict,development,course`
std::string to_csv(const std::vector<ReleasedGoalRow>& rows);
/// \throws InputError  not that header, an unknown word, a number beside a decision to suppress
std::vector<ReleasedGoalRow> read_released_goal(const std::filesystem::path& path);

}  // namespace trygg
