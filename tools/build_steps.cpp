#include "tools/build_steps.hpp"

#include <algorithm>
#include <memory>
#include <set>

#include "area/areas.hpp"
#include "base/error.hpp"
#include "base/file.hpp"
#include "base/text.hpp"
#include "estimate/cube.hpp"
#include "goal/goal.hpp"
#include "goal/goal_release.hpp"
#include "release/release.hpp"
#include "synth/synth.hpp"
#include "tools/build_goal.hpp"
#include "tools/build_publish.hpp"

namespace trygg::tools {
namespace {

namespace fs = std::filesystem;

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

bool are_same_data(const fs::path& a, const fs::path& b) {
  std::error_code absent;
  if (fs::equivalent(a, b, absent)) return true;
  const auto size = fs::file_size(a, absent);
  return !absent && size == fs::file_size(b, absent) && !absent && read_file(a) == read_file(b);
}

/// \throws ConfigError  two rounds have one file, or files alike to the byte
void require_rounds_apart(const Project& project) {
  for (std::size_t later = 1; later < project.waves.size(); ++later)
    for (std::size_t earlier = 0; earlier < later; ++earlier) {
      const auto &a = project.waves[earlier].data, &b = project.waves[later].data;
      require<ConfigError>(!are_same_data(a, b),
                           "{}/trygg.toml: the data of {} and of {} are the same ({}, {}): a round "
                           "has not changed against itself; give each round its own file",
                           project.folder.lexically_normal().string(), project.waves[earlier].name,
                           project.waves[later].name, a.lexically_normal().string(),
                           b.lexically_normal().string());
    }
}

bool lacks_data(const Project& project) {
  return std::ranges::any_of(project.waves, [](const auto& w) { return !fs::exists(w.data); });
}

}  // namespace

std::vector<Step> build_steps(const Project& project, unsigned threads, const Note& note) {
  require_data(project);
  require_rounds_apart(project);
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
       [=] { estimate_waves(project, files, threads, note); }});
  steps.push_back({"goal",
                   "judges every cell against the goal",
                   {files.analytic, files.comparability, files.correlations, project.goal},
                   goal_files.judged(),
                   [=] { judge_goal(project, files, note); }});
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
