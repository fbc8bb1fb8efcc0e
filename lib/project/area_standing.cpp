#include "project/area_standing.hpp"

#include <algorithm>
#include <set>

#include "project/project.hpp"
#include "ranking/ranked_domains.hpp"

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

RankedDomains domains_of(const DomainEstimator& estimator,
                         std::span<const FramedCell* const> cells) {
  std::vector<NamedDomain> areas;
  for (const auto* cell : cells) areas.push_back({cell->row, &cell->domain});
  auto whole = std::move(areas.back());
  areas.pop_back();
  return {estimator, std::move(areas), std::move(whole)};
}

std::set<std::string> sexes_of(const FramedCells& cells) {
  std::set<std::string> sexes;
  for (const auto& cell : cells.all()) sexes.insert(cell.row.sex);
  return sexes;
}

}  // namespace

std::vector<AreaStanding> area_standings(const FramedCells& cells, const DomainEstimator& estimator,
                                         std::span<const Quantity> quantities,
                                         std::span<const std::string> placed,
                                         const std::string& era) {
  std::vector<AreaStanding> rows;
  for (const auto& sex : sexes_of(cells)) {
    const auto places = areas_then_whole(cells, era, sex);
    if (places.size() < 2 || !places.back()) continue;
    const auto domains = domains_of(estimator, places);
    for (std::size_t q = 0; q < quantities.size(); ++q) {
      const auto figure = domains.figure(quantities[q], q);
      const bool is_placed = std::ranges::find(placed, quantities[q].indicator) != placed.end();
      std::ranges::move(is_placed ? standings(figure) : against_whole(figure),
                        std::back_inserter(rows));
    }
  }
  return rows;
}

}  // namespace trygg
