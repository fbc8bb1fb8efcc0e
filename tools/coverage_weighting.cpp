#include "tools/coverage_weighting.hpp"

#include <algorithm>
#include <memory>
#include <string>

#include "base/error.hpp"
#include "base/text.hpp"
#include "coverage/draw.hpp"
#include "design/design.hpp"
#include "synth/model.hpp"
#include "table/table.hpp"
#include "weights/chain.hpp"
#include "weights/recipe.hpp"
#include "weights/weigh.hpp"

namespace trygg::tools {
namespace {

/// Takes those who did not answer out of the weighting, as a file of respondents would.
class TakeOut final : public weights::Step {
 public:
  TakeOut(std::string outcome, std::string answered)
      : outcome_(std::move(outcome)), answered_(std::move(answered)) {}

  std::unique_ptr<const weights::PreparedStep> prepare(
      const weights::StepInput& input) const override {
    std::vector<char> stays;
    const auto& column = input.table.column(outcome_);
    for (std::size_t k = 0; k < input.table.rows(); ++k)
      stays.push_back(column.at(k).text == answered_);
    return std::make_unique<Prepared>(std::move(stays));
  }
  std::vector<weights::TotalsFile> files() const override { return {}; }
  std::vector<std::string> columns() const override { return {outcome_}; }

 private:
  class Prepared final : public weights::PreparedStep {
   public:
    explicit Prepared(std::vector<char> stays) : stays_(std::move(stays)) {}
    weights::StepResult run(std::span<const double> weight) const override {
      weights::StepResult result{.weight = {weight.begin(), weight.end()}};
      for (std::size_t k = 0; k < stays_.size(); ++k)
        if (!stays_[k] && result.weight[k] == result.weight[k]) result.weight[k] = 0;
      result.report.title = "those who did not answer taken out";
      return result;
    }

   private:
    std::vector<char> stays_;
  };

  std::string outcome_, answered_;
};

/// What the steps of a recipe are called, and which of them are for non-response.
struct StepsSeen {
  std::vector<std::string> title;
  std::vector<char> is_response;
};

StepsSeen look_at_steps(const weights::Recipe& recipe, const StudyPopulation& population,
                        std::uint64_t seed) {
  const auto response = response_model(Response::repairable, population);
  const auto sample = draw_respondents(population, response, seed, 0, InTable::everybody);
  const weights::Chain chain(sample.table, recipe);
  StepsSeen seen;
  for (const auto& result : chain.results()) {
    seen.title.push_back(result.report.title);
    seen.is_response.push_back(result.calibration && result.calibration->response);
  }
  return seen;
}

using Steps = std::vector<std::size_t>;

Steps first_steps(std::size_t count) {
  Steps steps;
  for (std::size_t s = 0; s < count; ++s) steps.push_back(s);
  return steps;
}

/// Sets of steps, in the order in which they are reported.
std::vector<Steps> sets_of(std::size_t count) {
  std::vector<Steps> sets;
  const auto add = [&](const Steps& steps) {
    if (std::ranges::find(sets, steps) == sets.end()) sets.push_back(steps);
  };
  for (std::size_t j = 0; j < count; ++j) add(first_steps(j));
  for (std::size_t j = 0; j + 1 < count; ++j) {
    auto others = first_steps(count);
    others.erase(others.begin() + static_cast<std::ptrdiff_t>(j));
    add(others);
  }
  add(first_steps(count));
  return sets;
}

std::string name_of(const Steps& steps, const StepsSeen& seen) {
  if (steps.empty()) return "base weights alone";
  std::vector<std::string> titles;
  for (const auto s : steps) titles.push_back(seen.title[s]);
  return (steps.size() == seen.title.size() ? "all: " : "") + joined(titles, "; ");
}

/// Weighs by `recipe`, replicates with it where it asks for them, and makes the design.
WeighSample weighing(std::shared_ptr<const weights::Recipe> recipe) {
  return [recipe = std::move(recipe)](Table& table) {
    auto weighted = weights::weigh(table, *recipe, weights::Replicates::as_asked, 1);
    for (auto& column : weighted.columns) table.add(std::move(column));
    auto design = make_design(table, weighted.design);
    if (weighted.replicates)
      design.use_replicates(
          weights::of_design(std::move(*weighted.replicates), *weighted.design.replicates, design));
    return design;
  };
}

std::vector<WeighingArm> arms_of_steps(const weights::Recipe& recipe, const StepsSeen& seen,
                                       const SynthModel::Sampled& sampled) {
  std::vector<WeighingArm> arms;
  for (const auto& steps : sets_of(recipe.steps.size())) {
    auto own = std::make_shared<weights::Recipe>(recipe);
    own->steps.clear();
    if (std::ranges::none_of(steps, [&](std::size_t s) { return seen.is_response[s]; }))
      own->steps.push_back(std::make_shared<TakeOut>(sampled.outcome, sampled.answered));
    for (const auto s : steps) own->steps.push_back(recipe.steps[s]);
    own->replicates.reset();
    arms.push_back({name_of(steps, seen), weighing(own)});
  }
  return arms;
}

/// All steps, by formula and by the recipe's replicates.
std::vector<WeighingArm> arms_of_replicates(const weights::Recipe& recipe, const StepsSeen& seen) {
  const auto steps = first_steps(recipe.steps.size());
  auto formula = std::make_shared<weights::Recipe>(recipe);
  formula->replicates.reset();
  const auto kind = to_text(recipe.replicates->spec.kind);
  return {{name_of(steps, seen) + "; variance by formula", weighing(formula)},
          {fmt::format("the same weights; variance by {} replicates ({})",
                       recipe.replicates->spec.count.value_or(0), kind),
           weighing(std::make_shared<weights::Recipe>(recipe))}};
}

}  // namespace

std::vector<WeighingArm> arms_of(const weights::Recipe& recipe, const StudyPopulation& population,
                                 std::uint64_t seed) {
  const auto seen = look_at_steps(recipe, population, seed);
  return recipe.replicates ? arms_of_replicates(recipe, seen)
                           : arms_of_steps(recipe, seen, *population.model().sampled);
}

}  // namespace trygg::tools
