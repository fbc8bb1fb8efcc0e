#pragma once

#include <Eigen/Core>
#include <cstddef>
#include <optional>
#include <vector>

#include "regression/model_columns.hpp"
#include "regression/model_fit.hpp"

namespace trygg {

/// Whom a margin is of: everybody, as if all had one level of a factor; or the slope by a number.
struct MarginTarget {
  std::size_t variable;
  std::size_t level = 0;     ///< factor
  std::size_t category = 0;  ///< whose probability; 0 of linear models
};

/// A mean over the records of a model of what it predicts, and what its variance is made of.
struct Margin {
  double value;
  Eigen::VectorXd by_pattern;  ///< the predictions
  Eigen::VectorXd gradient;    ///< ∂value/∂θ, by parameter of ModelFit

  /// This one less another of the same model: the effect of a level.
  Margin minus(const Margin& other) const;
};

/// Predictive margins and average marginal effects.
///
///     factor V, level l   M = Σ_k w_k μ(x_k with V = l) / Σ_k w_k;   effect M_l − M_reference
///     number V            D = Σ_k w_k ∂μ(x_k)/∂V / Σ_k w_k
///
/// with all that V is part of, interactions included. Linearised by the weights, both have
///
///     z_k = (μ_k − M)/Σw + g'A⁻¹ s_k,   g = ∂M/∂θ,
///
/// s_k the score: the mean over the sample and the coefficients are random, so the variance is
/// that for the population, not for these records.
///
/// Source: Graubard & Korn (1999), Biometrics 55, 652-659; Korn & Graubard (1999), Analysis of
/// Health Surveys, 3.7. Stata: margins, vce(unconditional).
class Margins {
 public:
  /// All must outlive this object.
  Margins(const ModelColumns& columns, const ModelProblem& problem, const Aliasing& aliasing)
      : columns_(columns), problem_(problem), aliasing_(aliasing) {}

  /// The rows that a target predicts from; made once for all fits.
  struct Rows {
    MarginTarget target;
    Eigen::MatrixXd x;                     ///< kept columns
    std::optional<Eigen::MatrixXd> slope;  ///< ∂x/∂V of a number
  };
  /// Nothing where the data do not tell: a prediction is asked for that is no combination of what
  /// records have.
  std::optional<Rows> rows(const MarginTarget& target) const;
  /// \param weight  Σ w by pattern
  Margin margin(const Rows& rows, const ModelFit& fit, const Eigen::VectorXd& weight) const;

 private:
  bool is_estimable(const Eigen::MatrixXd& x, double constant) const;

  const ModelColumns& columns_;
  const ModelProblem& problem_;
  const Aliasing& aliasing_;
};

}  // namespace trygg
