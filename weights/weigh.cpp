#include "weights/weigh.hpp"

#include <algorithm>
#include <limits>

#include "base/error.hpp"
#include "base/text.hpp"
#include "table/table.hpp"
#include "weights/base_weight.hpp"
#include "weights/rows.hpp"

namespace trygg::weights {
namespace {

Column to_column(const std::string& name, std::span<const double> weight) {
  ColumnBuilder builder(name);
  for (const double w : weight) builder.add(w, w == w ? Missing::none : Missing::system);
  return builder.take();
}

void check_name_is_free(const Table& table, const std::string& name, const Recipe& recipe) {
  require<ConfigError>(!table.has(name),
                       "{}: {} has a column '{}' already; choose another name with [output] weight",
                       recipe.source, table.source(), name);
}

void summarise(Weighted& weighted, const Table& table, std::span<const double> weight) {
  weighted.smallest = std::numeric_limits<double>::infinity();
  weighted.largest = -weighted.smallest;
  double squares = 0, effective = 0;
  for (std::size_t k = 0; k < weight.size(); ++k) {
    const double w = weight[k], times = table.records_of(k);
    if (w != w) continue;
    weighted.records += table.records_of(k);
    weighted.sum += w * times;
    weighted.smallest = std::min(weighted.smallest, w);
    weighted.largest = std::max(weighted.largest, w);
    squares += w * w * times;
    effective += w != 0 ? times : 0;
  }
  if (weighted.sum != 0) weighted.kish_deff = effective * squares / (weighted.sum * weighted.sum);
}

/// The design before any calibration, under the name that the final weight has.
DesignSpec base_spec(const Table& table, const Recipe& recipe, BaseWeights& base) {
  auto spec = recipe.design.spec;
  for (const auto* names : {&spec.psu, &spec.fpc})
    for (const auto& name : *names) column_for(table, name, recipe.source);
  if (spec.strata) column_for(table, *spec.strata, recipe.source);
  spec.weight = recipe.weight;
  spec.stratum_population = std::move(base.stratum_population);
  return spec;
}

}  // namespace

Weighted weigh(const Table& table, const Recipe& recipe) {
  check_name_is_free(table, recipe.weight, recipe);
  auto base = base_weights(table, recipe.design);
  require<InputError>(std::ranges::any_of(base.weight, takes_part), "{}: no record has a weight",
                      table.source());
  Weighted weighted{.design = base_spec(table, recipe, base)};
  auto& calibrations = weighted.design.calibration;
  auto weight = std::move(base.weight);
  for (const auto& step : recipe.steps) {
    auto result = step->apply(table, weight);
    if (result.calibration) {
      const auto name = fmt::format("{}_{}", recipe.weight, calibrations.size());
      check_name_is_free(table, name, recipe);
      weighted.columns.push_back(to_column(name, weight));
      if (!calibrations.empty()) calibrations.back().weight_after = name;
      result.calibration->weight_before = name;
      result.calibration->weight_after = recipe.weight;
      calibrations.push_back(std::move(*result.calibration));
    }
    weight = std::move(result.weight);
    weighted.steps.push_back(std::move(result.report));
  }
  weighted.columns.insert(weighted.columns.begin(), to_column(recipe.weight, weight));
  summarise(weighted, table, weight);
  return weighted;
}

std::string to_text(const Weighted& weighted) {
  auto text = fmt::format(
      "{} records, weights sum to {:.10g}, from {:.6g} to {:.6g}, Kish's design effect {:.4g}\n",
      weighted.records, weighted.sum, weighted.smallest, weighted.largest, weighted.kish_deff);
  for (std::size_t i = 0; i < weighted.steps.size(); ++i) {
    const auto& step = weighted.steps[i];
    const auto how =
        step.iterations == 0 ? "closed form" : fmt::format("{} iterations", step.iterations);
    text += fmt::format("step {}: {}: g from {:.4g} to {:.4g}, {}, largest gap {:.2g}\n", i + 1,
                        step.title, step.smallest_g, step.largest_g, how, step.largest_gap);
  }
  return text;
}

}  // namespace trygg::weights
