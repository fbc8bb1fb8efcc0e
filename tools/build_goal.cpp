#include "tools/build_goal.hpp"

#include <fmt/format.h>

#include "base/file.hpp"
#include "change/round_correlations.hpp"
#include "estimate/cube.hpp"
#include "goal/goal_release.hpp"
#include "goal/released_cells.hpp"
#include "goal/results.hpp"
#include "goal/said_of_goal.hpp"
#include "goal/wording_release.hpp"
#include "project/project.hpp"
#include "tools/build_files.hpp"

namespace trygg::tools {
namespace {

namespace fs = std::filesystem;

/// The goal's rows, then those by other indicators.
std::vector<GoalRow> with_others(const GoalResults& results) {
  auto rows = results.rows;
  rows.insert(rows.end(), results.also.begin(), results.also.end());
  return rows;
}

}  // namespace

GoalFiles::GoalFiles(const BuildFiles& files)
    : cells(files.goal),
      wordings(files.work / "goal_wordings.csv"),
      worst(files.work / "worst_areas.csv"),
      counts(files.work / "count_goals.csv"),
      released_wordings(files.work / "goal_wordings_release.csv"),
      released_worst(files.work / "worst_areas_release.csv"),
      out_wordings(files.out / "mal_lasningar.csv"),
      out_worst(files.out / "mal_storst.csv"),
      out_counts(files.out / "mal_antal.csv") {}

std::vector<fs::path> GoalFiles::judged() const {
  return {cells, wordings, worst, counts};
}
std::vector<fs::path> GoalFiles::released() const {
  return {released_wordings, released_worst};
}
std::vector<fs::path> GoalFiles::published() const {
  return {out_wordings, out_worst, out_counts};
}

GoalResults goal_results_of(const Project& project, const BuildFiles& files) {
  const auto correlations = read_round_correlations(files.correlations);
  AssessOptions options{.breaks = read_breaks(files.comparability)};
  if (!correlations.empty())
    options.correlation = [&](const CubeRow& a, const CubeRow& b) {
      return correlations.between(a, b);
    };
  return goal_results(read_goal(project.goal), read_cube(files.analytic), options);
}

void judge_goal(const Project& project, const BuildFiles& files, const Note& note) {
  const GoalFiles to(files);
  const auto results = goal_results_of(project, files);
  for (const auto& baseline : idle_baselines(read_goal(project.goal), results.rows))
    note(fmt::format("the goal: no round after the baseline {} yet, so nothing is judged by it",
                     baseline));
  write_file(to.cells, to_csv(with_others(results)), Access::secret);
  write_file(to.wordings, to_csv(results.wordings), Access::secret);
  write_file(to.worst, to_csv(results.worst), Access::secret);
  write_file(to.counts, to_csv(results.counts), Access::secret);
}

std::vector<SaidOfLevels> said_of_goal(const Project& project, const GoalResults& results,
                                       std::size_t groups) {
  return said_of_goal(release(with_others(results), read_release_rules(project.release)),
                      read_goal(project.goal), groups);
}

void release_goal(const Project& project, const BuildFiles& files, const GoalResults& results,
                  const Release& cells) {
  const GoalFiles to(files);
  const auto rules = read_release_rules(project.release);
  const ReleasedCells released(cells);
  write_file(files.goal_release, to_csv(released.falling(release(with_others(results), rules))),
             Access::secret);
  write_file(to.released_wordings, to_csv(released.falling(release(results.wordings, rules))),
             Access::secret);
  write_file(to.released_worst, to_csv(released.falling(release(results.worst, rules))),
             Access::secret);
}

void publish_goal(const Project& project, const BuildFiles& files) {
  const GoalFiles to(files);
  write_file(to.out_wordings, read_file(to.released_wordings), Access::published);
  write_file(to.out_worst, read_file(to.released_worst), Access::published);
  write_file(to.out_counts, to_csv(count_goals(read_goal(project.goal))), Access::published);
}

}  // namespace trygg::tools
