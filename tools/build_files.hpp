#pragma once

#include <filesystem>

#include "project/project.hpp"

namespace trygg::tools {

/// Where a build leaves its files.
struct BuildFiles {
  explicit BuildFiles(const Project& project);
  /// The same, with what is published in `out`: where it is made before it is put in place.
  BuildFiles(const Project& project, const std::filesystem::path& out);

  std::filesystem::path weighted(const Wave& wave) const;         ///< work/weights/2023.csv
  std::filesystem::path weighted_design(const Wave& wave) const;  ///< the same .design.toml

  std::filesystem::path work, out;
  std::filesystem::path estimates;   ///< the whole cube: levels with fpc, gaps, changes
  std::filesystem::path analytic;    ///< levels and gaps without fpc: what change and goal rest on
  std::filesystem::path gaps;        ///< gaps between groups of persons, and their changes
  std::filesystem::path standings;   ///< areas against the whole and among each other
  std::filesystem::path areas;       ///< how many each area of each era stands on, by round
  std::filesystem::path area_codes;  ///< where a round's own area code is not the crosswalk's
  std::filesystem::path comparability;  ///< breaks of series
  std::filesystem::path correlations;   ///< of rounds with persons in common
  std::filesystem::path trends;         ///< of every share
  std::filesystem::path pooled;         ///< two rounds, and three, as one
  std::filesystem::path goal;
  std::filesystem::path release, standings_release, goal_release;
  std::filesystem::path analysis;               ///< out/jamstalldhetsanalys.html
  std::filesystem::path figures, goal_figures;  ///< the published figures as CSV
  std::filesystem::path elsewhere;              ///< out/jamforelser.csv, where a project has any
  std::filesystem::path manifest;
  std::filesystem::path memory;  ///< .trygg/: what steps were made of, and the lock of a build
};

}  // namespace trygg::tools
