#include "tools/build_series.hpp"

#include <algorithm>
#include <iterator>
#include <set>

#include "change/cell_series.hpp"
#include "change/change.hpp"
#include "change/pooled.hpp"
#include "change/round_correlations.hpp"

namespace trygg::tools {
namespace {

/// The name that a comparison between rounds has in the column `contrast`.
constexpr auto round_variable = "omgang";

/// Indicators that cannot be compared between two rounds.
std::set<std::string> broken(const Cube& cube, const std::vector<SeriesBreak>& breaks,
                             const Wave& earlier, const Wave& later) {
  std::set<std::string> found;
  if (breaks.empty()) return found;
  std::set<std::string> indicators;
  for (const auto& row : cube.rows) indicators.insert(row.indicator);
  for (const auto& indicator : indicators)
    if (!breaks_between(breaks, indicator, earlier.name, later.name).empty())
      found.insert(indicator);
  return found;
}

/// A comparison that is not made: no figures, and the reason.
void refuse(CubeRow& row) {
  for (auto* figure : {&row.estimate, &row.se, &row.lower, &row.upper, &row.df, &row.deff,
                       &row.n_effective, &row.t, &row.p_value, &row.p_adjusted})
    *figure = CubeRow::missing;
  row.note = series_break_note;
}

bool has_wave(const CellSeries& series, const Wave& wave) {
  return std::ranges::find(series.waves(), wave.name) != series.waves().end();
}

/// The waves up to the published one.
std::vector<std::string> published_waves(const Project& project) {
  std::vector<std::string> names;
  for (const auto& wave : project.waves) {
    names.push_back(wave.name);
    if (wave.name == project.publication.wave) break;
  }
  return names;
}

}  // namespace

std::vector<CubeRow> all_changes(const Project& project, const Cube& analytic,
                                 const std::vector<SeriesBreak>& breaks,
                                 const RoundCorrelations& correlations) {
  const CellSeries series(analytic);
  std::vector<CubeRow> all;
  for (const auto& later : project.waves)
    for (const auto& earlier : project.waves) {
      if (earlier.year >= later.year || !has_wave(series, earlier) || !has_wave(series, later))
        continue;
      auto rows = changes(
          series, {.later = later.name, .earlier = earlier.name, .variable = round_variable},
          &correlations);
      const auto not_comparable = broken(analytic, breaks, earlier, later);
      for (auto& row : rows)
        if (not_comparable.contains(row.indicator)) refuse(row);
      all.insert(all.end(), std::move_iterator(rows.begin()), std::move_iterator(rows.end()));
    }
  return all;
}

Cube pooled_rounds(const Project& project, const Cube& analytic,
                   const std::vector<SeriesBreak>& breaks, const RoundCorrelations& correlations) {
  const CellSeries series(analytic);
  const auto waves = published_waves(project);
  Cube cube{.group_names = analytic.group_names};
  for (const std::size_t rounds : {2, 3}) {
    if (waves.size() < rounds) continue;
    auto rows = pooled(series, std::span(waves).last(rounds), &correlations, breaks);
    cube.rows.insert(cube.rows.end(), std::move_iterator(rows.begin()),
                     std::move_iterator(rows.end()));
  }
  return cube;
}

}  // namespace trygg::tools
