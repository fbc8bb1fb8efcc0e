#pragma once

#include <vector>

#include "ranking/standing.hpp"
#include "release/components.hpp"
#include "release/release.hpp"
#include "release/said.hpp"

namespace trygg {

/// Areas against the whole after the release decision: comparisons like those of `release`, with
/// `against_whole_contrast`. One falls with its two levels in `levels`: suppressed where either is
/// withheld there or is not there, flagged where either is flagged.
///
/// The limits are those of `standings` as they are printed, and decide the finding; each comparison
/// is tested by itself. Limits of shares lie unevenly about the difference, so there is no margin.
std::vector<ReleasedRow> released_standings(const std::vector<AreaStanding>& standings,
                                            const Release& levels, const ReleaseRules& rules);

/// What their differences, as they would be printed, tell of the levels.
std::vector<SaidOfLevels> said_of_standings(const std::vector<AreaStanding>& standings,
                                            const ReleaseRules& rules);

}  // namespace trygg
