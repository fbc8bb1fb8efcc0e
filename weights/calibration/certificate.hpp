#pragma once

#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "base/error.hpp"
#include "weights/calibration/distance.hpp"
#include "weights/calibration/problem.hpp"

namespace trygg::weights {

class Auxiliaries;

/// Why a calibration has no solution, and what would give it one.
struct Certificate {
  enum class Verdict {
    infeasible,      ///< no weights within the bounds meet the totals
    at_bounds_only,  ///< they do only with weights at a bound that the distance never reaches
    feasible,        ///< they exist; the iteration did not find them
  } verdict = Verdict::infeasible;

  /// A total that takes part in the contradiction. None of them can be left out.
  struct Term {
    std::string name;  ///< "alder.csv, alder 16-29"
    double total = 0;
    double coefficient = 0;  ///< the largest is 1 or −1
  };
  std::vector<Term> conflict;
  /// What Σ coefficient × total can be at most with weights within the bounds, and what it is.
  double attainable = 0, wanted = 0;

  /// The narrowest bounds that would do: the least upper one with the lower as it is, the greatest
  /// lower one with the upper as it is, and both moved away from 1 in proportion. Nothing where
  /// none would, or where bounds are not of one kind; of more than 5,000 units only one of them.
  std::optional<double> upper, lower;
  std::optional<std::pair<double, double>> both;

  /// Two categories of one margin that, merged, leave totals that can be met.
  struct Merge {
    std::string margin, level, with;
  };
  std::vector<Merge> merges;

  /// Totals that can be met, with the smallest sum of relative changes.
  struct Change {
    std::string name;
    double total = 0, nearest = 0;
  };
  std::vector<Change> nearest;
};

/// A calibration that has no solution, with its certificate.
struct CalibrationError : ConvergenceError {
  CalibrationError(const std::string& message, Certificate c)
      : ConvergenceError(message), certificate(std::move(c)) {}
  Certificate certificate;
};

/// Asks, by linear programming over units, for weights w within the bounds with Σ w x = t.
///
/// With slack on every total, min Σ |s_j| / max(1, |t_j|); its dual values y are a certificate:
/// y'Σ w x ≤ max over the bounds < y't. Totals are left out of it one by one while the rest still
/// contradict each other. A bound is moved to where y'Σ w x can be y't, and the program solved
/// again, until there is no shortfall (Dinkelbach 1967, Management Science 13). A merge adds a free
/// transfer between the equations of two categories.
///
/// Soft totals are left out. For raking and sinh the bounds are 0 and infinity.
/// Source: Farkas's lemma; Chinneck (2008), Feasibility and Infeasibility in Optimization, ch. 6-7.
/// \param g  by record, where an iteration ended that found no solution: which bounds it drew near
///           saves the program most of its steps; empty: not known
Certificate certify(const CalibrationProblem& problem, const Auxiliaries& auxiliaries,
                    const Distance& distance, const Shape& shape, std::span<const double> g = {});

/// One line: the contradiction, then what to do.
std::string to_text(const Certificate& certificate, const CalibrationProblem& problem,
                    const Distance& distance);

}  // namespace trygg::weights
