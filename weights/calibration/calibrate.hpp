#pragma once

#include <vector>

#include "weights/calibration/distance.hpp"
#include "weights/calibration/problem.hpp"

namespace trygg::weights {

class Auxiliaries;

/// What is done where there is no solution, besides naming the worst totals.
enum class Failure {
  certified,  ///< the contradiction and what would resolve it are found, see certificate.hpp
  named,      ///< nothing: for replicates, of which some may fail
};

struct Calibration {
  std::vector<double> g;  ///< by record; weight after = d g
  int iterations = 0;     ///< 0: closed form
  /// max over all totals of |t̂ − t| / max(1, |t|), t̂ = Σ d g x; of soft ones, Σ d g x + Dλ
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
/// Members of a household get one g, from the means of their x (Lemaître & Dufour 1987).
///
/// Soft totals, linear only: λ = (G + D)⁻¹(t − Σ d x), G = Σ d q x x', D_jj = G_jj / c for a price
/// c and 0 where a total is to be met. A soft total by itself closes c/(1 + c) of its gap (Rao &
/// Singh 1997 call it ridge shrinkage).
///
/// \throws ArgumentError     as `check`; soft totals with another distance
/// \throws ConvergenceError  no such weights were found; a CalibrationError where that is certified
///
/// Source: Deville & Särndal (1992), JASA 87, 376-382; R: survey::calibrate(epsilon = 1e-12).
Calibration calibrate(const CalibrationProblem& problem, const Distance& distance,
                      const Shape& shape = {}, Failure failure = Failure::certified);

/// The same with auxiliaries made before, of the same sample: for replicates.
Calibration calibrate(const CalibrationProblem& problem, const Auxiliaries& auxiliaries,
                      const Distance& distance, const Shape& shape = {},
                      Failure failure = Failure::certified);

}  // namespace trygg::weights
