#include "weights/chain.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "table/table.hpp"
#include "weights/recipe.hpp"
#include "weights/rows.hpp"

namespace trygg::weights {

Chain::Chain(const Table& table, const Recipe& recipe) : base_(base_weights(table, recipe.design)) {
  require<InputError>(std::ranges::any_of(base_.weight, takes_part), "{}: no record has a weight",
                      table.source());
  const PreparedStep* previous = nullptr;
  for (const auto& step : recipe.steps) {
    steps_.push_back(step->prepare({table, weight(), previous}));
    previous = steps_.back().get();
    results_.push_back(previous->run(weight()));
  }
}

std::span<const double> Chain::weight() const {
  return results_.empty() ? base_.weight : results_.back().weight;
}

void Chain::reweigh(std::span<double> weight, std::span<const std::vector<double>> answers) const {
  for (std::size_t s = 0; s < steps_.size(); ++s) try {
      if (answers.empty() || answers[s].empty())
        steps_[s]->reweigh(weight);
      else
        steps_[s]->reweigh(weight, answers[s]);
    } catch (const Error& error) {
      throw ConvergenceError(
          fmt::format("step {}, {}: {}", s + 1, results_[s].report.title, error.what()));
    }
}

}  // namespace trygg::weights
