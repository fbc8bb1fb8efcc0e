#include "tools/build_steps.hpp"

#include <algorithm>
#include <memory>
#include <set>

#include "area/areas.hpp"
#include "base/error.hpp"
#include "base/file.hpp"
#include "base/text.hpp"
#include "change/cell_series.hpp"
#include "change/round_correlations.hpp"
#include "change/trend_rows.hpp"
#include "design/design.hpp"
#include "design/design_file.hpp"
#include "design/without_fpc.hpp"
#include "estimate/cube.hpp"
#include "goal/goal.hpp"
#include "goal/goal_release.hpp"
#include "io/codebook_file.hpp"
#include "io/read.hpp"
#include "io/write.hpp"
#include "project/area_report.hpp"
#include "project/reported_divisions.hpp"
#include "project/series_breaks.hpp"
#include "project/wave_cube.hpp"
#include "project/wave_overlap.hpp"
#include "project/wave_records.hpp"
#include "release/release.hpp"
#include "synth/synth.hpp"
#include "tools/build_goal.hpp"
#include "tools/build_notes.hpp"
#include "tools/build_publish.hpp"
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

/// The design of changes, trends and the goal.
DesignSpec analytic_design(const Project& project, const DesignSpec& spec) {
  return project.analysis.fpc == AnalyticFpc::keep ? spec : without_fpc(spec);
}

template <class Row>
void append(std::vector<Row>& to, std::vector<Row> rows) {
  std::ranges::move(rows, std::back_inserter(to));
}

/// A cube, and the same as analytic questions need it.
struct TwoCubes {
  Cube cube, analytic;
};

/// What every round adds to.
struct AllRounds {
  TwoCubes levels, gaps;
  std::vector<AreaStanding> standings;
  std::vector<AreaCount> counts;
  std::vector<AreaDisagreement> disagree;
};

void add_wave(const Project& project, const Wave& wave, const AreaSystem& areas,
              const BuildFiles& files, unsigned threads, const Note& note, AllRounds& all) {
  const auto divisions = reported_divisions(project, areas);
  const auto table = read_with_codebook(files.weighted(wave), read_codebook(wave.codebook));
  const auto spec = read_design_file(files.weighted_design(wave));
  const auto indicators = read_indicators(wave.indicators);
  const auto figures = [&](const DesignSpec& design, Asked asked) {
    return estimate_wave(project, wave, table, design, indicators, areas, divisions, asked,
                         threads);
  };
  auto published = figures(spec, Asked::levels);
  auto analytic = figures(analytic_design(project, spec), Asked::analytic);
  append(all.levels.cube.rows, std::move(published.levels));
  append(all.gaps.cube.rows, std::move(published.gaps));
  append(all.levels.analytic.rows, std::move(analytic.levels));
  append(all.gaps.analytic.rows, std::move(analytic.gaps));
  append(all.standings, std::move(published.standings));
  auto counted = count_areas(project, wave, table, spec, areas, divisions);
  auto differ = disagreements(project, wave, table, spec, areas);
  tell_areas(counted, differ, files, note);
  append(all.counts, std::move(counted));
  append(all.disagree, std::move(differ));
}

/// Of rounds with persons in common; none where the project says nothing of them.
RoundCorrelations correlations_of(const Project& project, const BuildFiles& files,
                                  const AreaSystem& areas, unsigned threads) {
  if (project.analysis.overlap.empty()) return RoundCorrelations(project.publication.groups);
  std::vector<WaveSample> waves;
  for (const auto& wave : project.waves)
    waves.push_back({&wave, read_with_codebook(files.weighted(wave), read_codebook(wave.codebook)),
                     analytic_design(project, read_design_file(files.weighted_design(wave))),
                     read_indicators(wave.indicators)});
  return wave_correlations(project, std::move(waves), areas, reported_divisions(project, areas),
                           threads);
}

void write_series(const Project& project, const Cube& analytic,
                  const std::vector<SeriesBreak>& breaks, const RoundCorrelations& correlations,
                  const BuildFiles& files) {
  const auto lines = trends(CellSeries(analytic), &correlations, breaks);
  write_file(files.trends, to_csv(lines, analytic.group_names), Access::secret);
  write_file(files.pooled, to_csv(pooled_rounds(project, analytic, breaks, correlations)),
             Access::secret);
}

void estimate(const Project& project, const BuildFiles& files, unsigned threads, const Note& note) {
  const auto areas = read_areas(project.areas, project.crosswalk);
  const auto breaks = series_breaks(project);
  AllRounds all;
  for (auto* cubes : {&all.levels, &all.gaps})
    cubes->cube.group_names = cubes->analytic.group_names = project.publication.groups;
  for (const auto& wave : project.waves) add_wave(project, wave, areas, files, threads, note, all);
  tell_breaks(breaks, files, note);
  const auto correlations = correlations_of(project, files, areas, threads);
  for (auto* cubes : {&all.levels, &all.gaps})
    append(cubes->cube.rows, all_changes(project, cubes->analytic, breaks, correlations));
  write_file(files.estimates, to_csv(all.levels.cube), Access::secret);
  write_file(files.analytic, to_csv(all.levels.analytic), Access::secret);
  write_file(files.gaps, to_csv(all.gaps.cube), Access::secret);
  write_file(files.standings, to_csv(all.standings), Access::secret);
  write_file(files.areas, to_csv(all.counts), Access::secret);
  write_file(files.area_codes, to_csv(all.disagree), Access::secret);
  write_file(files.comparability, to_csv(breaks), Access::secret);
  write_file(files.correlations, to_csv(correlations), Access::secret);
  write_series(project, all.levels.analytic, breaks, correlations, files);
}

void decide(const Project& project, const BuildFiles& files) {
  const auto rules = read_release_rules(project.release);
  const auto released = release(read_cube(files.estimates), rules);
  write_file(files.release, to_csv(released), Access::secret);
  release_goal(project, files);
}

/// \throws ConfigError  a wave's file is missing and nothing can make it
void require_data(const Project& project) {
  for (const auto& wave : project.waves)
    require<ConfigError>(
        fs::exists(wave.data) || project.generator,
        "{}: there is no such file; put the data of {} there, or name the file under [[wave]] in "
        "{}/trygg.toml. Then 'trygg codebook {} -o {}' drafts a codebook",
        wave.data.lexically_normal().string(), wave.name,
        project.folder.lexically_normal().string(), wave.data.lexically_normal().string(),
        project.codebook.lexically_normal().string());
}

bool lacks_data(const Project& project) {
  return std::ranges::any_of(project.waves, [](const auto& w) { return !fs::exists(w.data); });
}

}  // namespace

BuildFiles::BuildFiles(const Project& project)
    : work(project.folder / "work"),
      out(project.folder / "out"),
      estimates(work / "estimates.csv"),
      analytic(work / "analytic.csv"),
      gaps(work / "gaps.csv"),
      standings(work / "standings.csv"),
      areas(work / "areas.csv"),
      area_codes(work / "area_codes.csv"),
      comparability(work / "comparability.csv"),
      correlations(work / "correlations.csv"),
      trends(work / "trends.csv"),
      pooled(work / "pooled.csv"),
      goal(work / "goal.csv"),
      release(work / "release.csv"),
      goal_release(work / "goal_release.csv"),
      analysis(out / "jamstalldhetsanalys.html"),
      figures(out / "jamstalldhetsanalys.csv"),
      goal_figures(out / "mal.csv"),
      elsewhere(out / "jamforelser.csv"),
      manifest(out / "manifest.json") {}

fs::path BuildFiles::weighted(const Wave& wave) const {
  return work / "weights" / (wave.name + ".csv");
}
fs::path BuildFiles::weighted_design(const Wave& wave) const {
  return work / "weights" / (wave.name + ".csv.design.toml");
}

std::vector<Step> build_steps(const Project& project, unsigned threads, const Note& note) {
  require_data(project);
  const BuildFiles files(project);
  std::vector<fs::path> data, weighted, recipes;
  for (const auto& wave : project.waves) {
    data.push_back(wave.data);
    recipes.push_back(wave.recipe);
    weighted.push_back(files.weighted(wave));
    weighted.push_back(files.weighted_design(wave));
  }
  const GoalFiles goal_files(files);
  std::vector<fs::path> release_outputs{files.release, files.goal_release};
  for (const auto& file : goal_files.released()) release_outputs.push_back(file);
  std::vector<fs::path> published{files.analysis, files.figures, files.goal_figures};
  for (const auto& file : goal_files.published()) published.push_back(file);
  if (project.comparison) published.push_back(files.elsewhere);
  published.push_back(files.manifest);
  std::vector<Step> steps;
  if (project.generator && lacks_data(project))
    steps.push_back(
        {"synth", "makes synthetic data for every round", {*project.generator}, data, [=] {
           synthesize(*project.generator, {.threads = threads});
         }});
  auto weight_inputs = data;
  weight_inputs.insert(weight_inputs.end(), recipes.begin(), recipes.end());
  steps.push_back({"weight", "weighs every round by its recipe", weight_inputs, weighted, [=] {
                     for (const auto& wave : project.waves) weigh_wave(wave, files);
                   }});
  steps.push_back(
      {"estimate",
       "estimates every indicator in every area and group, with changes",
       weighted,
       {files.estimates, files.analytic, files.gaps, files.standings, files.areas, files.area_codes,
        files.comparability, files.correlations, files.trends, files.pooled},
       [=] { estimate(project, files, threads, note); }});
  steps.push_back({"goal",
                   "judges every cell against the goal",
                   {files.analytic, files.comparability, files.correlations, project.goal},
                   goal_files.judged(),
                   [=] { judge_goal(project, files); }});
  steps.push_back({"release",
                   "decides for every cell whether it may be published",
                   {files.estimates, files.analytic, files.comparability, project.release},
                   release_outputs,
                   [=] { decide(project, files); }});
  steps.push_back({"report", "writes the gender analysis, its figures and the manifest",
                   release_outputs, published, [=] { publish(project, files); }});
  return steps;
}

}  // namespace trygg::tools
