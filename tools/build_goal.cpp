#include "tools/build_goal.hpp"

#include <fmt/format.h>

#include "base/file.hpp"
#include "change/round_correlations.hpp"
#include "estimate/cube.hpp"
#include "goal/goal_release.hpp"
#include "goal/results.hpp"
#include "goal/wording_release.hpp"
#include "project/manifest.hpp"
#include "project/project.hpp"
#include "tools/build_files.hpp"

namespace trygg::tools {
namespace {

namespace fs = std::filesystem;

GoalResults results_of(const Project& project, const BuildFiles& files) {
  const auto correlations = read_round_correlations(files.correlations);
  AssessOptions options{.breaks = read_breaks(files.comparability)};
  if (!correlations.empty())
    options.correlation = [&](const CubeRow& a, const CubeRow& b) {
      return correlations.between(a, b);
    };
  return goal_results(read_goal(project.goal), read_cube(files.analytic), options);
}

const WorstAreaRow& place_of(const ReleasedWorstAreaRow& row) {
  return row.row;
}
const ReleasedWordingRow& place_of(const ReleasedWordingRow& row) {
  return row;
}

/// The whole, and the main areas as they are published.
template <class Row>
std::vector<Row> of_publication(std::vector<Row> rows, const Project& project) {
  std::erase_if(rows, [&](const Row& row) {
    const auto& place = place_of(row);
    return !place.area_level.empty() &&
           (place.area_level != project.main_level || place.era != project.publication.era);
  });
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

void judge_goal(const Project& project, const BuildFiles& files, const Note& note) {
  const GoalFiles to(files);
  const auto results = results_of(project, files);
  for (const auto& baseline : idle_baselines(read_goal(project.goal), results.rows))
    note(fmt::format("the goal: no round after the baseline {} yet, so nothing is judged by it",
                     baseline));
  write_file(to.cells, to_csv(results.rows), Access::secret);
  write_file(to.wordings, to_csv(results.wordings), Access::secret);
  write_file(to.worst, to_csv(results.worst), Access::secret);
  write_file(to.counts, to_csv(results.counts), Access::secret);
}

void release_goal(const Project& project, const BuildFiles& files) {
  const GoalFiles to(files);
  const auto rules = read_release_rules(project.release);
  const auto results = results_of(project, files);
  write_file(files.goal_release, to_csv(release(results.rows, rules)), Access::secret);
  write_file(to.released_wordings,
             to_csv(of_publication(release(results.wordings, rules), project)), Access::secret);
  write_file(to.released_worst, to_csv(of_publication(release(results.worst, rules), project)),
             Access::secret);
}

void publish_goal(const Project& project, const BuildFiles& files, Manifest& manifest) {
  const GoalFiles to(files);
  write_file(to.out_wordings, read_file(to.released_wordings), Access::published);
  write_file(to.out_worst, read_file(to.released_worst), Access::published);
  write_file(to.out_counts, to_csv(count_goals(read_goal(project.goal))), Access::published);
  for (const auto& file : to.published()) manifest.output(file);
}

}  // namespace trygg::tools
