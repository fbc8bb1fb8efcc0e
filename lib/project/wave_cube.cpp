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
#include "project/area_standing.hpp"
#include "project/group_gaps.hpp"
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
  Asked asked;
  unsigned threads;
};

void add_classifications(FramedCells& cells, const Source& source) {
  const auto& project = source.project;
  cells.add({}, "", "");
  for (std::size_t g = 0; g < project.publication.groups.size(); ++g)
    cells.add({{project.publication.groups[g], Role::group, g}}, "", "");
  for (const auto* division : source.divisions)
    cells.add({{area_variable(*division), Role::area}}, division->era, division->level);
  cells.add({{smallest_variable, Role::area}}, "", project.smallest_level);
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
  for (const auto& name : gap_variables(project)) add(name);
  for (const auto* division : source.divisions) add(area_variable(*division));
  if (!source.wave.population.empty()) add(population_variable);
  for (const auto& quantity : source.quantities) plan.items.push_back(quantity.variable);
  return plan;
}

std::vector<std::string> ranked(const Project& project) {
  auto names = project.analysis.ranked;
  names.push_back(project.publication.indicator);
  return names;
}

FramedCells cells_of(const Source& source, const Table& table, const Design& design) {
  FramedCells cells(source.project, source.wave, table, design);
  if (!source.wave.population.empty()) cells.restrict_to(in_population(table, design));
  add_classifications(cells, source);
  return cells;
}

WaveFigures figures(const Source& source, const FramedCells& cells, const GroupGaps& gaps,
                    const DomainEstimator& estimator, const DomainEstimator& totals) {
  WaveFigures figures;
  const WaveEstimator wave(cells, source.threads);
  for (auto& of_one : wave.estimate(estimator, source.quantities))
    std::ranges::move(of_one, std::back_inserter(figures.levels));
  figures.gaps = gaps.rows(estimator, totals, source.quantities);
  const auto& publication = source.project.publication;
  if (source.asked == Asked::levels && source.wave.name == publication.wave)
    figures.standings = area_standings(cells, estimator, source.quantities, ranked(source.project),
                                       publication.era);
  return figures;
}

/// \throws NotFolded
WaveFigures of_cells(const Source& source, const Table& table, const DesignSpec& spec) {
  const auto folded = fold(table, plan_of(source, spec));
  const auto design = make_design(folded.cells, spec);
  const auto cells = cells_of(source, folded.cells, design);
  const GroupGaps gaps(cells, folded.cells, design, source.threads);
  const auto totals = totals_of(source.quantities);
  return figures(source, cells, gaps, *make_folded_estimator(folded, design, source.quantities, {}),
                 *make_folded_estimator(folded, design, totals, {}));
}

WaveFigures of_records(const Source& source, const Table& table, const DesignSpec& spec) {
  const auto design = make_design(table, spec);
  const auto cells = cells_of(source, table, design);
  const GroupGaps gaps(cells, table, design, source.threads);
  const auto totals = totals_of(source.quantities);
  const Estimator estimator(design, {});
  return figures(source, cells, gaps, RecordEstimator(estimator, source.quantities, table, design),
                 RecordEstimator(estimator, totals, table, design));
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

WaveFigures estimate_wave(const Project& project, const Wave& wave, Table table,
                          const DesignSpec& spec, std::span<const Indicator> indicators,
                          const AreaSystem& areas, std::span<const AreaDivision* const> divisions,
                          Asked asked, unsigned threads) {
  const auto& variables = project.variables;
  for (const auto& code : {variables.women, variables.men})
    match_code(table.column(variables.sex), code);
  if (!wave.population.empty()) table.add(population_column(wave, table));
  std::vector<Quantity> quantities;
  for (const auto& indicator : indicators) quantities.push_back(add_indicator(indicator, table));
  const Source source{project, wave, quantities, divisions, asked, threads};
  add_areas(source, spec, areas, table);

  try {
    return of_cells(source, table, spec);
  } catch (const NotFolded&) {
    return of_records(source, table, spec);
  } catch (const InputError&) {
    return of_records(source, table, spec);  // knows the rows that are wrong
  }
}

}  // namespace trygg
