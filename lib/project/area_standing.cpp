#include "project/area_standing.hpp"

#include <algorithm>
#include <set>

#include "base/parallel.hpp"
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
                                         const std::string& era, unsigned threads) {
  std::vector<RankedDomains> by_sex;
  for (const auto& sex : sexes_of(cells)) {
    const auto places = areas_then_whole(cells, era, sex);
    if (places.size() < 2 || !places.back()) continue;
    by_sex.push_back(domains_of(estimator, places));
  }
  std::vector<std::vector<AreaStanding>> made(by_sex.size() * quantities.size());
  parallel_for(made.size(), threads, [&](std::size_t i) {
    const auto& domains = by_sex[i / quantities.size()];
    const auto q = i % quantities.size();
    const auto& quantity = quantities[q];
    made[i] = std::ranges::find(placed, quantity.indicator) != placed.end()
                  ? standings(domains.figure(quantity, q))
                  : against_whole(domains.figure(quantity, q, Covariances::with_whole));
  });
  std::vector<AreaStanding> rows;
  for (auto& of_one : made) std::ranges::move(of_one, std::back_inserter(rows));
  return rows;
}

}  // namespace trygg
