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

/// The correlations between rounds that have persons in common, whom the column
/// `project.analysis.overlap` identifies, of every level that a build estimates and of its gap
/// between women and men, for every pair of rounds with at least one of them (change/overlap.hpp).
/// Other gaps are not among them.
/// \param waves  in the order of time
/// \throws ConfigError, InputError  as RoundOverlap and estimate_wave
RoundCorrelations wave_correlations(const Project& project, std::vector<WaveSample> waves,
                                    const AreaSystem& areas,
                                    std::span<const AreaDivision* const> divisions,
                                    unsigned threads);

}  // namespace trygg
