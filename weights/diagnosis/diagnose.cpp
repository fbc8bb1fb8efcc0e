#include "weights/diagnosis/diagnose.hpp"

#include <algorithm>
#include <limits>

#include "base/error.hpp"
#include "table/table.hpp"
#include "weights/chain.hpp"
#include "weights/diagnosis/diagnose_response.hpp"
#include "weights/response/classes.hpp"
#include "weights/response/outcome.hpp"
#include "weights/rows.hpp"

namespace trygg::weights {
namespace {

constexpr std::size_t bins = 40;

StageKind kind_of(const StepResult& result) {
  if (!result.calibration || result.report.title.starts_with("trim")) return StageKind::trimming;
  if (!result.calibration->response) return StageKind::calibration;
  return result.adjusted.empty() ? StageKind::nonresponse : StageKind::eligibility;
}

WeightingStage stage_of(std::span<const double> weight, std::size_t extremes) {
  WeightingStage stage;
  stage.weight = distribution_of(weight);
  stage.kish = kish_effect(weight);
  stage.histogram = histogram_of(weight, bins);
  stage.extremes = extremes_of(weight, extremes);
  return stage;
}

std::vector<double> g_weights(std::span<const double> before, std::span<const double> after) {
  std::vector<double> g;
  for (std::size_t k = 0; k < before.size(); ++k)
    g.push_back(takes_part(before[k]) ? after[k] / before[k]
                                      : std::numeric_limits<double>::quiet_NaN());
  return g;
}

void add_report(WeightingStage& stage, const StepReport& report) {
  stage.title = report.title;
  stage.iterations = report.iterations;
  stage.largest_gap = report.largest_gap;
  stage.remarks = report.remarks;
  for (const auto& met : report.totals)
    stage.totals.push_back(
        {met.source, met.level, met.records, met.before, met.after, met.target, met.given});
}

std::vector<WeightingStage> stages_of(const Chain& chain, std::size_t extremes) {
  std::vector<WeightingStage> stages{stage_of(chain.base().weight, extremes)};
  stages.front().title = "base weights";
  std::span<const double> before = chain.base().weight;
  for (const auto& result : chain.results()) {
    auto stage = stage_of(result.weight, extremes);
    stage.kind = kind_of(result);
    const auto g = g_weights(before, result.weight);
    stage.g = distribution_of(g);
    stage.g_extremes = extremes_of(g, extremes);
    add_report(stage, result.report);
    stages.push_back(std::move(stage));
    before = result.weight;
  }
  return stages;
}

OutcomeGroup outcome_group(std::span<const std::optional<Disposition>> outcome,
                           std::span<const double> weight, std::optional<double> share) {
  OutcomeGroup group{.persons = sum_outcomes(outcome, {}),
                     .weighted = sum_outcomes(outcome, weight)};
  group.rates = outcome_rates(group.persons, share);
  group.weighted_rates = outcome_rates(group.weighted, share);
  return group;
}

std::vector<OutcomeGroup> outcomes_of(const Table& table, const Outcome& outcome,
                                      std::span<const double> weight) {
  const auto all = find_dispositions(outcome, table, weight);
  std::vector<OutcomeGroup> groups{outcome_group(all, weight, outcome.eligible_share)};
  for (const auto& name : outcome.by) {
    const auto classes = classes_of(table, std::span(&name, 1), weight, "[outcome] by");
    std::vector<std::vector<std::optional<Disposition>>> members(classes.name.size());
    for (auto& one : members) one.resize(all.size());
    for (std::size_t k = 0; k < all.size(); ++k)
      if (all[k]) members[classes.of[k]][k] = all[k];
    for (std::size_t c = 0; c < members.size(); ++c) {
      auto group = outcome_group(members[c], weight, outcome.eligible_share);
      group.variable = name;
      const auto& level = table.column(name).levels[classes.codes[c][0]];
      group.level = level.label.empty() ? level.text : level.label;
      groups.push_back(std::move(group));
    }
  }
  return groups;
}

}  // namespace

WeightingDiagnosis diagnose(const Table& table, const Recipe& recipe, const Chain& chain) {
  WeightingDiagnosis diagnosis{.data = table.source(),
                               .recipe = recipe.source,
                               .weight = recipe.weight,
                               .records = table.rows(),
                               .stages = stages_of(chain, recipe.diagnostics.extremes)};
  if (recipe.outcome) diagnosis.outcomes = outcomes_of(table, *recipe.outcome, chain.base().weight);
  auto answering = find_answering(chain);
  if (!answering) {
    diagnosis.no_response =
        "the recipe has no step of kind nonresponse, so that the data do not tell who was sampled";
  } else if (std::ranges::any_of(answering->weight, [](double d) { return d < 0; })) {
    diagnosis.no_response = "some weights before the non-response step are below 0";
    answering.reset();
  } else {
    diagnosis.response = diagnose_response(table, recipe, chain, *answering);
  }
  diagnosis.study = diagnose_study(table, recipe, chain, answering ? &*answering : nullptr,
                                   diagnosis.response ? &*diagnosis.response : nullptr);
  return diagnosis;
}

}  // namespace trygg::weights
