#pragma once

#include <span>
#include <string>
#include <vector>

#include "change/round_correlations.hpp"
#include "design/spec.hpp"
#include "indicator/indicator.hpp"
#include "table/table.hpp"

namespace trygg {

struct AreaDivision;
struct AreaSystem;
struct Project;
struct Wave;

/// The weighted data of one wave.
struct WaveSample {
  const Wave* wave;
  Table table;
  DesignSpec spec;  ///< of changes, trends and the goal
  std::vector<Indicator> indicators;
};

/// How many units two rounds have in common.
struct CommonUnits {
  std::string earlier, later;
  std::size_t units;
};
struct WaveOverlaps {
  RoundCorrelations correlations;
  std::vector<CommonUnits> common;  ///< of every two rounds
};

/// The correlations between rounds that have persons in common, whom the column
/// `project.analysis.overlap` identifies, of every level that a build estimates, of its gap
/// between women and men and, but for the smallest areas, of its gaps between the project's pairs
/// of groups, for every two rounds with at least one such person (change/overlap.hpp). Gaps that
/// are standardised, or no differences, are not among them: their changes take the rounds as
/// independent. \param waves  in the order of time \throws ConfigError, InputError  as RoundOverlap
/// and estimate_wave
/// \throws InputError  no two rounds have a unit in common
WaveOverlaps wave_correlations(const Project& project, std::vector<WaveSample> waves,
                               const AreaSystem& areas,
                               std::span<const AreaDivision* const> divisions, unsigned threads);

}  // namespace trygg
