#pragma once

#include <vector>

#include "weights/calibration/admissible.hpp"
#include "weights/calibration/problem.hpp"

namespace trygg::weights {

class Auxiliaries;
class Slack;

/// A certificate that totals cannot be met, cut down: the coefficient of every total in
/// max y'Σ w x < y't, 0 for those that can be left out.
///
/// A total that the bounds cannot reach by itself; else totals are left out one by one while the
/// rest contradict each other, and a multiple of all rows is moved between margins, which sum to
/// the same, where that leaves fewer. \param y  dual values of a solution of `slack` with a
/// shortfall
std::vector<double> conflict_of(const CalibrationProblem& problem, const Auxiliaries& x,
                                const Admissible& a, Slack& slack, std::vector<double> y);

}  // namespace trygg::weights
