#pragma once

#include <array>
#include <cmath>
#include <cstddef>

namespace trygg {

/// The rounds and the true courses that the goal's verdicts are tried on. Years are counted from
/// the baseline.
///
/// The share of every stratum and sex is the baseline's until year 0, and then follows the goal's
/// own path to another end: ratio^(year/9), so that the last round has exactly `ratio` of the
/// baseline, ratio ½ is on the path to a halving all the way, and the projection's year goes on as
/// before.
struct GoalPlan {
  static constexpr std::array<double, 5> year{-3, 0, 3, 6, 9};
  static constexpr std::size_t choice = 0;    ///< the round that areas are chosen on
  static constexpr std::size_t baseline = 1;  ///< of the goal
  static constexpr std::size_t middle = 3;    ///< where the course is judged
  static constexpr std::size_t last = 4;      ///< the target year, where the state is judged
  static constexpr double projected_year = 12;
  static constexpr std::array<double, 4> ratio{1, 0.7, 0.5, 0.3};
  static constexpr double factor = 0.5;
  static constexpr std::size_t halving = 2;  ///< the course that ends at the factor

  /// One more course, for projections alone: that of the halving from this part of the baseline's
  /// share, times exp(δ), δ normal with this standard deviation, one for everybody in each year.
  static constexpr double scattered_level = 0.8, scatter = 0.1;

  static double ratio_in(double scenario_ratio, double in_year) {
    return in_year <= 0 ? 1 : std::pow(scenario_ratio, in_year / year[last]);
  }
};

}  // namespace trygg
