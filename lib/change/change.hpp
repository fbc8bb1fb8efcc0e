#pragma once

#include <string_view>
#include <vector>

#include "estimate/cube.hpp"

namespace trygg {

class CellSeries;
class RoundCorrelations;

/// The two rounds that are compared, and how the rows of the comparison are named.
struct ChangeRequest {
  std::string_view later, earlier;  ///< waves of the cube
  std::string_view variable;        ///< of the contrast's text: `variable:later-earlier`
  double level = 0.95;
};

/// The change between two rounds, for every cell and every difference within a round that both have
/// in the same era:
///
///     d = e1 − e0,   V = v1 + v0 − 2ρ√(v1 v0),   d ± t·√V,   t = d/√V
///
/// with e1, v1 of the later round and Satterthwaite's df (change_value.hpp). The change of a
/// difference is its own row (`kon:2-1 omgang:2023-2017`): it is never inferred from one change
/// being secured and another not. Comparisons that are ratios have no row. n is the sum of both.
/// Holm's p_adjusted is taken within the family of areas of one level (same indicator, era, sex,
/// groups and contrast); the whole is a family of its own.
///
/// Standard errors are taken as they stand in the cube: see docs/decisions/070. The notes of both
/// cells are kept; `df_zero`, `no_variance` and `negative_variance` say why there is no interval.
/// \param correlations  of the rounds' estimates; null: their samples are independent
/// \return the new rows, in the order of the later round's rows in the cube
/// \throws ArgumentError  a level outside (0, 1), or a wave compared with itself
/// \throws InputError     a wave that is not in the cube
std::vector<CubeRow> changes(const CellSeries& series, const ChangeRequest& request,
                             const RoundCorrelations* correlations = nullptr);
/// The same where only one pair of rounds is compared.
/// \throws InputError  two rows for one cell, too
std::vector<CubeRow> changes(const Cube& cube, const ChangeRequest& request);

}  // namespace trygg
