#pragma once

#include <cstddef>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "goal/planning.hpp"
#include "goal/ratio_interval.hpp"

namespace trygg {

/// The state at the round: has the share been multiplied by the factor?
enum class Verdict { reached, not_reached, cannot_tell, not_available };
std::string_view to_text(Verdict verdict);  ///< the enumerator's name

/// Where the share is beside the path to the goal.
enum class Course { on_path, behind_path, cannot_tell, not_available };
std::string_view to_text(Course course);  ///< the enumerator's name

/// How a row answers for a year.
enum class Occasion {
  round,        ///< a round, for itself
  nearest,      ///< the round that is nearest to the target year, for that year
  interpolated  ///< the target year, between two rounds
};
std::string_view to_text(Occasion occasion);  ///< the enumerator's name

/// One cell on one occasion against one baseline. What cannot be given is NaN, and `note` says why.
struct GoalRow {
  static constexpr double missing = std::numeric_limits<double>::quiet_NaN();

  std::string wave;  ///< the round; the target year where it is interpolated
  std::string baseline;
  Occasion occasion = Occasion::round;
  std::string era, indicator, area_level, area, sex;
  std::size_t n_baseline = 0, n = 0;  ///< n of an interpolated year: of the smaller round

  Verdict state = Verdict::not_available;
  Course course = Course::not_available;
  /// halved, reduced_not_halved, reduced_unclear, no_change, cannot_tell, increased or
  /// not_available. "Halved" stands for "multiplied by the factor".
  std::string development = "not_available";

  double baseline_estimate = missing, baseline_se = missing, baseline_df = missing;  ///< fractions
  double estimate = missing, se = missing, estimate_df = missing;
  double correlation = 0;   ///< of the two estimates
  RatioInterval ratio;      ///< of estimate to baseline, the baseline's error included
  double path = missing;    ///< where the path is that year, a fraction
  double target = missing;  ///< factor × baseline
  /// estimate − path as a fraction, with limits by MOVER: positive is behind.
  double distance = missing, distance_lower = missing, distance_upper = missing;
  /// estimate − target in the same way: what is left to the goal.
  double remaining = missing, remaining_lower = missing, remaining_upper = missing;

  double p_reached = missing;      ///< of "R ≥ factor"
  double p_not_reached = missing;  ///< of "R ≤ factor"
  /// Holm's, over the areas of the level that have a test on the occasion; and what they tell.
  double p_reached_adjusted = missing, p_not_reached_adjusted = missing;
  Verdict state_adjusted = Verdict::not_available;
  std::size_t family = 0;  ///< how many they are
  /// How many of the family's unadjusted states are expected to be wrong at most: family × α.
  double expected_false = missing;
  /// P(R ≤ factor) if log R is taken to be equally likely to have any value beforehand.
  double probability = missing;

  double projection = missing, projection_lower = missing, projection_upper = missing;
  Planning planning;
  /// Codes with blanks between: the reasons of ratio_interval.hpp; `before_target_year`: earlier
  /// than the goal, so nothing is said about the goal itself yet; `series_break`: the question, its
  /// cut or those asked changed after the baseline, so there is no ratio; `projection_…`: why there
  /// is none.
  std::string note;
};

/// The columns are described in docs/formats.md.
std::string to_csv(const std::vector<GoalRow>& rows);

}  // namespace trygg
