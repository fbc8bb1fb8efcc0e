#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace trygg {

class Table;

/// How a covariate enters a model: by an indicator of each of its values but one, or as a number.
enum class CovariateKind { factor, number };

struct ModelVariable {
  std::string name;
  CovariateKind kind = CovariateKind::factor;
  /// Level of its column that the others are compared with; nothing: the first that records have.
  std::optional<std::uint32_t> reference;
};

/// A variable by itself, or the interaction of several.
struct ModelTerm {
  std::vector<std::size_t> variables;  ///< places in ModelFormula::variables, ascending
};

/// The right side of a model: a constant, then the terms in order, those of fewer variables first.
struct ModelFormula {
  std::vector<ModelVariable> variables;
  std::vector<ModelTerm> terms;

  /// "kon" or "kon:alder".
  std::string name(const ModelTerm& term) const;
};

/// What the options of a model say of its covariates.
struct FormulaText {
  std::string covariates;               ///< `a,b,a:c`; `a*b` is a, b and a:b
  std::vector<std::string> numeric;     ///< `V,V`: those that enter as numbers
  std::vector<std::string> references;  ///< `V=code`
};

/// Cuts the texts where the parts are names and codes of `table` (table/splitting.hpp).
/// \throws ConfigError  a name or code that is not there, with the nearest; a text with several
///                      readings; a variable of `numeric` or `references` that is no covariate (no
///                      factor); an interaction without what it is made of
ModelFormula read_formula(const FormulaText& text, const Table& table);

/// What is modelled.
enum class ModelFamily { linear, logistic, ordinal };
std::string_view to_text(ModelFamily family);
/// \throws ConfigError  unknown name; known ones are listed
ModelFamily to_model_family(std::string_view name);

/// The left side of a model.
struct ModelResponse {
  std::string text;  ///< as written
  ModelFamily family = ModelFamily::linear;
  std::string variable;
  /// logistic: the levels that count as 1; ordinal: all levels, lowest first.
  std::vector<std::uint32_t> levels;
};

/// \param text    `V=code|code`: logistic. `V`: linear where V holds numbers without value labels;
///                else the family must be given
/// \param family  nothing: by the text. logistic with `V` needs the values 0 and 1
/// \param order   `code|code|…` of an ordinal response, lowest first: records with another are not
///                in the model. Nothing: the codebook's order, else that of numbers
/// \throws ConfigError  a family that does not fit; an order that is needed and not there
ModelResponse read_response(const std::string& text, std::optional<ModelFamily> family,
                            const std::optional<std::string>& order, const Table& table);

}  // namespace trygg
