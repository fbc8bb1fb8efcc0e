#pragma once

#include <filesystem>
#include <vector>

#include "tools/build_note.hpp"

namespace trygg {

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
};

/// The step `goal`: cells, wordings, worst areas and counts. \param note  told of a baseline that
/// no round has come after
void judge_goal(const Project& project, const BuildFiles& files, const Note& note);
/// The decisions about them.
void release_goal(const Project& project, const BuildFiles& files, const Release& cells);
/// Wordings, worst areas and counts into out/, of the main areas in the publication's division.
void publish_goal(const Project& project, const BuildFiles& files);

}  // namespace tools
}  // namespace trygg
