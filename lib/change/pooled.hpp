#pragma once

#include <span>
#include <string>
#include <vector>

#include "estimate/cube.hpp"
#include "indicator/comparability.hpp"

namespace trygg {

class CellSeries;
class RoundCorrelations;

/// The average level over some rounds, each counting alike, for every cell that has them all: what
/// can honestly be said of a stadsdel, whose answers in one round are too few.
///
///     e = Σ e_t / T,   V = Σ_t Σ_u ρ_tu √(v_t v_u) / T²,   df = (Σ v_t)² / Σ v_t²/df_t
///
/// It is the average over the years of the rounds, not the level of any of them. n is the sum; of a
/// share n_effective = p(1 − p)/V, and its interval is Korn and Graubard's with that; all else, and
/// differences between groups, have e ± t√V. Of differences, t and p-value answer whether it is 0,
/// adjusted by Holm over the areas of one level. Comparisons that are ratios have no row.
///
/// Notes of all rounds are kept. Where the series is broken between the rounds there is a row with
/// the note `series_break` and no number; where a round has no estimate, with its reasons.
///
/// \param waves   two or more, in the order of time
/// \param level   of intervals
/// \return rows whose wave is `2020+2023`, in the order of the last round's rows
/// \throws ArgumentError  fewer than two waves, or one twice; a level outside (0, 1)
/// \throws InputError     a wave that is not in the cube
std::vector<CubeRow> pooled(const CellSeries& series, std::span<const std::string> waves,
                            const RoundCorrelations* correlations,
                            std::span<const SeriesBreak> breaks, double level = 0.95);

}  // namespace trygg
