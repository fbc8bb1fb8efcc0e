#include "weights/base_weight.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "table/table.hpp"
#include "weights/recipe.hpp"
#include "weights/rows.hpp"
#include "weights/totals/fit.hpp"

namespace trygg::weights {
namespace {

std::vector<double> given_weights(const Table& table, const std::string& name) {
  auto weight = table.numbers(name);
  std::vector<std::size_t> negative;
  for (std::size_t k = 0; k < weight.size(); ++k)
    if (weight[k] < 0) negative.push_back(k);
  require<InputError>(negative.empty(), "{}: the base weight '{}' is negative in {} records ({})",
                      table.source(), name, negative.size(), row_numbers(negative));
  return weight;
}

/// 1/Π p over the stages.
std::vector<double> from_probabilities(const Table& table, const BaseDesign& design,
                                       const std::string& source) {
  std::vector<double> weight(table.rows(), 1.0);
  for (const auto& name : design.probability) {
    column_for(table, name, source);
    const auto p = table.numbers(name);
    std::vector<std::size_t> outside;
    for (std::size_t k = 0; k < p.size(); ++k) {
      if (!(p[k] > 0 && p[k] <= 1)) outside.push_back(k);
      weight[k] /= p[k];
    }
    require<InputError>(
        outside.empty(),
        "{}: '{}' is no inclusion probability in {} record{} ({}): it must be above "
        "0 and at most 1",
        table.source(), name, outside.size(), outside.size() == 1 ? "" : "s", row_numbers(outside));
  }
  return weight;
}

Margin read_frame(const BaseDesign& design) {
  auto frame = read_margin(*design.population);
  const auto& strata = *design.spec.strata;
  require<InputError>(frame.variables == std::vector{strata} ||
                          frame.variables == std::vector<std::string>{"stratum"},
                      "{}: the header must be {},total", frame.source, strata);
  frame.variables = {strata};
  return frame;
}

BaseWeights from_frame(const Table& table, const BaseDesign& design) {
  const auto frame = read_frame(design);
  const std::vector<double> everybody(table.rows(), 1.0);
  const auto fitted = fit(frame, table, everybody);
  const auto& strata = table.column(*design.spec.strata);
  BaseWeights base;
  for (std::size_t h = 0; h < frame.totals.size(); ++h) {
    if (fitted.records[h] == 0) continue;
    if (frame.totals[h] < static_cast<double>(fitted.records[h]))
      throw InputError(frame.source, frame.lines[h],
                       fmt::format("{} has a total of {}, but {} records in {}", fitted.level[h],
                                   shortest(frame.totals[h]), fitted.records[h], table.source()));
    if (design.fpc == BaseDesign::Fpc::as_known && design.spec.fpc.empty())
      base.stratum_population.emplace_back(strata.levels[fitted.codes[h][0]].text, frame.totals[h]);
  }
  for (const auto h : fitted.category)
    base.weight.push_back(frame.totals[h] / static_cast<double>(fitted.records[h]));
  return base;
}

}  // namespace

BaseWeights base_weights(const Table& table, const BaseDesign& design) {
  if (design.population) return from_frame(table, design);
  if (!design.probability.empty())
    return {from_probabilities(table, design, "[design] probability"), {}};
  if (design.spec.weight) return {given_weights(table, *design.spec.weight), {}};
  return {std::vector<double>(table.rows(), 1.0), {}};
}

}  // namespace trygg::weights
