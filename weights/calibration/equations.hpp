#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "weights/calibration/auxiliaries.hpp"
#include "weights/calibration/distance.hpp"
#include "weights/calibration/problem.hpp"

namespace trygg::weights {

/// |t̂ − t| / max(1, |t|).
double relative_gap(double estimated, double target);

/// The equations Σ d g(q x'λ) x + Dλ = t, an equation a column of the auxiliaries. D is diagonal:
/// 0 for totals that are to be met, Σ d q x² over the price for soft ones, whose gap is then Dλ.
class Equations {
 public:
  /// All must outlive this.
  Equations(const CalibrationProblem& problem, const Auxiliaries& auxiliaries,
            const Distance& distance, const Shape& shape);

  std::size_t columns() const { return target_.size(); }

  /// A trial value of λ and what follows from it.
  struct Trial {
    std::vector<double> lambda;
    std::vector<double> g, slope;  ///< by unit
    std::vector<double> total;     ///< Σ d g x + Dλ, in units of the columns
    double gap = 0;                ///< largest of the relative gaps
  };
  Trial evaluate(std::vector<double> lambda) const;
  /// t − t̂, in units of the columns.
  std::vector<double> shortfall(const Trial& trial) const;
  /// Σ d q g'(u) x x' + D, lower triangle.
  std::vector<double> matrix(const Trial& trial) const;
  /// g by record, relative to the weights as they were given.
  std::vector<double> g_by_record(const Trial& trial) const;
  /// The `count` totals that are met worst, as text.
  std::string worst(const Trial& trial, std::size_t count) const;

 private:
  /// Brings Σ d to the population, so that Newton starts near g = 1 and exp(u) stays in range. Done
  /// only where it leaves the solution as it is.
  void scale_weights();
  void lay_prices();
  Shape shape_of(std::size_t unit) const;
  double gap_of(const Trial& trial, std::size_t column) const;

  const CalibrationProblem& p_;
  const Auxiliaries& x_;
  const Distance& distance_;
  Shape shape_;
  std::vector<double> d_, q_, lower_, upper_;  // by unit; the last three may be empty
  double weight_scale_ = 1;
  std::vector<double> target_, ridge_;
};

}  // namespace trygg::weights
