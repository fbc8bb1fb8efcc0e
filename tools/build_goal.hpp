#pragma once

#include <filesystem>
#include <vector>

#include "release/said.hpp"
#include "tools/build_note.hpp"

namespace trygg {

struct GoalResults;
struct Project;
struct Release;

namespace tools {

struct BuildFiles;

/// The files of the goal in a build.
struct GoalFiles {
  explicit GoalFiles(const BuildFiles& files);

  std::filesystem::path cells, wordings, worst, counts;       ///< work/, as they are
  std::filesystem::path released_wordings, released_worst;    ///< work/, after the release
  std::filesystem::path out_wordings, out_worst, out_counts;  ///< out/
  std::vector<std::filesystem::path> judged() const;          ///< what the step `goal` makes
  std::vector<std::filesystem::path> released() const;  ///< what `release` makes beside its own
  std::vector<std::filesystem::path> published() const;
};

/// The step `goal`: cells, wordings, worst areas and counts. \param note  told of a baseline that
/// no round has come after
void judge_goal(const Project& project, const BuildFiles& files, const Note& note);
/// The same results, for a release.
GoalResults goal_results_of(const Project& project, const BuildFiles& files);
/// What the goal's figures, if they go out, tell of the levels. \param groups  columns of the cube
std::vector<SaidOfLevels> said_of_goal(const Project& project, const GoalResults& results,
                                       std::size_t groups);
/// The decisions about them.
void release_goal(const Project& project, const BuildFiles& files, const GoalResults& results,
                  const Release& cells);
/// Wordings, worst areas and counts into out/, of the main areas in the publication's division.
void publish_goal(const Project& project, const BuildFiles& files);

}  // namespace tools
}  // namespace trygg
