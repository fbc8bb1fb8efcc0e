#include "project/area_standing.hpp"

#include <algorithm>
#include <set>

#include "project/project.hpp"

namespace trygg {
namespace {

/// The cells of one sex (empty: all) that are areas of a level and era, then the whole.
std::vector<const FramedCell*> areas_then_whole(const FramedCells& cells, const std::string& era,
                                                const std::string& sex) {
  std::vector<const FramedCell*> found;
  const FramedCell* whole = nullptr;
  const auto& level = cells.project().main_level;
  for (const auto& cell : cells.all()) {
    if (cell.row.sex != sex) continue;
    if (cell.row.area_level == level && cell.row.era == era) found.push_back(&cell);
    const auto sexes = static_cast<std::size_t>(!sex.empty());
    if (cell.variables.size() == sexes) whole = &cell;
  }
  found.push_back(whole);
  return found;
}

AreasAndWhole figure_of(std::span<const FramedCell* const> cells, const DomainEstimator& estimator,
                        const Quantity& quantity, std::size_t q) {
  AreasAndWhole figure;
  for (const auto* cell : cells) {
    std::vector<Result> result;
    estimator.levels({&cell->domain, 1}, {&result, 1});
    figure.areas.push_back(
        filled(cell->row, quantity.indicator, to_text(quantity.statistic), result[q]));
  }
  figure.whole = std::move(figure.areas.back());
  figure.areas.pop_back();
  const auto size = cells.size();
  figure.covariance.resize(size * size);
  for (std::size_t i = 0; i < size; ++i)
    for (std::size_t j = 0; j <= i; ++j)
      figure.covariance[i * size + j] = figure.covariance[j * size + i] =
          estimator.covariance({q, &cells[i]->domain}, {q, &cells[j]->domain});
  return figure;
}

std::set<std::string> sexes_of(const FramedCells& cells) {
  std::set<std::string> sexes;
  for (const auto& cell : cells.all()) sexes.insert(cell.row.sex);
  return sexes;
}

}  // namespace

std::vector<AreaStanding> area_standings(const FramedCells& cells, const DomainEstimator& estimator,
                                         std::span<const Quantity> quantities,
                                         std::span<const std::string> wanted,
                                         const std::string& era) {
  std::vector<AreaStanding> rows;
  for (std::size_t q = 0; q < quantities.size(); ++q) {
    if (std::ranges::find(wanted, quantities[q].indicator) == wanted.end()) continue;
    for (const auto& sex : sexes_of(cells)) {
      const auto places = areas_then_whole(cells, era, sex);
      if (places.size() < 2 || !places.back()) continue;
      const auto figure = figure_of(places, estimator, quantities[q], q);
      for (auto& standing : standings(figure)) rows.push_back(std::move(standing));
    }
  }
  return rows;
}

}  // namespace trygg
