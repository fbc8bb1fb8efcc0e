#pragma once

#include <optional>
#include <string>
#include <vector>

#include "design/spec.hpp"
#include "regression/survey_model.hpp"
#include "tools/estimate_asked.hpp"
#include "tools/weight_remarks.hpp"

namespace trygg::tools {

class EstimationData;

/// The command line of `trygg model` as it was typed.
struct ModelTyped {
  EstimateTyped estimate;
  std::string response;
  FormulaText formula;
  std::optional<std::string> family, order;
};

/// A model in one cell of a classification, or why there is none.
struct ModelCell {
  std::vector<std::string> groups;   ///< by variable of the classifications; empty: all
  std::optional<SurveyModel> model;  ///< nothing: see below
  std::string failure;               ///< its code, for a note
  std::string message;
};

struct Modelled {
  std::string response;
  ModelFamily family = ModelFamily::linear;
  std::vector<std::string> variables;  ///< of all classifications, in order of first mention
  std::vector<ModelCell> cells;
  double level = 0.95;
  DesignSpec spec;
  WeightCounts counts;
  std::string source;
  std::vector<std::string> remarks;  ///< on the model as it was asked for
};

/// Fits the model in the whole and in every cell of the classifications.
/// \throws ConfigError  names and codes that do not fit; a variable on two sides of the model, or
///                      both a group and a covariate
/// \throws ModelError   there is a model in no cell: that of the first
Modelled fit_models(const ModelTyped& typed, EstimationData& data);

}  // namespace trygg::tools
