#pragma once

#include <Eigen/Core>
#include <cstddef>
#include <string>
#include <vector>

#include "regression/formula.hpp"
#include "regression/response_curve.hpp"

namespace trygg {

/// What a fit needs to know of the records with each pattern of covariates.
struct PatternSums {
  Eigen::MatrixXd weight;  ///< Σ w, by category; one column of a linear model
  Eigen::VectorXd y;       ///< Σ w y; linear only
  double scale = 1;        ///< size of y; linear only
};

/// What is fitted: x by pattern (rows) and column.
struct ModelProblem {
  ModelFamily family;
  Eigen::MatrixXd x;  ///< with a constant, but for ordinal models
  std::vector<std::string> names;
  std::size_t categories = 0;  ///< 0 of linear models
};

/// Columns that are combinations of earlier ones and of the constant.
struct Aliasing {
  std::vector<Eigen::Index> kept, aliased;
  /// By aliased column: its coefficients on the kept ones (and last, of ordinal models, on the
  /// constant).
  Eigen::MatrixXd combination;
  Eigen::VectorXd spread;  ///< by kept column: diagonal of (Σ w x x')⁻¹
};
Aliasing find_aliasing(const ModelProblem& problem, const Eigen::VectorXd& weight);

/// Estimates: the coefficients of kept columns, then the thresholds of an ordinal model.
struct ModelFit {
  Eigen::VectorXd parameters;
  /// A⁻¹, A = −Σ w ∂²ℓ/∂θ∂θ': what turns scores into influence.
  Eigen::MatrixXd inverse;
  int iterations = 0;

  Eigen::VectorXd thresholds(const Aliasing& columns) const {
    return parameters.tail(parameters.size() - static_cast<Eigen::Index>(columns.kept.size()));
  }
};

/// Pseudo-maximum likelihood: the root of Σ_k w_k ∂ℓ_k/∂θ = 0 by Newton's method, a step halved
/// until the likelihood does not fall. It has come to an end when the largest element of the score
/// is at rounding level, relative to Σ w |x_j|.
///
/// \param start  parameters to begin at; null: none but the constant or the thresholds
/// \throws ModelError  separation: the score has come to its end and the steps have not, as where
///                     probabilities go to 0 and 1 (names the worst); no_convergence
/// Source: Binder (1983), International Statistical Review 51, 279-292, section 4.
ModelFit fit_model(const ModelProblem& problem, const Aliasing& columns, const PatternSums& sums,
                   const Eigen::VectorXd* start = nullptr);

}  // namespace trygg
