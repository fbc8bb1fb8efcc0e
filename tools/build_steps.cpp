#include "tools/build_steps.hpp"

#include <algorithm>
#include <memory>
#include <set>

#include "area/areas.hpp"
#include "base/error.hpp"
#include "base/file.hpp"
#include "base/parallel.hpp"
#include "base/resources.hpp"
#include "base/text.hpp"
#include "estimate/cube.hpp"
#include "goal/goal.hpp"
#include "goal/goal_release.hpp"
#include "goal/results.hpp"
#include "ranking/standing_release.hpp"
#include "release/release.hpp"
#include "synth/synth.hpp"
#include "tools/build_estimate.hpp"
#include "tools/build_files.hpp"
#include "tools/build_goal.hpp"
#include "tools/build_inputs.hpp"
#include "tools/build_publish.hpp"
#include "tools/release_scope.hpp"

namespace trygg::tools {
namespace {

namespace fs = std::filesystem;

/// The text of the profile that the rules begin with: it lies with the program, not in the project.
std::string profile_of(const Project& project) {
  const auto name = read_release_rules(project.release).profile;
  if (name.empty()) return "";
  return read_file(find_resource(fmt::format("profiles/{}.toml", name), project.folder));
}

/// The goal is judged while the cells are read: what it prints of them is known to who decides.
void decide(const Project& project, const BuildFiles& files, unsigned threads) {
  const auto rules = read_release_rules(project.release);
  Cube cube;
  GoalResults goal;
  const std::vector<std::function<void()>> tasks{[&] { cube = read_cube(files.estimates); },
                                                 [&] { goal = goal_results_of(project, files); }};
  parallel_for(tasks.size(), threads, [&](std::size_t i) { tasks[i](); });
  const auto areas = read_standings(files.standings);
  auto said = said_of_goal(project, goal, cube.group_names.size());
  for (auto& one : said_of_standings(areas, rules)) said.push_back(std::move(one));
  const auto released =
      release(cube, rules, release_scope(project, read_breaks(files.comparability)), said);
  write_file(files.release, to_csv(released), Access::secret);
  const Release standings{released.group_names, released_standings(areas, released, rules)};
  write_file(files.standings_release, to_csv(standings), Access::secret);
  release_goal(project, files, goal, released);
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

void add(std::vector<fs::path>& to, const std::vector<fs::path>& files) {
  to.insert(to.end(), files.begin(), files.end());
}

/// Makes the steps of one project.
class Steps {
 public:
  Steps(const Project& project, unsigned threads, PdfWanted pdf, FileHashes& hashes)
      : project_(project),
        threads_(threads),
        pdf_(pdf),
        hashes_(hashes),
        files_(project),
        settings_(settings_of_figures(project)) {}

  Step synth() const {
    std::vector<fs::path> data;
    for (const auto& wave : project_.waves) data.push_back(wave.data);
    return {.name = "synth",
            .summary = "makes synthetic data for every round",
            .inputs = inputs_of_synth(project_),
            .outputs = data,
            .run = [this](StepReport&) { synthesize(*project_.generator, {.threads = threads_}); },
            .others_outputs = OthersOutputs::kept};
  }

  Step weight(const Wave& wave) const {
    return {.name = "weight",
            .part = wave.name,
            .summary = fmt::format("weighs the round of {} by its recipe", wave.name),
            .inputs = inputs_of_weights(wave),
            .outputs = {files_.weighted(wave), files_.weighted_design(wave)},
            .settings = settings_,
            .run = [this, &wave](StepReport&) { weigh_wave(wave, files_); }};
  }

  Step estimate() const {
    auto inputs = inputs_of_estimates(project_);
    for (const auto& wave : project_.waves)
      add(inputs, {files_.weighted(wave), files_.weighted_design(wave)});
    return {.name = "estimate",
            .summary = "estimates every indicator in every area and group, with changes",
            .inputs = inputs,
            .outputs = {files_.estimates, files_.analytic, files_.gaps, files_.standings,
                        files_.areas, files_.area_codes, files_.comparability, files_.correlations,
                        files_.trends, files_.pooled},
            .settings = settings_,
            .run = [this](StepReport& report) {
              estimate_waves(project_, files_, threads_, noting(report));
            }};
  }

  Step goal() const {
    auto inputs = inputs_of_goal(project_);
    add(inputs, {files_.analytic, files_.comparability, files_.correlations});
    return {.name = "goal",
            .summary = "judges every cell against the goal",
            .inputs = inputs,
            .outputs = GoalFiles(files_).judged(),
            .settings = settings_,
            .run = [this](StepReport& report) { judge_goal(project_, files_, noting(report)); }};
  }

  Step release() const {
    auto inputs = inputs_of_release(project_);
    add(inputs, {files_.estimates, files_.standings, files_.analytic, files_.comparability,
                 files_.correlations});
    return {.name = "release",
            .summary = "decides for every cell whether it may be published",
            .inputs = inputs,
            .outputs = released(),
            .settings = settings_ + profile_of(project_),
            .run = [this](StepReport&) { decide(project_, files_, threads_); }};
  }

  /// \param before  every other step, which the manifest tells
  Step report(std::vector<Step> before) const {
    auto inputs = inputs_of_project(project_);
    add(inputs, inputs_of_texts(project_));
    add(inputs, released());
    // The manifest tells every step's files, so each must be done, also what no page is made of.
    for (const auto& step : before) add(inputs, step.outputs);
    return {.name = "report",
            .summary = "writes the publications, their figures and the manifest",
            .inputs = inputs,
            .outputs = {files_.manifest},
            .settings = settings_of_publication(project_, pdf_),
            .run = [this, before = std::move(before)](StepReport& report) {
              const PublishOptions options{threads_, pdf_, noting(report)};
              report.made = publish(project_, before, options, hashes_);
            }};
  }

 private:
  static Note noting(StepReport& report) {
    return [&report](const std::string& line) { report.notes.push_back(line); };
  }

  std::vector<fs::path> released() const {
    std::vector<fs::path> made{files_.release, files_.standings_release, files_.goal_release};
    add(made, GoalFiles(files_).released());
    return made;
  }

  const Project& project_;
  unsigned threads_;
  PdfWanted pdf_;
  FileHashes& hashes_;
  BuildFiles files_;
  std::string settings_;
};

}  // namespace

std::vector<Step> build_steps(const Project& project, unsigned threads, PdfWanted pdf,
                              FileHashes& hashes) {
  require_data(project);
  require_rounds_apart(project);
  const auto make = std::make_shared<const Steps>(project, threads, pdf, hashes);
  std::vector<Step> steps;
  if (project.generator) steps.push_back(make->synth());
  for (const auto& wave : project.waves) steps.push_back(make->weight(wave));
  for (auto&& step : {make->estimate(), make->goal(), make->release()}) steps.push_back(step);
  steps.push_back(make->report(steps));
  for (auto& step : steps)  // a step lives as long as what it calls
    step.run = [make, run = std::move(step.run)](StepReport& report) { run(report); };
  return steps;
}

}  // namespace trygg::tools
