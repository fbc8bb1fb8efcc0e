#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "goal/goal_row.hpp"
#include "release/release.hpp"

namespace trygg {

/// A goal row after the release decision. Numbers are in per cent: of the population, of the
/// baseline (ratios), or percentage points (distances).
struct ReleasedGoalRow {
  std::string wave, baseline;
  Occasion occasion = Occasion::round;
  std::string era, indicator, area_level, area, sex;
  Decision decision = Decision::suppress;
  std::string reason;  ///< few_answers, not_estimable, series_break; flagged: small_base
  Verdict state = Verdict::not_available;
  Verdict state_adjusted = Verdict::not_available;
  Course course = Course::not_available;
  std::string development = "not_available";
  Published baseline_estimate, estimate;
  Published ratio, ratio_lower, ratio_upper;
  Published path, target;
  Published distance, distance_lower, distance_upper;
  Published remaining, remaining_lower, remaining_upper;  ///< to the target
  Published projection, projection_lower, projection_upper;
  Published reached_at, not_reached_at;  ///< observed ratios that give the states
  Published n_needed;                    ///< answers
  RatioSet set = RatioSet::none;
  std::size_t family = 0;
};
/// Suppressed when either round's cell is. With a flagged cell, or fewer than `minimum_df` degrees
/// of freedom, state, course and development are cannot_tell. A number that the row does not have
/// is the symbol "..".
std::vector<ReleasedGoalRow> release(const std::vector<GoalRow>& rows, const ReleaseRules& rules);

/// The columns are described in docs/formats.md.
std::string to_csv(const std::vector<ReleasedGoalRow>& rows);
/// \throws InputError  not that header, an unknown word, a number beside a decision to suppress
std::vector<ReleasedGoalRow> read_released_goal(const std::filesystem::path& path);

}  // namespace trygg
