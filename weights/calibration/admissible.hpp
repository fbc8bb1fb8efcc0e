#pragma once

#include <cstddef>
#include <vector>

#include "linalg/linear_program.hpp"
#include "weights/calibration/auxiliaries.hpp"
#include "weights/calibration/distance.hpp"

namespace trygg::weights {

/// The weights that a distance and its bounds admit, and the totals that they are to meet, as a
/// linear program has them: units with the same x added up, in amounts of a size near 1.
struct Admissible {
  Admissible(const CalibrationProblem& problem, const Auxiliaries& x, const Distance& distance,
             const Shape& shape, std::span<const double> g = {});

  using Row = std::vector<LinearProgram::Entry>;
  std::vector<Row> rows;          ///< by column of the program; entries are columns of x
  std::vector<double> d;          ///< Σ of the weights before
  std::vector<double> low, high;  ///< of the weights after; may be infinite
  std::vector<double> target;     ///< by column of x
  std::vector<double> size;       ///< by column of x: max(1, |t|), in the same amounts
  std::vector<char> is_hard;      ///< by column of x
  std::vector<char> is_high;      ///< whether g is nearer the upper end; by column, a guess
  double amount = 1;              ///< what 1 in the program stands for
};

}  // namespace trygg::weights
