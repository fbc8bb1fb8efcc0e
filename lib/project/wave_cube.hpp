#pragma once

#include <span>
#include <string>
#include <vector>

#include "estimate/cube.hpp"
#include "indicator/indicator.hpp"
#include "ranking/standing.hpp"
#include "table/table.hpp"

namespace trygg {

struct AreaSystem;
struct DesignSpec;
struct AreaDivision;
struct Project;
struct Wave;

/// What is estimated of a wave.
enum class Asked {
  levels,    ///< levels and gaps, and where the areas of the published round stand
  analytic,  ///< what changes are made of: levels and gaps
};

/// The figures of one wave.
struct WaveFigures {
  /// The whole city, its groups, its areas (in each of the divisions, and the smallest), each for
  /// all, women and men, and the difference between women and men wherever both are.
  std::vector<CubeRow> levels;
  std::vector<CubeRow> gaps;  ///< project/group_gaps.hpp
  std::vector<AreaStanding> standings;
};

/// Every indicator of one wave in every domain that the project names. Who is not of the wave's
/// population is in no domain, but stays in the design.
///
/// An area of another era than the wave's pools the respondents and weights of its smallest areas;
/// percentages are never averaged. Holm's adjustment is over the cells of one classification.
///
/// The records are folded into cells where the design allows it (estimate/folded_estimator.hpp).
///
/// \param spec       the design, in columns of `table`
/// \param divisions  into areas, to report in
/// \throws ConfigError  a column or code that the data have not
/// \throws InputError   a smallest area that the area list has not
WaveFigures estimate_wave(const Project& project, const Wave& wave, Table table,
                          const DesignSpec& spec, std::span<const Indicator> indicators,
                          const AreaSystem& areas, std::span<const AreaDivision* const> divisions,
                          Asked asked, unsigned threads);

}  // namespace trygg
