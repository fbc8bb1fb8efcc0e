#include "regression/survey_model.hpp"

#include <algorithm>
#include <cmath>

#include "dist/quantiles.hpp"
#include "estimate/prepared.hpp"
#include "regression/margins.hpp"
#include "regression/model_error.hpp"
#include "regression/model_rows.hpp"
#include "regression/model_variance.hpp"
#include "regression/separation.hpp"

namespace trygg {
namespace {

using Eigen::Index;
using Eigen::VectorXd;

std::vector<std::string> names_of(const ModelColumns& columns) {
  std::vector<std::string> names;
  for (std::size_t j = 0; j < columns.size(); ++j) names.push_back(columns.name(j));
  return names;
}

std::vector<double> weights_of(const ModelFrame& frame, const Design& design) {
  std::vector<double> weight;
  for (const auto k : frame.record) weight.push_back(design.weight()[k]);
  return weight;
}

/// Σ w (y − x'β)² / Σ w.
double residual_variance(const ModelFrame& frame, const Eigen::MatrixXd& x, const ModelFit& fit,
                         const Aliasing& aliasing, std::span<const double> weight) {
  VectorXd beta = VectorXd::Zero(x.cols());
  for (std::size_t j = 0; j < aliasing.kept.size(); ++j)
    beta(aliasing.kept[j]) = fit.parameters(static_cast<Index>(j));
  const VectorXd eta = x * beta;
  double squares = 0, total = 0;
  for (std::size_t i = 0; i < weight.size(); ++i) {
    const double rest = frame.y[i] - eta(frame.pattern[i]);
    squares += weight[i] * rest * rest;
    total += weight[i];
  }
  return squares / total;
}

}  // namespace

std::string_view to_text(ModelStatistic statistic) {
  switch (statistic) {
    case ModelStatistic::odds_ratio:
      return "odds_ratio";
    case ModelStatistic::margin:
      return "margin";
    case ModelStatistic::ame:
      return "ame";
    case ModelStatistic::wald_f:
      return "wald_f";
    default:
      return "coefficient";
  }
}

std::string_view to_text(ModelNote note) {
  switch (note) {
    case ModelNote::aliased:
      return "aliased";
    case ModelNote::not_estimable:
      return "not_estimable";
    case ModelNote::df_zero:
      return "df_zero";
    case ModelNote::no_variance:
      return "no_variance";
    case ModelNote::singular:
      return "singular";
    default:
      return "replicates_without_value";
  }
}

SurveyModel fit_survey_model(const ModelFrame& frame, const ModelFormula& formula,
                             ModelFamily family, const PreparedDesign& prepared,
                             const CovarianceMatrix& covariances, unsigned threads) {
  const bool is_ordinal = family == ModelFamily::ordinal;
  const ModelColumns columns(
      formula, frame, is_ordinal ? ModelColumns::Constant::none : ModelColumns::Constant::first);
  require_model(columns.size() < frame.record.size(), ModelFailure::too_many_variables,
                "{}: {} coefficients for {} records; leave variables out, or declare numbers by "
                "--numeric",
                frame.response, columns.size(), frame.record.size());
  if (family != ModelFamily::linear) check_groups(frame, formula);
  const auto weight = weights_of(frame, prepared.design);
  const auto sums = sum_patterns(frame, family, weight);
  const ModelProblem problem{family, columns.matrix(), names_of(columns), frame.categories.size()};
  const auto aliasing = find_aliasing(problem, sums.weight.rowwise().sum());
  const auto fit = fit_model(problem, aliasing, sums);
  double dispersion = 1;
  if (family == ModelFamily::linear) {
    dispersion = residual_variance(frame, problem.x, fit, aliasing, weight);
    require_model(dispersion > 1e-26 * sums.scale * sums.scale, ModelFailure::perfect_fit,
                  "{}: the covariates determine it without residual; there is nothing to estimate",
                  frame.response);
  }
  const ModelVariance variance(frame, problem, aliasing, fit, prepared, covariances, threads);
  VarianceMemory memory;
  const double constant = is_ordinal ? 1 : 0;
  const double df = prepared.degrees_of_freedom(frame.record, memory) + 1 - constant -
                    static_cast<double>(aliasing.kept.size());
  SurveyModel model{.n = frame.record.size(),
                    .incomplete = frame.incomplete,
                    .df = prepared.options.df.value_or(df),
                    .parameters = static_cast<std::size_t>(fit.parameters.size())};
  for (const auto j : aliasing.aliased)
    model.aliased.push_back(columns.name(static_cast<std::size_t>(j)));
  const FittedColumns fitted{frame, columns, problem, aliasing, fit};
  model.rows = model_rows(fitted, variance, {prepared, model.df, dispersion});
  return model;
}

}  // namespace trygg
