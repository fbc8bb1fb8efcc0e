#include "project/wave_estimator.hpp"

#include <map>
#include <tuple>

#include "base/parallel.hpp"
#include "project/project.hpp"

namespace trygg {
namespace {

/// The combination "first minus second", of groups that the domains tell.
Contrast difference() {
  return {.text = {},
          .variables = {},
          .terms = {{.coefficient = 1, .levels = {}}, {.coefficient = -1, .levels = {}}}};
}

}  // namespace

WaveEstimator::WaveEstimator(const FramedCells& cells, unsigned threads)
    : cells_(cells), threads_(threads) {}

/// Wherever both are.
std::vector<WaveEstimator::Pair> WaveEstimator::pairs_of_sexes() const {
  const auto& variables = cells_.project().variables;
  const auto& cells = cells_.all();
  const auto place = [&](const FramedCell& cell) {
    return std::tuple(cell.family, cell.row.area, cell.row.groups);
  };
  std::map<decltype(place(cells[0])), std::size_t> men;
  for (std::size_t i = 0; i < cells.size(); ++i)
    if (cells[i].row.sex == variables.men) men.emplace(place(cells[i]), i);
  std::vector<Pair> pairs;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (cells[i].row.sex != variables.women) continue;
    const auto beside = men.find(place(cells[i]));
    if (beside != men.end()) pairs.push_back({i, beside->second});
  }
  return pairs;
}

WaveEstimator::ByCell WaveEstimator::levels(const DomainEstimator& estimator) const {
  const auto& cells = cells_.all();
  ByCell results(cells.size());
  parallel_for(cells.size(), threads_, [&](std::size_t i) {
    estimator.levels({&cells[i].domain, 1}, std::span(results).subspan(i, 1));
  });
  return results;
}

WaveEstimator::ByCell WaveEstimator::gaps(const DomainEstimator& estimator,
                                          std::span<const Pair> pairs) const {
  const auto& cells = cells_.all();
  ByCell results(pairs.size());
  parallel_for(pairs.size(), threads_, [&](std::size_t i) {
    const std::vector<Domain> terms{cells[pairs[i].women].domain, cells[pairs[i].men].domain};
    estimator.contrasts(difference(), {&terms, 1}, std::span(results).subspan(i, 1));
  });
  return results;
}

std::vector<std::vector<CubeRow>> WaveEstimator::estimate(
    const DomainEstimator& estimator, std::span<const Quantity> quantities) const {
  const auto of_cells = levels(estimator);
  const auto pairs = pairs_of_sexes();
  const auto of_pairs = gaps(estimator, pairs);
  std::vector<std::vector<CubeRow>> rows(quantities.size());
  for (std::size_t q = 0; q < quantities.size(); ++q) {
    const auto& quantity = quantities[q];
    for (std::size_t i = 0; i < of_cells.size(); ++i)
      rows[q].push_back(filled(cells_.all()[i].row, quantity.indicator, to_text(quantity.statistic),
                               of_cells[i][q]));
    add_gaps(pairs, of_pairs, quantity, q, rows[q]);
  }
  return rows;
}

void WaveEstimator::add_gaps(std::span<const Pair> pairs, const ByCell& gaps,
                             const Quantity& quantity, std::size_t q,
                             std::vector<CubeRow>& rows) const {
  const auto text = cells_.project().pair_of_sexes().text('-');
  for (std::size_t f = 0; f < cells_.families(); ++f) {
    const auto first = rows.size();
    std::vector<double> p_values;
    for (std::size_t i = 0; i < pairs.size(); ++i) {
      const auto& women = cells_.all()[pairs[i].women];
      if (women.family != f) continue;
      rows.push_back(
          filled(women.row, quantity.indicator, to_text(quantity.statistic), gaps[i][q]));
      rows.back().sex.clear();
      rows.back().contrast = text;
      p_values.push_back(gaps[i][q].p_value);
    }
    const auto adjusted = holm(p_values);
    for (std::size_t i = 0; i < adjusted.size(); ++i) rows[first + i].p_adjusted = adjusted[i];
  }
}

}  // namespace trygg
