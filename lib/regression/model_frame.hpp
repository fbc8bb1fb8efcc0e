#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "estimate/estimator.hpp"
#include "regression/formula.hpp"

namespace trygg {

class Design;
class Table;

/// How levels of factors and responses are named: as they stand in the file, or by their labels
/// where they have one.
enum class LevelNames { codes, labels };

/// One covariate among the records of a model.
struct FrameVariable {
  std::string name;
  CovariateKind kind = CovariateKind::factor;
  std::vector<std::string> levels;  ///< factor: those that records have, the reference first
  /// By pattern: the number, or the place of the level in `levels`.
  std::vector<double> value;
};

/// The records of a domain that a model is fitted to: those with a weight and a valid answer to all
/// of its variables. Records with the same covariates are a pattern.
struct ModelFrame {
  std::string response;
  std::vector<std::uint32_t> record;   ///< of the design, ascending
  std::vector<std::uint32_t> pattern;  ///< of each
  /// Of each: the number; ordinal, logistic: the place of the category, from 0.
  std::vector<double> y;
  std::vector<std::string> categories;  ///< ordinal: names, lowest first. logistic: no, yes
  std::vector<FrameVariable> variables;
  std::size_t patterns = 0;
  std::size_t incomplete = 0;  ///< records with a weight that lack a variable
};

/// \throws ModelError  no record; one response; a factor with one level, or without its reference
ModelFrame make_frame(const ModelFormula& formula, const ModelResponse& response,
                      const Table& table, const Design& design, const Domain& domain,
                      LevelNames names);

}  // namespace trygg
