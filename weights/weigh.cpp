#include "weights/weigh.hpp"

#include <algorithm>
#include <limits>

#include "base/error.hpp"
#include "base/text.hpp"
#include "table/table.hpp"
#include "weights/chain.hpp"
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
DesignSpec base_spec(const Table& table, const Recipe& recipe, const BaseWeights& base) {
  auto spec = recipe.design.spec;
  for (const auto* names : {&spec.psu, &spec.fpc})
    for (const auto& name : *names) column_for(table, name, recipe.source);
  if (spec.strata) column_for(table, *spec.strata, recipe.source);
  spec.weight = recipe.weight;
  spec.stratum_population = base.stratum_population;
  return spec;
}

/// Names the weights between the steps, and tells the variance of every step.
class StepColumns {
 public:
  StepColumns(Weighted& weighted, const Table& table, const Recipe& recipe)
      : weighted_(&weighted), table_(&table), recipe_(&recipe) {}

  void add(std::span<const double> before, const StepResult& result);

 private:
  std::string column(const std::string& suffix, std::span<const double> values);

  Weighted* weighted_;
  const Table* table_;
  const Recipe* recipe_;
  bool follows_ = false;  // the step before ended with the weights that the next begins with
};

std::string StepColumns::column(const std::string& suffix, std::span<const double> values) {
  const auto name = fmt::format("{}_{}", recipe_->weight, suffix);
  check_name_is_free(*table_, name, *recipe_);
  weighted_->columns.push_back(to_column(name, values));
  return name;
}

void StepColumns::add(std::span<const double> before, const StepResult& result) {
  if (!result.calibration) return;
  auto& steps = weighted_->design.calibration;
  const auto number = steps.size();
  auto step = *result.calibration;
  step.weight_before = column(std::to_string(number), before);
  if (follows_) steps.back().weight_after = step.weight_before;
  follows_ = result.adjusted.empty();
  step.weight_after =
      follows_ ? recipe_->weight : column(fmt::format("{}_adjusted", number + 1), result.adjusted);
  if (step.propensity) step.propensity = column(fmt::format("{}_p", number + 1), result.propensity);
  if (!result.sample_class.empty())
    step.sample_margins.push_back(
        {column(fmt::format("{}_class", number + 1), result.sample_class)});
  if (!result.slope.empty()) step.scale = column(fmt::format("{}_slope", number + 1), result.slope);
  steps.push_back(std::move(step));
}

void add_steps(Weighted& weighted, const Table& table, const Recipe& recipe, const Chain& chain) {
  StepColumns columns(weighted, table, recipe);
  std::span<const double> before = chain.base().weight;
  for (const auto& result : chain.results()) {
    columns.add(before, result);
    before = result.weight;
    weighted.steps.push_back(result.report);
  }
}

/// What a file with the replicates must be read with.
ReplicateSpec spec_of(const RecipeReplicates& asked, const MadeReplicates& made,
                      const Recipe& recipe) {
  ReplicateSpec spec{.kind = asked.spec.kind,
                     .columns = {fmt::format("{}_r[1-{}]", recipe.weight, made.count)},
                     .scale = made.scale,
                     .centre = asked.spec.centre,
                     .rho = asked.spec.rho};
  if (std::ranges::any_of(made.rscales, [](double r) { return r != 1; }))
    spec.rscales = made.rscales;
  return spec;
}

void add_replicates(Weighted& weighted, const Table& table, const Recipe& recipe,
                    const Chain& chain, unsigned threads, const Ranks& ranks) {
  require(table.multiplicity.empty(), "replicates of folded records");
  const auto design = base_design(table, weighted.design, chain.base().weight);
  const Replication replication(design, *recipe.replicates, chain);
  auto made = make_replicates(replication, *recipe.replicates, table.rows(), threads, ranks);
  weighted.design.replicates = spec_of(*recipe.replicates, made, recipe);
  weighted.replicates = std::make_shared<MadeReplicates>(std::move(made));
}

}  // namespace

std::vector<Column> replicate_columns(const Weighted& weighted, const Table& table,
                                      const Recipe& recipe) {
  std::vector<Column> columns;
  const auto& made = *weighted.replicates;
  std::vector<double> weight(table.rows());
  for (std::size_t r = 0; r < made.count; ++r) {
    for (std::size_t row = 0; row < weight.size(); ++row)
      weight[row] = made.weight[row * made.count + r];
    const auto name = fmt::format("{}_r{}", recipe.weight, r + 1);
    check_name_is_free(table, name, recipe);
    columns.push_back(to_column(name, weight));
  }
  return columns;
}

Weighted weigh(const Table& table, const Recipe& recipe, Replicates how, unsigned threads,
               const Ranks& ranks) {
  check_name_is_free(table, recipe.weight, recipe);
  Chain chain(table, recipe);
  Weighted weighted{.design = base_spec(table, recipe, chain.base())};
  add_steps(weighted, table, recipe, chain);
  weighted.columns.insert(weighted.columns.begin(), to_column(recipe.weight, chain.weight()));
  summarise(weighted, table, chain.weight());
  if (recipe.replicates && how == Replicates::as_asked)
    add_replicates(weighted, table, recipe, chain, threads, ranks);
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
    for (const auto& remark : step.remarks) text += fmt::format("        {}\n", remark);
  }
  if (weighted.replicates) {
    const auto& made = *weighted.replicates;
    text +=
        fmt::format("{} replicates, {}\n", made.count, to_text(weighted.design.replicates->kind));
    if (made.dropped > 0)
      text += fmt::format("{} replicates could not be weighed and were left out; the first: {}\n",
                          made.dropped, made.reason);
  }
  return text;
}

}  // namespace trygg::weights
