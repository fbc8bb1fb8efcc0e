#pragma once

#include <vector>

#include "regression/model_columns.hpp"
#include "regression/model_fit.hpp"
#include "regression/model_variance.hpp"
#include "regression/survey_model.hpp"

namespace trygg {

/// A fitted model with what its columns are.
struct FittedColumns {
  const ModelFrame& frame;
  const ModelColumns& columns;
  const ModelProblem& problem;
  const Aliasing& aliasing;
  const ModelFit& fit;
};

/// What limits and tests are made with.
struct ModelInference {
  const PreparedDesign& prepared;
  double df;
  double dispersion;  ///< residual variance of a linear model; 1
};

/// The rows of a model: coefficients (and thresholds), odds ratios, margins, average marginal
/// effects, tests.
std::vector<ModelRow> model_rows(const FittedColumns& fitted, const ModelVariance& variance,
                                 const ModelInference& how);

}  // namespace trygg
