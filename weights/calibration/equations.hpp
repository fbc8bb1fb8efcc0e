#pragma once

#include <cmath>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "weights/calibration/calibrate.hpp"

namespace trygg::weights {

/// |t̂ − t| / max(1, |t|).
double relative_gap(double estimated, double target);

/// The equations Σ d g(q x'λ) x = t. A column for every category of every margin, then one for
/// every numeric variable, in units that make its values about 1.
class Equations {
 public:
  Equations(const CalibrationProblem& problem, const Distance& distance, Bounds bounds);

  std::size_t columns() const { return target_.size(); }

  /// A trial value of λ and what follows from it.
  struct Trial {
    std::vector<double> lambda, g, total;
    double gap = 0;
  };
  Trial evaluate(std::vector<double> lambda) const;
  /// t − t̂, in units of the columns.
  std::vector<double> shortfall(const Trial& trial) const;
  /// Σ d q g'(u) x x', lower triangle.
  std::vector<double> matrix(const std::vector<double>& lambda) const;
  /// `g` relative to the weights as they were given.
  std::vector<double> result(std::vector<double> g) const {
    for (auto& value : g) value *= weight_scale_;
    return g;
  }
  /// The `count` totals that are met worst, as text.
  std::string worst(const Trial& trial, std::size_t count) const;

 private:
  void add_numeric(const NumericTotal& v);
  /// Brings Σ d to the population, so that Newton starts near g = 1 and exp(u) stays in range. Done
  /// only where it leaves the solution as it is: x spans the constant, q = 1, no bounds on g.
  void scale_weights();

  double q(std::size_t k) const { return p_.scale.empty() ? 1.0 : p_.scale[k]; }
  std::size_t first_numeric() const { return columns() - p_.numeric.size(); }

  double u(const std::vector<double>& lambda, std::size_t k) const;  // q x'λ
  /// The columns in which record k is not 0, ascending, with its values there.
  void row(std::size_t k, std::vector<std::pair<std::size_t, double>>& x) const;
  std::string name_of(std::size_t column) const;

  const CalibrationProblem& p_;
  const Distance& distance_;
  Bounds bounds_;
  std::vector<double> d_;
  double weight_scale_ = 1;
  std::vector<std::size_t> offset_;  // of each margin: its first column
  std::vector<double> target_, unit_;
};

}  // namespace trygg::weights
