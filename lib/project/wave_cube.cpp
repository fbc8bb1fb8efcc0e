#include "project/wave_cube.hpp"

#include <algorithm>

#include "area/areas.hpp"
#include "base/error.hpp"
#include "design/design.hpp"
#include "estimate/folded_estimator.hpp"
#include "estimate/record_estimator.hpp"
#include "fold/folder.hpp"
#include "project/area_standing.hpp"
#include "project/group_gaps.hpp"
#include "project/project.hpp"
#include "project/wave_estimator.hpp"
#include "project/wave_records.hpp"
#include "project/wave_source.hpp"
#include "table/table.hpp"

namespace trygg {
namespace {

/// What a wave is estimated from: rows, and a design of them.
struct Source {
  const Project& project;
  const Wave& wave;
  std::span<const Quantity> quantities;
  std::span<const AreaDivision* const> divisions;
  Asked asked;
  unsigned threads;
};

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
                                       publication.era, source.threads);
  return figures;
}

/// \throws NotFolded
WaveFigures of_cells(const Source& source, const Table& table, const DesignSpec& spec) {
  const auto why = why_records(spec);
  require<NotFolded>(why.empty(), "{} need every record", why);
  const auto folded = fold(table, plan_of(source, spec));
  const auto design = make_design(folded.cells, spec);
  const auto cells =
      wave_cells(source.project, source.wave, source.divisions, folded.cells, design);
  const GroupGaps gaps(cells, folded.cells, design, source.threads);
  const auto totals = totals_of(source.quantities);
  return figures(source, cells, gaps, *make_folded_estimator(folded, design, source.quantities, {}),
                 *make_folded_estimator(folded, design, totals, {}));
}

WaveFigures of_records(const Source& source, const Table& table, const DesignSpec& spec) {
  const auto design = make_design(table, spec);
  const auto cells = wave_cells(source.project, source.wave, source.divisions, table, design);
  const GroupGaps gaps(cells, table, design, source.threads);
  const auto totals = totals_of(source.quantities);
  const Estimator estimator(design, {});
  return figures(source, cells, gaps, RecordEstimator(estimator, source.quantities, table, design),
                 RecordEstimator(estimator, totals, table, design));
}

}  // namespace

WaveFigures estimate_wave(const Project& project, const Wave& wave, Table table,
                          const DesignSpec& spec, std::span<const Indicator> indicators,
                          const AreaSystem& areas, std::span<const AreaDivision* const> divisions,
                          Asked asked, unsigned threads) {
  const auto prepared =
      wave_source(project, wave, std::move(table), spec, indicators, areas, divisions);
  const Source source{project, wave, prepared.quantities, divisions, asked, threads};
  try {
    return of_cells(source, prepared.table, spec);
  } catch (const NotFolded&) {
    return of_records(source, prepared.table, spec);
  } catch (const InputError&) {
    return of_records(source, prepared.table, spec);  // knows the rows that are wrong
  }
}

}  // namespace trygg
