#include "goal/cells.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "base/error.hpp"
#include "base/text.hpp"
#include "estimate/cube.hpp"
#include "estimate/cube_index.hpp"
#include "goal/goal.hpp"

namespace trygg {
namespace {

using Names = std::set<std::string>;

std::vector<std::string> sorted(const Names& names) {
  return {names.begin(), names.end()};
}

/// The code that each group of the cube must have: empty, or the population's.
std::vector<std::string> codes_of(const Goal& goal, const Cube& cube) {
  std::vector<std::string> codes(cube.group_names.size());
  for (const auto& [name, code] : goal.population.groups) {
    const auto found = std::ranges::find(cube.group_names, name);
    require<ConfigError>(found != cube.group_names.end(),
                         "the goal's population names '{}', which is no group of the cube{}", name,
                         did_you_mean(name, cube.group_names));
    codes[static_cast<std::size_t>(found - cube.group_names.begin())] = code;
  }
  return codes;
}

/// The rows of the goal's indicator and population: no comparisons, no other groups.
std::vector<const CubeRow*> rows_of_population(const Goal& goal, const Cube& cube) {
  const auto codes = codes_of(goal, cube);
  std::vector<const CubeRow*> rows;
  for (const auto& row : cube.rows)
    if (row.indicator == goal.indicator && row.contrast.empty() && row.groups == codes &&
        (!goal.population.sex || row.sex == *goal.population.sex))
      rows.push_back(&row);
  return rows;
}

void check_indicator(const Goal& goal, const Cube& cube, const std::vector<const CubeRow*>& rows) {
  const bool is_there = std::ranges::any_of(
      cube.rows, [&](const CubeRow& row) { return row.indicator == goal.indicator; });
  Names indicators, statistics;
  if (!is_there)
    for (const auto& row : cube.rows) indicators.insert(row.indicator);
  require<ConfigError>(is_there, "the goal's indicator '{}' is not in the cube{}", goal.indicator,
                       did_you_mean(goal.indicator, sorted(indicators)));
  require<ConfigError>(!rows.empty(), "the cube has no level of '{}' for the goal's population",
                       goal.indicator);
  for (const auto* row : rows) statistics.insert(row->statistic);
  require<ConfigError>(statistics == Names{"share"},
                       "the goal's indicator '{}' is a {}; a goal is set for a share",
                       goal.indicator, joined(sorted(statistics), " and a "));
}

void check_baselines(const Goal& goal, const std::vector<const CubeRow*>& rows) {
  Names waves;
  for (const auto* row : rows) waves.insert(row->wave);
  for (const auto& baseline : goal.baselines)
    require<ConfigError>(waves.contains(baseline),
                         "the goal's baseline '{}' is no wave of '{}' in the cube{}", baseline,
                         goal.indicator, did_you_mean(baseline, sorted(waves)));
}

std::string level_name(const CubeRow& row) {
  return row.area.empty() ? "whole" : row.area_level;
}

/// Each of `asked` must be among the names that the rows have.
void check_names(const std::vector<std::string>& asked, const Names& known, std::string_view what) {
  for (const auto& name : asked)
    require<ConfigError>(known.contains(name), "the goal's {} '{}' is not in the cube{}", what,
                         name, did_you_mean(name, sorted(known)));
}

void check_places(const Goal& goal, const std::vector<const CubeRow*>& rows) {
  Names levels, areas, eras;
  for (const auto* row : rows) {
    levels.insert(level_name(*row));
    if (row->area.empty()) continue;
    areas.insert(row->area);
    if (!row->era.empty()) eras.insert(row->era);
  }
  check_names(goal.levels, levels, "level");
  check_names(goal.areas, areas, "area");
  if (!goal.era.empty()) check_names({goal.era}, eras, "era");
}

bool among(const std::vector<std::string>& asked, const std::string& name) {
  return asked.empty() || std::ranges::find(asked, name) != asked.end();
}

bool is_place_of(const Goal& goal, const CubeRow& row) {
  if (!among(goal.levels, level_name(row))) return false;
  if (row.area.empty()) return true;
  return among(goal.areas, row.area) && (goal.era.empty() || row.era == goal.era);
}

void add(GoalCell& cell, const CubeRow& row) {
  const double year = year_of(row.wave);
  const auto at = std::ranges::lower_bound(cell.years, year) - cell.years.begin();
  require<InputError>(
      at == std::ssize(cell.years) || cell.years[static_cast<std::size_t>(at)] != year,
      "{}: two rows are of one cell", to_text(key_of(row)));
  cell.years.insert(cell.years.begin() + at, year);
  cell.rounds.insert(cell.rounds.begin() + at, &row);
}

}  // namespace

const CubeRow* GoalCell::find(const std::string& wave) const {
  const auto found =
      std::ranges::find_if(rounds, [&](const CubeRow* row) { return row->wave == wave; });
  return found == rounds.end() ? nullptr : *found;
}

double year_of(const std::string& wave) {
  const auto year = to_number(wave);
  if (!year)
    throw InputError(fmt::format(
        "the wave '{}' is not a year, so it has no place on the path to the goal", wave));
  return *year;
}

GoalCells goal_cells(const Goal& goal, const Cube& cube) {
  const auto rows = rows_of_population(goal, cube);
  check_indicator(goal, cube, rows);
  check_baselines(goal, rows);
  check_places(goal, rows);
  GoalCells all;
  std::map<std::vector<std::string>, std::size_t> known;
  std::map<double, std::string> waves;
  for (const auto* row : rows) {
    waves.emplace(year_of(row->wave), row->wave);
    if (!is_place_of(goal, *row)) continue;
    const std::vector<std::string> key{row->era, row->area_level, row->area, row->sex};
    const auto [found, is_new] = known.emplace(key, all.cells.size());
    if (is_new) all.cells.emplace_back();
    add(all.cells[found->second], *row);
    all.rows.push_back({found->second, row});
  }
  for (auto& [year, wave] : waves) all.waves.push_back(wave);
  return all;
}

}  // namespace trygg
