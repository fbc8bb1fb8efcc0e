#include "project/wave_cube.hpp"

#include <algorithm>
#include <cmath>

#include "area/areas.hpp"
#include "base/error.hpp"
#include "design/design.hpp"
#include "estimate/folded_estimator.hpp"
#include "estimate/record_estimator.hpp"
#include "fold/folder.hpp"
#include "project/area_columns.hpp"
#include "project/project.hpp"
#include "project/wave_estimator.hpp"
#include "project/wave_records.hpp"
#include "table/match.hpp"
#include "table/table.hpp"

namespace trygg {
namespace {

/// Names that no column of a survey file has.
std::string area_variable(const AreaDivision& division) {
  return fmt::format("{} of era {}", division.level, division.era);
}
constexpr auto smallest_variable = "smallest area";
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

/// What a wave is estimated from: rows, and a design of them.
struct Source {
  const Project& project;
  const Wave& wave;
  std::span<const Quantity> quantities;
  std::span<const AreaDivision* const> divisions;
  unsigned threads;
};

void add_classifications(WaveEstimator& estimator, const Source& source) {
  const auto& project = source.project;
  estimator.add({}, "", "");
  for (std::size_t g = 0; g < project.publication.groups.size(); ++g)
    estimator.add({{project.publication.groups[g], Role::group, g}}, "", "");
  for (const auto* division : source.divisions)
    estimator.add({{area_variable(*division), Role::area}}, division->era, division->level);
  estimator.add({{smallest_variable, Role::area}}, "", project.smallest_level);
}

FoldPlan plan_of(const Source& source, const DesignSpec& spec) {
  const auto& project = source.project;
  FoldPlan plan;
  const auto add = [&](const std::string& name) {
    if (std::ranges::find(plan.keys, name) == plan.keys.end()) plan.keys.push_back(name);
  };
  for (const auto& name : columns_of(spec)) add(name);
  add(project.variables.sex);
  add(smallest_variable);
  for (const auto& group : project.publication.groups) add(group);
  for (const auto* division : source.divisions) add(area_variable(*division));
  if (!source.wave.population.empty()) add(population_variable);
  for (const auto& quantity : source.quantities) plan.items.push_back(quantity.variable);
  return plan;
}

using RowsByIndicator = std::vector<std::vector<CubeRow>>;

RowsByIndicator rows_of(const Source& source, const Table& table, const Design& design,
                        const DomainEstimator& estimator) {
  WaveEstimator wave(source.project, source.wave, table, design, source.threads);
  if (!source.wave.population.empty()) wave.restrict_to(in_population(table, design));
  add_classifications(wave, source);
  return wave.estimate(estimator, source.quantities);
}

/// \throws NotFolded
RowsByIndicator of_cells(const Source& source, const Table& table, const DesignSpec& spec) {
  const auto folded = fold(table, plan_of(source, spec));
  const auto design = make_design(folded.cells, spec);
  return rows_of(source, folded.cells, design,
                 *make_folded_estimator(folded, design, source.quantities, {}));
}

RowsByIndicator of_records(const Source& source, const Table& table, const DesignSpec& spec) {
  const auto design = make_design(table, spec);
  const Estimator estimator(design, {});
  return rows_of(source, table, design,
                 RecordEstimator(estimator, source.quantities, table, design));
}

void add_areas(const Source& source, const DesignSpec& spec, const AreaSystem& areas,
               Table& table) {
  const auto weights = spec.weight ? table.numbers(*spec.weight) : std::vector<double>{};
  auto smallest = smallest_area_column(table, source.project.variables.smallest_area, weights,
                                       areas, smallest_variable);
  for (const auto* division : source.divisions)
    table.add(division_column(smallest, areas, *division, area_variable(*division)));
  table.add(std::move(smallest));
}

}  // namespace

std::vector<CubeRow> estimate_wave(const Project& project, const Wave& wave, Table table,
                                   const DesignSpec& spec, std::span<const Indicator> indicators,
                                   const AreaSystem& areas,
                                   std::span<const AreaDivision* const> divisions,
                                   unsigned threads) {
  const auto& variables = project.variables;
  for (const auto& code : {variables.women, variables.men})
    match_code(table.column(variables.sex), code);
  if (!wave.population.empty()) table.add(population_column(wave, table));
  std::vector<Quantity> quantities;
  for (const auto& indicator : indicators) quantities.push_back(add_indicator(indicator, table));
  const Source source{project, wave, quantities, divisions, threads};
  add_areas(source, spec, areas, table);

  const auto by_indicator = [&] {
    try {
      return of_cells(source, table, spec);
    } catch (const NotFolded&) {
      return of_records(source, table, spec);
    } catch (const InputError&) {
      return of_records(source, table, spec);  // knows the rows that are wrong
    }
  }();
  std::vector<CubeRow> rows;
  for (const auto& of_one : by_indicator) rows.insert(rows.end(), of_one.begin(), of_one.end());
  return rows;
}

}  // namespace trygg
