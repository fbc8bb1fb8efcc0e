#include "project/wave_source.hpp"

#include <cmath>

#include "area/areas.hpp"
#include "base/error.hpp"
#include "design/design.hpp"
#include "project/analysis_check.hpp"
#include "project/area_columns.hpp"
#include "project/project.hpp"
#include "project/wave_records.hpp"

namespace trygg {
namespace {

/// A name that no column of a survey file has.
std::string indicator_variable(const Indicator& indicator) {
  return "indicator " + indicator.id;
}

/// Adds a column with the indicator's value of every record, and says what to estimate of it.
Quantity add_indicator(const Indicator& indicator, Table& table) {
  const auto measured = measure(indicator, table);
  ColumnBuilder builder(indicator_variable(indicator));
  for (const double y : measured.y)
    std::isnan(y) ? builder.add(y, Missing::system) : builder.add(y);
  auto column = builder.take();
  Quantity quantity{
      .indicator = indicator.id, .statistic = measured.statistic, .variable = column.name};
  for (std::uint32_t l = 0; l < column.levels.size(); ++l)
    if (column.levels[l].number == 1) quantity.levels.push_back(l);
  table.add(std::move(column));
  return quantity;
}

void add_areas(const Project& project, const DesignSpec& spec, const AreaSystem& areas,
               std::span<const AreaDivision* const> divisions, Table& table) {
  const auto weights = spec.weight ? table.numbers(*spec.weight) : std::vector<double>{};
  auto smallest = smallest_area_column(table, project.variables.smallest_area, weights, areas,
                                       smallest_variable);
  for (const auto* division : divisions)
    table.add(division_column(smallest, areas, *division, area_variable(*division)));
  table.add(std::move(smallest));
}

}  // namespace

std::string area_variable(const AreaDivision& division) {
  return fmt::format("{} of era {}", division.level, division.era);
}

WaveSource wave_source(const Project& project, const Wave& wave, Table table,
                       const DesignSpec& spec, std::span<const Indicator> indicators,
                       const AreaSystem& areas, std::span<const AreaDivision* const> divisions) {
  check_analysis(project, wave, table, indicators);
  if (!wave.population.empty()) table.add(population_column(wave, table));
  std::vector<Quantity> quantities;
  for (const auto& indicator : indicators) {
    try {
      quantities.push_back(add_indicator(indicator, table));
    } catch (const ConfigError& e) {
      throw ConfigError(fmt::format("{}: indicator '{}', in the data of {}: {}",
                                    wave.indicators.lexically_normal().string(), indicator.id,
                                    wave.name, e.what()));
    }
  }
  add_areas(project, spec, areas, divisions, table);
  return {std::move(table), std::move(quantities)};
}

FramedCells wave_cells(const Project& project, const Wave& wave,
                       std::span<const AreaDivision* const> divisions, const Table& table,
                       const Design& design) {
  FramedCells cells(project, wave, table, design);
  if (!wave.population.empty()) cells.restrict_to(in_population(table, design));
  cells.add({}, "", "");
  for (std::size_t g = 0; g < project.publication.groups.size(); ++g)
    cells.add({{project.publication.groups[g], Role::group, g}}, "", "");
  for (const auto* division : divisions)
    cells.add({{area_variable(*division), Role::area}}, division->era, division->level);
  if (project.smallest == Project::Smallest::estimated)
    cells.add({{smallest_variable, Role::area}}, "", project.smallest_level);
  return cells;
}

}  // namespace trygg
