#include "diagnostics/partial_indicators.hpp"

#include <cmath>

#include "design/groups.hpp"
#include "linalg/sum.hpp"

namespace trygg {
namespace {

struct Cell {
  Sum weight, weighted;
  double mean() const { return weight.value() > 0 ? weighted.value() / weight.value() : 0.0; }
};

std::vector<Cell> cells_of(std::span<const std::uint32_t> cell, std::size_t count,
                           std::span<const double> propensity, std::span<const double> weight) {
  std::vector<Cell> cells(count);
  for (std::size_t k = 0; k < weight.size(); ++k) {
    cells[cell[k]].weight.add(weight[k]);
    cells[cell[k]].weighted.add(weight[k] * propensity[k]);
  }
  return cells;
}

/// Records by all factors but one.
Groups others(const ModelMatrix& x, std::size_t left_out) {
  Groups cells{std::vector<std::uint32_t>(x.records(), 0), {0}};
  for (std::size_t f = 0; f < x.factors().size(); ++f)
    if (f != left_out) cells = crossed(cells.of, x.factors()[f].level);
  return cells;
}

}  // namespace

std::vector<PartialIndicator> partial_indicators(const ModelMatrix& x,
                                                 std::span<const double> propensity,
                                                 std::span<const double> weight) {
  const std::vector<std::uint32_t> one(x.records(), 0);
  const auto whole = cells_of(one, 1, propensity, weight).front();
  const double population = whole.weight.value(), mean = whole.mean();
  std::vector<PartialIndicator> all;
  for (std::size_t f = 0; f < x.factors().size(); ++f) {
    const auto& factor = x.factors()[f];
    PartialIndicator partial{.variable = factor.name, .levels = {}};
    const auto levels = cells_of(factor.level, factor.levels.size(), propensity, weight);
    Sum between, within;
    for (std::size_t h = 0; h < levels.size(); ++h) {
      const double share = levels[h].weight.value() / population;
      const double away = share > 0 ? levels[h].mean() - mean : 0.0;
      partial.levels.push_back({factor.levels[h], std::sqrt(share) * away});
      between.add(share * away * away);
    }
    const auto rest = others(x, f);
    const auto cells = cells_of(rest.of, rest.count(), propensity, weight);
    for (std::size_t k = 0; k < weight.size(); ++k) {
      const double away = propensity[k] - cells[rest.of[k]].mean();
      within.add(weight[k] * away * away);
    }
    partial.unconditional = std::sqrt(between.value());
    partial.conditional = std::sqrt(within.value() / population);
    all.push_back(std::move(partial));
  }
  return all;
}

}  // namespace trygg
