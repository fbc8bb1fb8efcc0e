#include "tools/model_run.hpp"

#include <algorithm>

#include "base/parallel.hpp"
#include "base/text.hpp"
#include "design/design.hpp"
#include "estimate/cells.hpp"
#include "estimate/prepared.hpp"
#include "regression/model_error.hpp"
#include "tools/classified.hpp"
#include "tools/estimate_run.hpp"
#include "tools/estimation_data.hpp"
#include "variance/covariance_matrix.hpp"

namespace trygg::tools {
namespace {

/// What is asked of data whose levels are known.
struct ModelAsked {
  ModelResponse response;
  ModelFormula formula;
  std::vector<std::vector<std::string>> by;
  std::vector<Condition> where;
  std::vector<std::string> variables;
};

void check_sides(const ModelAsked& asked) {
  const auto is_covariate = [&](const std::string& name) {
    return std::ranges::find(asked.formula.variables, name, &ModelVariable::name) !=
           asked.formula.variables.end();
  };
  require<ConfigError>(!is_covariate(asked.response.variable),
                       "--covariates {}: is what the model is of", asked.response.variable);
  for (const auto& name : asked.variables)
    require<ConfigError>(!is_covariate(name) && name != asked.response.variable,
                         "--by {}: is a variable of the model, which has one value in each of its "
                         "groups",
                         name);
}

ModelAsked read_model(const ModelTyped& typed, const Table& table) {
  ModelAsked asked;
  std::optional<ModelFamily> family;
  if (typed.family) family = of_option("--family", [&] { return to_model_family(*typed.family); });
  asked.response = read_response(typed.response, family, typed.order, table);
  asked.formula = read_formula(typed.formula, table);
  for (const auto& text : typed.estimate.by)
    asked.by.push_back(of_option("--by", [&] { return read_names(text, '+', table); }));
  asked.variables = variables_of(asked.by);
  for (const auto& text : typed.estimate.where)
    asked.where.push_back(of_option("--where", [&] { return read_condition(text, table); }));
  check_sides(asked);
  return asked;
}

/// Fits the model in a cell.
class CellFitter {
 public:
  CellFitter(const ModelAsked& asked, const Table& table, const PreparedDesign& prepared,
             LevelNames names)
      : asked_(asked),
        table_(table),
        prepared_(prepared),
        names_(names),
        covariances_(prepared.design, prepared.variance) {}

  ModelCell fit(const ClassifiedDomain& place, unsigned threads) const {
    ModelCell cell{.groups = place.groups};
    try {
      const auto frame = make_frame(asked_.formula, asked_.response, table_, prepared_.design,
                                    place.domain, names_);
      cell.model = fit_survey_model(frame, asked_.formula, asked_.response.family, prepared_,
                                    covariances_, threads);
    } catch (const ModelError& e) {
      cell.failure = to_text(e.failure);
      cell.message = e.what();
    }
    return cell;
  }

 private:
  const ModelAsked& asked_;
  const Table& table_;
  const PreparedDesign& prepared_;
  LevelNames names_;
  CovarianceMatrix covariances_;
};

/// What a reader of the coefficients could overlook.
std::vector<std::string> remarks_on(const ModelAsked& asked, const Table& table) {
  std::vector<std::string> lines;
  for (const auto& term : asked.formula.terms)
    if (term.variables.size() > 1)
      lines.push_back(fmt::format(
          "with {} in the model, coefficients and tests of its variables by themselves are those "
          "where the others have their reference, or are 0; adjusted differences are over all",
          asked.formula.name(term)));
  if (asked.response.family != ModelFamily::ordinal) return lines;
  std::vector<std::string> order;
  for (const auto level : asked.response.levels)
    order.push_back(table.column(asked.response.variable).levels[level].text);
  lines.push_back(fmt::format("answers of {}, lowest first: {} (--response-order gives another)",
                              asked.response.variable, joined(order, ", ")));
  return lines;
}

void require_a_model(const Modelled& made) {
  const bool any =
      std::ranges::any_of(made.cells, [](const ModelCell& cell) { return cell.model.has_value(); });
  require<InputError>(any, "{}: {}", made.source, made.cells.front().message);
}

}  // namespace

Modelled fit_models(const ModelTyped& typed, EstimationData& data) {
  auto table = data.records();
  const auto asked = read_model(typed, table);
  auto weighted = weighted_design(typed.estimate, table);
  const auto design = design_of_records(typed.estimate, weighted, table);
  const EstimateOptions options{.level = typed.estimate.level.value_or(0.95),
                                .df = typed.estimate.df};
  const PreparedDesign prepared(design, options);
  const auto names = typed.estimate.labels ? LevelNames::labels : LevelNames::codes;
  const CellFitter fitter(asked, table, prepared, names);
  const auto places =
      places_of(asked.by, domain_where(asked.where, table, design), table, design,
                typed.estimate.labels ? CodesOrLabels::labels : CodesOrLabels::codes);
  Modelled made{.response = asked.response.text,
                .family = asked.response.family,
                .variables = asked.variables,
                .cells = std::vector<ModelCell>(places.size()),
                .level = options.level,
                .spec = std::move(weighted.spec),
                .counts = count_weights(design),
                .source = table.source(),
                .remarks = remarks_on(asked, table)};
  const unsigned threads = typed.estimate.common.threads, inside = places.size() > 1 ? 1 : threads;
  parallel_for(places.size(), threads,
               [&](std::size_t c) { made.cells[c] = fitter.fit(places[c], inside); });
  require_a_model(made);
  return made;
}

}  // namespace trygg::tools
