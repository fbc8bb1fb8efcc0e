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

void Chain::reweigh(std::span<double> weight) const {
  for (const auto& step : steps_) step->reweigh(weight);
}

}  // namespace trygg::weights
