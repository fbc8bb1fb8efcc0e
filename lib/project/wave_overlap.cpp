#include "project/wave_overlap.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <memory>
#include <optional>

#include "base/error.hpp"
#include "base/parallel.hpp"
#include "change/overlap.hpp"
#include "design/design.hpp"
#include "estimate/cells.hpp"
#include "estimate/estimator.hpp"
#include "project/group_gaps.hpp"
#include "project/project.hpp"
#include "project/wave_source.hpp"

namespace trygg {
namespace {

using Totals = std::vector<double>;  // contributions of units; empty: the wave has no such estimate

/// A wave with all that its contributions are made of.
struct OverlapWave {
  OverlapWave(const Project& project, WaveSample sample, const AreaSystem& areas,
              std::span<const AreaDivision* const> divisions)
      : wave(*sample.wave),
        source(wave_source(project, wave, std::move(sample.table), sample.spec, sample.indicators,
                           areas, divisions)),
        design(make_design(source.table, sample.spec)),
        cells(wave_cells(project, wave, divisions, source.table, design)),
        estimator(design, {}),
        contributions(design) {
    for (const auto& quantity : source.quantities)
      measures.push_back(measure(quantity, source.table, design));
    for (const auto& pair : project.analysis.pairs)
      gaps.push_back(difference_of(pair, source.table));
  }
  OverlapWave(const OverlapWave&) = delete;

  Totals totals(std::size_t quantity, const FramedCell* cell) const {
    if (!cell || quantity == none) return {};
    const auto estimate = estimator.linearise(measures[quantity], cell->domain);
    if (std::isnan(estimate.value)) return {};
    return contributions.totals(estimate);
  }
  /// Of the difference between two groups; empty where one of them has no estimate, or the cell is
  /// divided by what tells them apart.
  Totals gap_totals(std::size_t quantity, const FramedCell* cell, const Contrast& groups) const {
    if (!cell || quantity == none) return {};
    for (const auto& name : groups.variables)
      if (std::ranges::find(cell->variables, name) != cell->variables.end()) return {};
    Totals sum(contributions.units(), 0.0);
    for (const auto& term : groups.terms) {
      const auto domain = domain_of(groups, term, cell->domain, source.table, design);
      const auto estimate = estimator.linearise(measures[quantity], domain);
      if (std::isnan(estimate.value)) return {};
      const auto totals = contributions.totals(estimate);
      for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += term.coefficient * totals[i];
    }
    return sum;
  }
  std::size_t place_of(const std::string& indicator) const {
    const auto found = std::ranges::find(source.quantities, indicator, &Quantity::indicator);
    return found == source.quantities.end()
               ? none
               : static_cast<std::size_t>(found - source.quantities.begin());
  }

  static constexpr auto none = static_cast<std::size_t>(-1);
  const Wave& wave;
  WaveSource source;
  Design design;
  FramedCells cells;
  Estimator estimator;
  UnitContributions contributions;
  std::vector<Measure> measures;
  std::vector<Contrast> gaps;  // of the project's pairs
};

using Waves = std::vector<std::unique_ptr<const OverlapWave>>;

/// What tells a cell from others of any wave.
std::vector<std::string> key_of(const CubeRow& row, const std::string& sex) {
  std::vector<std::string> key{row.era, row.area_level, row.area, sex};
  key.insert(key.end(), row.groups.begin(), row.groups.end());
  return key;
}

/// One cell in all waves that have it.
using CellOfWaves = std::vector<const FramedCell*>;  // nullptr: not there

class AllCells {
 public:
  explicit AllCells(const Waves& waves) {
    for (std::size_t w = 0; w < waves.size(); ++w)
      for (const auto& cell : waves[w]->cells.all()) {
        const auto [found, is_new] = places_.emplace(key_of(cell.row, cell.row.sex), cells_.size());
        if (is_new) cells_.emplace_back(waves.size(), nullptr);
        cells_[found->second][w] = &cell;
      }
  }
  const std::vector<CellOfWaves>& all() const { return cells_; }
  /// The same cell for one sex; nullptr where no wave has it.
  const CellOfWaves* of_sex(const CubeRow& row, const std::string& sex) const {
    const auto found = places_.find(key_of(row, sex));
    return found == places_.end() ? nullptr : &cells_[found->second];
  }

 private:
  std::map<std::vector<std::string>, std::size_t> places_;
  std::vector<CellOfWaves> cells_;
};

/// Two rounds with persons in common, as places among the waves.
struct OverlappingPair {
  std::size_t earlier, later;
  RoundOverlap overlap;
};

std::vector<OverlappingPair> pairs_of(const Waves& waves, const std::string& variable,
                                      std::vector<CommonUnits>& common) {
  std::vector<OverlappingPair> pairs;
  for (std::size_t later = 1; later < waves.size(); ++later)
    for (std::size_t earlier = 0; earlier < later; ++earlier) {
      RoundOverlap overlap({waves[earlier]->source.table, waves[earlier]->design},
                           {waves[later]->source.table, waves[later]->design}, variable);
      common.push_back({waves[earlier]->wave.name, waves[later]->wave.name, overlap.common()});
      if (overlap.common() > 0) pairs.push_back({earlier, later, std::move(overlap)});
    }
  return pairs;
}

/// A correlation on its way to the list.
struct Found {
  CubeRow later;
  std::string earlier;
  double correlation;
};

/// Makes the correlations of one cell.
class CellCorrelations {
 public:
  CellCorrelations(const Project& project, const Waves& waves,
                   const std::vector<OverlappingPair>& pairs, const AllCells& cells)
      : waves_(waves),
        pairs_(pairs),
        cells_(cells),
        sexes_(project.pair_of_sexes()),
        smallest_level_(project.smallest_level) {}

  std::vector<Found> of(const CellOfWaves& cell) const {
    std::vector<Found> found;
    for (const auto& quantity : waves_.back()->source.quantities) {
      add(quantity, levels(quantity, cell), cell, "", found);
      const auto* any = *std::ranges::find_if(cell, [](const auto* c) { return c != nullptr; });
      if (any->row.area_level != smallest_level_) add_pairs(quantity, cell, found);
      if (!any->row.sex.empty()) continue;
      const auto* women = cells_.of_sex(any->row, sexes_.first[0]);
      const auto* men = cells_.of_sex(any->row, sexes_.second[0]);
      if (women && men) add(quantity, gaps(quantity, *women, *men), cell, sexes_.text('-'), found);
    }
    return found;
  }

 private:
  std::vector<Totals> levels(const Quantity& quantity, const CellOfWaves& cell) const {
    std::vector<Totals> all;
    for (std::size_t w = 0; w < waves_.size(); ++w)
      all.push_back(waves_[w]->totals(waves_[w]->place_of(quantity.indicator), cell[w]));
    return all;
  }

  std::vector<Totals> gaps(const Quantity& quantity, const CellOfWaves& women,
                           const CellOfWaves& men) const {
    auto all = levels(quantity, women);
    const auto of_men = levels(quantity, men);
    for (std::size_t w = 0; w < all.size(); ++w) {
      if (all[w].empty() || of_men[w].empty()) {
        all[w].clear();
        continue;
      }
      for (std::size_t i = 0; i < all[w].size(); ++i) all[w][i] -= of_men[w][i];
    }
    return all;
  }

  void add_pairs(const Quantity& quantity, const CellOfWaves& cell,
                 std::vector<Found>& found) const {
    for (std::size_t p = 0; p < waves_.back()->gaps.size(); ++p) {
      std::vector<Totals> totals;
      for (std::size_t w = 0; w < waves_.size(); ++w)
        totals.push_back(waves_[w]->gap_totals(waves_[w]->place_of(quantity.indicator), cell[w],
                                               waves_[w]->gaps[p]));
      add(quantity, totals, cell, waves_.back()->gaps[p].text, found);
    }
  }

  void add(const Quantity& quantity, const std::vector<Totals>& totals, const CellOfWaves& cell,
           const std::string& contrast, std::vector<Found>& found) const {
    for (const auto& pair : pairs_) {
      const auto &earlier = totals[pair.earlier], &later = totals[pair.later];
      if (earlier.empty() || later.empty()) continue;
      const double rho = pair.overlap.correlation(earlier, later);
      if (std::isnan(rho)) continue;
      auto row = cell[pair.later]->row;
      row.indicator = quantity.indicator;
      row.statistic = to_text(quantity.statistic);
      row.contrast = contrast;
      found.push_back({std::move(row), waves_[pair.earlier]->wave.name, rho});
    }
  }

  const Waves& waves_;
  const std::vector<OverlappingPair>& pairs_;
  const AllCells& cells_;
  GroupPair sexes_;
  std::string smallest_level_;
};

}  // namespace

WaveOverlaps wave_correlations(const Project& project, std::vector<WaveSample> waves,
                               const AreaSystem& areas,
                               std::span<const AreaDivision* const> divisions, unsigned threads) {
  WaveOverlaps made{RoundCorrelations(project.publication.groups), {}};
  if (waves.size() < 2) return made;
  Waves all;
  for (auto& sample : waves)
    all.push_back(
        std::make_unique<const OverlapWave>(project, std::move(sample), areas, divisions));
  const auto pairs = pairs_of(all, project.analysis.overlap, made.common);
  require<InputError>(
      !pairs.empty(),
      "{}/trygg.toml: [analysis] overlap = \"{}\": no value of it is in two rounds; "
      "are they written alike ('0012' and '12' are two)? Without it the samples are "
      "independent",
      project.folder.lexically_normal().string(), project.analysis.overlap);
  const AllCells cells(all);
  const CellCorrelations correlations(project, all, pairs, cells);
  std::vector<std::vector<Found>> found(cells.all().size());
  parallel_for(found.size(), threads,
               [&](std::size_t i) { found[i] = correlations.of(cells.all()[i]); });
  for (const auto& of_cell : found)
    for (const auto& f : of_cell) {
      auto earlier = f.later;
      earlier.wave = f.earlier;
      made.correlations.add(f.later, earlier, f.correlation);
    }
  return made;
}

}  // namespace trygg
