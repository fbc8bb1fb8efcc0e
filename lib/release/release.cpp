#include "release/release.hpp"

#include "estimate/cube.hpp"
#include "release/published_unit.hpp"
#include "release/rulings.hpp"
#include "release/said.hpp"

namespace trygg {
namespace {

/// What the published interval permits to say.
Finding finding_of(const ReleasedRow& row, PublishedUnit unit, Comparison comparison,
                   const ReleaseRules& rules) {
  const double lower = row.lower.value(), upper = row.upper.value();
  const double equal = comparison == Comparison::ratio ? 1.0 : 0.0;
  if (lower > equal) return Finding::higher;
  if (upper < equal) return Finding::lower;
  if (unit.scale != Scale::percent) return Finding::undetermined;
  if (lower >= -rules.similar_within && upper <= rules.similar_within) return Finding::similar;
  return row.margin.value() <= rules.widest ? Finding::not_shown : Finding::undetermined;
}

ReleasedRow decided(const CubeRow& row, const Ruling& ruling) {
  ReleasedRow released;
  released.wave = row.wave;
  released.era = row.era;
  released.indicator = row.indicator;
  released.statistic = row.statistic;
  released.area_level = row.area_level;
  released.area = row.area;
  released.sex = row.sex;
  released.groups = row.groups;
  released.contrast = row.contrast;
  released.decision = ruling.decision;
  released.reason = ruling.told_reason();
  const auto withheld = Published::withheld(ruling.symbol);
  released.n = released.estimate = released.lower = released.upper = withheld;
  released.margin = row.contrast.empty() ? Published::withheld(Symbol::none) : withheld;
  return released;
}

/// A count or total of nothing at all: there is no answer that it could have come from.
bool is_nil(const CubeRow& row) {
  return (row.statistic == "count" || row.statistic == "total") && row.estimate == 0;
}

void publish(ReleasedRow& released, const CubeRow& row, PublishedUnit unit) {
  released.n = Published::shown(static_cast<double>(row.n), 0);
  released.estimate = is_nil(row) && row.contrast.empty()
                          ? Published::withheld(Symbol::nil)
                          : Published::shown(row.estimate, unit.decimals, unit.scale);
  released.lower = Published::shown(row.lower, unit.decimals, unit.scale);
  released.upper = Published::shown(row.upper, unit.decimals, unit.scale);
}

ReleasedRow release_level(const CubeRow& row, const Ruling& ruling, const ReleaseRules& rules,
                          const ReleaseScope& scope) {
  auto released = decided(row, ruling);
  if (ruling.suppresses()) return released;
  publish(released, row, unit_of(row, Comparison::difference, rules));
  if (ruling.decision == Decision::show && scope.before_break.contains({row.indicator, row.wave})) {
    released.decision = Decision::flag;
    released.reason = series_break_before;
  }
  return released;
}

ReleasedRow release_comparison(const CubeRow& row, const Ruling& ruling,
                               const std::optional<Components>& components,
                               const ReleaseRules& rules) {
  auto released = decided(row, ruling);
  released.finding = Finding::suppressed;
  if (ruling.reason == series_break_note) released.finding = Finding::broken;
  if (ruling.suppresses()) return released;

  const auto unit = unit_of(row, components->comparison, rules);
  publish(released, row, unit);
  if (components->comparison == Comparison::difference)
    released.margin = Published::shown((row.upper - row.lower) / 2, unit.decimals, unit.scale);
  else
    released.margin = Published::withheld(Symbol::none);
  const bool certain = ruling.decision == Decision::show && row.df >= rules.minimum_df;
  released.finding =
      certain ? finding_of(released, unit, components->comparison, rules) : Finding::undetermined;
  return released;
}

Cube on_surface(const Cube& cube, const Surface& surface) {
  Cube published{.group_names = cube.group_names};
  for (const auto& row : cube.rows)
    if (surface.holds(row.area_level, row.era)) published.rows.push_back(row);
  return published;
}

std::vector<const CubeRow*> smallest_levels(const Cube& cube, const AreaNesting& nesting) {
  std::vector<const CubeRow*> rows;
  for (const auto& row : cube.rows)
    if (row.contrast.empty() && !row.area_level.empty() && row.area_level == nesting.smallest_level)
      rows.push_back(&row);
  return rows;
}

}  // namespace

PublishedUnit unit_of(const CubeRow& row, Comparison comparison, const ReleaseRules& rules) {
  if (comparison == Comparison::ratio) return {Scale::unit, rules.mean_decimals};
  if (row.statistic == "share") return {Scale::percent, rules.decimals};
  if (row.statistic == "count" || row.statistic == "total") return {Scale::unit, 0};
  return {Scale::unit, rules.mean_decimals};
}

std::set<CellKey> confidential_levels(const Release& release) {
  std::set<CellKey> levels;
  for (const auto& row : release.rows)
    if (row.contrast.empty() && symbol_of(row.estimate) == Symbol::confidential)
      levels.insert({row.wave, row.era, row.indicator, row.statistic, row.area_level, row.area,
                     row.sex, row.groups, ""});
  return levels;
}

Release release(const Cube& cube, const ReleaseRules& rules, const ReleaseScope& scope) {
  return release(cube, rules, scope, {});
}

Release release(const Cube& cube, const ReleaseRules& rules, const ReleaseScope& scope,
                std::span<const SaidOfLevels> said) {
  const auto published = on_surface(cube, scope.surface);
  const Rulings rulings(published, smallest_levels(cube, scope.nesting), rules, scope, said);
  Release released{.group_names = cube.group_names};
  for (const auto& row : published.rows)
    released.rows.push_back(
        row.contrast.empty()
            ? release_level(row, rulings.of(row), rules, scope)
            : release_comparison(row, rulings.of(row), rulings.components(row), rules));
  return released;
}

}  // namespace trygg
