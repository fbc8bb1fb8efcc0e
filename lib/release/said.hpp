#pragma once

#include <span>
#include <vector>

#include "estimate/cube_index.hpp"
#include "release/known_interval.hpp"
#include "release/release.hpp"

namespace trygg {

/// A figure that is printed elsewhere than in the release's rows, as far as it tells of levels: the
/// ratio of a share to the goal's baseline, an area's distance from the whole. It goes out only
/// where all its levels do, and then Σ coefficient · level lies in `known`. Shares as fractions.
struct SaidOfLevels {
  std::vector<CellKey> levels;
  std::vector<double> coefficient;
  KnownInterval known{};
};

/// `release`, knowing what else will be said of its levels.
Release release(const Cube& cube, const ReleaseRules& rules, const ReleaseScope& scope,
                std::span<const SaidOfLevels> said);

/// a/b as printed, `printed` ± half a unit, is a − low·b ≥ 0 and a − high·b ≤ 0.
std::vector<SaidOfLevels> said_of_ratio(const CellKey& a, const CellKey& b, KnownInterval printed);

/// What a number can have been before it was rounded to the text that was published.
KnownInterval before_rounding(const Published& number, Scale scale);

}  // namespace trygg
