#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "weights/calibration/distance.hpp"

namespace trygg::weights {

/// Categories that every record has one of, with the population total of each.
struct CategoryTotals {
  std::string name;                         ///< for messages: "alder.csv"
  std::vector<std::string> level;           ///< for messages: "alder 16-29"
  std::span<const std::uint32_t> category;  ///< by record, an index into `total`
  std::vector<double> total;
};

/// A numeric variable with its population total.
struct NumericTotal {
  std::string name;
  std::span<const double> value;  ///< by record
  double total = 0;
};

/// Weights and the totals that they are to meet.
struct CalibrationProblem {
  std::span<const double> weight;  ///< d by record, finite; a record with 0 has no influence
  std::span<const double> scale;   ///< q by record; empty: 1
  std::vector<CategoryTotals> margins;
  std::vector<NumericTotal> numeric;
  /// A solution is accepted at this gap when no step makes it smaller. Larger than rounding only
  /// where the totals themselves contradict each other by a rounding.
  double tolerance = 1e-10;
};

struct Calibration {
  std::vector<double> g;  ///< by record; weight after = d g
  int iterations = 0;     ///< 0: closed form
  /// max over all totals of |t̂ − t| / max(1, |t|), t̂ = Σ d g x
  double largest_gap = 0;
};

/// Finds the weights d g(q x'λ) nearest to d that meet all totals, Σ d g x = t.
///
/// One margin is closed form, g = t/t̂. Otherwise Newton's method on λ with step halving; it has
/// ended when the *totals* are met to 1e-14, or can be met no better and to `tolerance`: a small
/// step alone is no sign of success. Overlapping margins (each sums to the population) are fine:
/// equations that follow from earlier ones are left out.
///
/// A category without records whose total is 0 is legal; see `fit` for those that are not.
///
/// \throws ArgumentError     lengths differ, or a weight is not finite
/// \throws ConvergenceError  no such weights were found: names the worst totals and their gaps
///
/// Source: Deville & Särndal (1992), JASA 87, 376-382; R: survey::calibrate(epsilon = 1e-12).
Calibration calibrate(const CalibrationProblem& problem, const Distance& distance,
                      Bounds bounds = {});

}  // namespace trygg::weights
