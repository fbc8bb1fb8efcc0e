#include "tools/build_estimate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <iterator>

#include "area/areas.hpp"
#include "base/file.hpp"
#include "base/parallel.hpp"
#include "change/cell_series.hpp"
#include "change/round_correlations.hpp"
#include "change/trend_rows.hpp"
#include "design/design.hpp"
#include "design/design_file.hpp"
#include "design/without_fpc.hpp"
#include "estimate/cube.hpp"
#include "io/codebook_file.hpp"
#include "io/read.hpp"
#include "io/write.hpp"
#include "project/area_report.hpp"
#include "project/reported_divisions.hpp"
#include "project/series_breaks.hpp"
#include "project/wave_cube.hpp"
#include "project/wave_overlap.hpp"
#include "project/wave_records.hpp"
#include "tools/build_series.hpp"
#include "weights/weigh.hpp"

namespace trygg::tools {
namespace {

namespace fs = std::filesystem;

Table read_with_codebook(const fs::path& file, const Codebook& codebook) {
  auto table = read_table(file);
  apply(codebook, table);
  return table;
}

/// The design of changes, trends and the goal.
DesignSpec analytic_design(const Project& project, const DesignSpec& spec) {
  return project.analysis.fpc == AnalyticFpc::keep ? spec : without_fpc(spec);
}

template <class Row>
void append(std::vector<Row>& to, std::vector<Row> rows) {
  to.insert(to.end(), std::move_iterator(rows.begin()), std::move_iterator(rows.end()));
}

void tell_breaks(const std::vector<SeriesBreak>& breaks, const BuildFiles& files,
                 const Note& note) {
  for (const auto& b : breaks)
    if (b.in_force())
      note(fmt::format("{}: {} is not compared with earlier rounds ({}: {}); {}", b.indicator,
                       b.wave, to_text(b.kind), b.text,
                       files.comparability.lexically_normal().string()));
}

void tell_areas(const std::vector<AreaCount>& counts, const std::vector<AreaDisagreement>& differ,
                const BuildFiles& files, const Note& note) {
  for (const auto& c : counts)
    if (c.inexact_areas > 0)
      note(
          fmt::format("{}: '{}' ({}) of era {} is not exact: {:.1f} % of the persons in it belong "
                      "elsewhere, and {:.1f} % as many are counted elsewhere; {}",
                      c.wave, c.name, c.area, c.era, 100 * c.from_elsewhere, 100 * c.elsewhere,
                      files.areas.lexically_normal().string()));
  std::size_t n = 0;
  for (const auto& d : differ) n += d.n;
  if (n > 0)
    note(
        fmt::format("{}: {} records have another area code than the crosswalk gives them, which "
                    "the estimates follow; {}",
                    differ.front().wave, n, files.area_codes.lexically_normal().string()));
}

/// A cube, and the same as analytic questions need it.
struct TwoCubes {
  Cube cube, analytic;
};

/// What is estimated of one round.
struct RoundFigures {
  WaveFigures published, analytic;
  std::vector<AreaCount> counts;
  std::vector<AreaDisagreement> disagree;
};

RoundFigures figures_of(const Project& project, const Wave& wave, const AreaSystem& areas,
                        const BuildFiles& files, unsigned threads) {
  const auto divisions = reported_divisions(project, areas);
  const auto table = read_with_codebook(files.weighted(wave), read_codebook(wave.codebook));
  const auto spec = read_design_file(files.weighted_design(wave));
  const auto indicators = read_indicators(wave.indicators);
  const auto figures = [&](const DesignSpec& design, Asked asked) {
    return estimate_wave(project, wave, table, design, indicators, areas, divisions, asked,
                         threads);
  };
  auto published = figures(spec, Asked::levels);
  const bool alike = project.analysis.fpc == AnalyticFpc::keep || !has_fpc(spec);
  auto analytic = alike ? published : figures(without_fpc(spec), Asked::analytic);
  return {std::move(published), std::move(analytic),
          count_areas(project, wave, table, spec, areas, divisions),
          disagreements(project, wave, table, spec, areas)};
}

/// What every round adds to.
struct AllRounds {
  TwoCubes levels, gaps;
  std::vector<AreaStanding> standings;
  std::vector<AreaCount> counts;
  std::vector<AreaDisagreement> disagree;

  void add(RoundFigures round) {
    append(levels.cube.rows, std::move(round.published.levels));
    append(gaps.cube.rows, std::move(round.published.gaps));
    append(levels.analytic.rows, std::move(round.analytic.levels));
    append(gaps.analytic.rows, std::move(round.analytic.gaps));
    append(standings, std::move(round.published.standings));
    append(counts, std::move(round.counts));
    append(disagree, std::move(round.disagree));
  }
};

/// The rounds are estimated at the same time and added in their order.
AllRounds all_rounds(const Project& project, const AreaSystem& areas, const BuildFiles& files,
                     unsigned threads, const Note& note) {
  std::vector<RoundFigures> rounds(project.waves.size());
  parallel_for(rounds.size(), threads, [&](std::size_t i) {
    rounds[i] = figures_of(project, project.waves[i], areas, files, threads);
  });
  AllRounds all;
  for (auto* cubes : {&all.levels, &all.gaps})
    cubes->cube.group_names = cubes->analytic.group_names = project.publication.groups;
  for (auto& round : rounds) {
    tell_areas(round.counts, round.disagree, files, note);
    all.add(std::move(round));
  }
  return all;
}

/// Of rounds with persons in common; none where the project says nothing of them.
RoundCorrelations correlations_of(const Project& project, const BuildFiles& files,
                                  const AreaSystem& areas, unsigned threads, const Note& note) {
  if (project.analysis.overlap.empty()) return RoundCorrelations(project.publication.groups);
  std::vector<WaveSample> waves;
  for (const auto& wave : project.waves)
    waves.push_back({&wave, read_with_codebook(files.weighted(wave), read_codebook(wave.codebook)),
                     analytic_design(project, read_design_file(files.weighted_design(wave))),
                     read_indicators(wave.indicators)});
  auto found = wave_correlations(project, std::move(waves), areas,
                                 reported_divisions(project, areas), threads);
  for (const auto& common : found.common)
    note(fmt::format("{} and {} have {} of '{}' in common", common.earlier, common.later,
                     common.units, project.analysis.overlap));
  return std::move(found.correlations);
}

/// Everything that rests on the rounds together, each file by itself.
void write_figures(const Project& project, AllRounds& all, const std::vector<SeriesBreak>& breaks,
                   const RoundCorrelations& correlations, const BuildFiles& files,
                   unsigned threads) {
  const auto write = [](const fs::path& file, const std::string& csv) {
    write_file(file, csv, Access::secret);
  };
  const auto with_changes = [&](TwoCubes& cubes) {
    append(cubes.cube.rows, all_changes(project, cubes.analytic, breaks, correlations));
    return to_csv(cubes.cube);
  };
  const auto& analytic = all.levels.analytic;
  const std::vector<std::function<void()>> tasks{
      [&] { write(files.estimates, with_changes(all.levels)); },
      [&] { write(files.gaps, with_changes(all.gaps)); },
      [&] {
        write(files.trends,
              to_csv(trends(CellSeries(analytic), &correlations, breaks), analytic.group_names));
      },
      [&] { write(files.pooled, to_csv(pooled_rounds(project, analytic, breaks, correlations))); },
      [&] { write(files.analytic, to_csv(analytic)); },
      [&] {
        write(files.standings, to_csv(all.standings));
        write(files.areas, to_csv(all.counts));
        write(files.area_codes, to_csv(all.disagree));
        write(files.comparability, to_csv(breaks));
        write(files.correlations, to_csv(correlations));
      }};
  parallel_for(tasks.size(), threads, [&](std::size_t i) { tasks[i](); });
}

}  // namespace

void weigh_wave(const Wave& wave, const BuildFiles& files) {
  auto table = sample_of(wave, read_with_codebook(wave.data, read_codebook(wave.codebook)));
  const auto recipe = weights::read_recipe(wave.recipe);
  auto weighted = weights::weigh(table, recipe);
  for (auto& column : weighted.columns) table.add(std::move(column));
  if (weighted.replicates)
    for (auto& column : weights::replicate_columns(weighted, table, recipe))
      table.add(std::move(column));
  write_table(table, files.weighted(wave));
  write_file(files.weighted_design(wave), to_toml(weighted.design), Access::secret);
}

void estimate_waves(const Project& project, const BuildFiles& files, unsigned threads,
                    const Note& note) {
  const auto areas = read_areas(project.areas, project.crosswalk);
  const auto breaks = series_breaks(project);
  auto all = all_rounds(project, areas, files, threads, note);
  tell_breaks(breaks, files, note);
  const auto correlations = correlations_of(project, files, areas, threads, note);
  write_figures(project, all, breaks, correlations, files, threads);
}

}  // namespace trygg::tools
