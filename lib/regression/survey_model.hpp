#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "estimate/result.hpp"
#include "regression/formula.hpp"
#include "regression/model_frame.hpp"

namespace trygg {

class CovarianceMatrix;
class Table;
struct PreparedDesign;

enum class ModelStatistic {
  coefficient,  ///< of x; in ordinal models also the thresholds
  odds_ratio,   ///< exp of it
  margin,       ///< the mean, share or shares if all had this level
  ame,          ///< average marginal effect: margins' difference to the reference, or slope
  wald_f        ///< test of a term, or of all of them
};
std::string_view to_text(ModelStatistic statistic);

/// What a reader must know of a row.
enum class ModelNote {
  aliased,                  ///< a combination of earlier columns: it has no coefficient
  not_estimable,            ///< needs groups that no record is in
  df_zero,                  ///< no degrees of freedom: no interval, no test
  no_variance,              ///< standard error 0
  singular,                 ///< a test of more coefficients than their covariances can tell apart
  replicates_without_value  ///< some replicates have no such model and are left out
};
std::string_view to_text(ModelNote note);

/// One figure of a model; NaN: not given, and `notes` says why.
struct ModelRow {
  std::string term;       ///< "constant", "kon", "kon:alder", "threshold", "model"
  std::string level;      ///< of its factors, with ':' between; empty of numbers and tests
  std::string reference;  ///< what that is compared with
  std::string category;   ///< of an ordinal response: whose share; of a threshold "a|b"
  ModelStatistic statistic = ModelStatistic::coefficient;
  double estimate = Result::missing;
  double se = Result::missing;
  double lower = Result::missing, upper = Result::missing;
  double df = Result::missing;
  double df_numerator = Result::missing;  ///< tests only
  double t = Result::missing, p_value = Result::missing;
  std::vector<ModelNote> notes;
};

struct SurveyModel {
  std::size_t n = 0;           ///< records that it is fitted to
  std::size_t incomplete = 0;  ///< records with a weight that lack one of its variables
  double df = Result::missing;
  std::size_t parameters = 0;        ///< coefficients and thresholds that were estimated
  std::vector<std::string> aliased;  ///< "alder 65-": columns without a coefficient
  std::vector<ModelRow> rows;
};

/// A regression in a domain of a design, by pseudo-maximum likelihood: the coefficients that the
/// model would have in the population, with the variance of their linearised values
///
///     z_k = A⁻¹ s_k,   s_k = ∂ℓ_k/∂θ,   A = −Σ w ∂²ℓ/∂θ∂θ'
///
/// under the design; by replicate weights, the spread of the models fitted with each. Records
/// outside the domain, or without one of the variables, count as zeros.
///
/// Degrees of freedom of every row: PSUs of the model's records less their strata, + 1 − the number
/// of coefficients, the constant included and thresholds not (one takes its place); or
/// EstimateOptions::df. Intervals and tests by Student's t; of odds ratios on the log scale; tests
/// of k coefficients by F = b'V⁻¹b/k on k and these.
///
/// \param covariances  of prepared.design
/// \param threads      for replicates
/// \throws ModelError  regression/model_error.hpp
/// Source: Binder (1983), International Statistical Review 51, 279-292; Lumley (2010), Complex
/// Surveys, ch. 5-6. R: svyglm (gaussian, quasibinomial), svyolr, regTermTest.
SurveyModel fit_survey_model(const ModelFrame& frame, const ModelFormula& formula,
                             ModelFamily family, const PreparedDesign& prepared,
                             const CovarianceMatrix& covariances, unsigned threads);

}  // namespace trygg
