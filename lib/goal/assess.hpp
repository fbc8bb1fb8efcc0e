#pragma once

#include <functional>
#include <vector>

#include "goal/goal.hpp"
#include "goal/goal_row.hpp"
#include "indicator/comparability.hpp"

namespace trygg {

struct Cube;
struct CubeRow;

/// What is known of the rounds beside the cube.
struct AssessOptions {
  /// The correlation of the estimates of one cell in two rounds; empty: the rounds are independent.
  std::function<double(const CubeRow&, const CubeRow&)> correlation;
  /// Where indicators ceased to be what they were. Across one there is no ratio (`series_break`),
  /// no interpolation and no trend.
  std::vector<SeriesBreak> breaks;
};

/// The goal for every cell of the cube (whole and areas, by sex, of the goal's population) that has
/// the goal's indicator, a share, in a baseline and in a later wave, in the same era.
///
/// Baseline by baseline: a row for each later round, in the cube's order; then, for each cell, the
/// target year by the nearest round and, where the year has no round but one on each side, by
/// interpolation between them, at a = (T − year_a)/(year_b − year_a):
///
///     p = (1 − a)·p_a + a·p_b,   v = (1 − a)²v_a + a²v_b + 2a(1 − a)ρ√(v_a·v_b)
///
/// with Satterthwaite's df, and where p_a or p_b is 0 or 1 the limits of share_parts.hpp (note
/// `all_or_none`). The state is reached when the ratio's upper limit is at most the
/// factor, not reached when its lower limit is above it: two one-sided tests at (1 − level)/2 each.
/// The course compares the share with the path, by the limits of their distance d = p1 − π·p0:
///
///     lower = d − √((p1 − l1)² + π²(u0 − p0)² − 2ρπ(p1 − l1)(u0 − p0)),   upper alike
///
/// from the logit limits of both shares (Korn–Graubard where one is 0 or 1); a share that has
/// reached the factor is on the path, and from the target year on the course is what the state
/// says.
///
/// Before the target year the share is projected to it by the line through the cell's rounds so far
/// (change/trend.hpp), since the last break.
///
/// Standard errors are taken as they stand in the cube: see docs/decisions/070.
/// \throws ConfigError  the indicator, a baseline, a level, an area or a group is not in the cube,
/// or
///                      the indicator is no share
/// \throws InputError   a wave of the indicator is not a year, or two rows are of one cell
/// Source of the distance's limits: Zou & Donner (2008), Statistics in Medicine 27, 1693–1702.
std::vector<GoalRow> assess(const Goal& goal, const Cube& cube, const AssessOptions& options = {});

}  // namespace trygg
