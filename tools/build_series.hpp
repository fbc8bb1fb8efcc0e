#pragma once

#include <vector>

#include "estimate/cube.hpp"
#include "indicator/comparability.hpp"
#include "project/project.hpp"

namespace trygg {
class RoundCorrelations;
}

namespace trygg::tools {

/// Changes from every earlier wave to every later one. Where an indicator's series is broken
/// between the two, a row has no figures and the note `series_break`. \param analytic  levels and
/// gaps without finite population corrections
std::vector<CubeRow> all_changes(const Project& project, const Cube& analytic,
                                 const std::vector<SeriesBreak>& breaks,
                                 const RoundCorrelations& correlations);

/// The last two rounds up to the published one together, and the last three.
Cube pooled_rounds(const Project& project, const Cube& analytic,
                   const std::vector<SeriesBreak>& breaks, const RoundCorrelations& correlations);

}  // namespace trygg::tools
