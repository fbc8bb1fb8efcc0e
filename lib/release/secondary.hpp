#pragma once

#include <span>
#include <vector>

#include "release/linked_program.hpp"
#include "release/protection.hpp"

namespace trygg {

/// Suppresses further cells until what is published leaves room enough for every suppressed one, in
/// the order of the cells. For a cell that is not safe, the cells that bound it are asked, cheapest
/// first (fewest answers lost; a flagged cell counts half); the first that makes it safe is taken,
/// or else the one that gives most room for its price. What is safe stays so, as every step takes
/// knowledge away.
///
/// Then they are published again one by one, where every cell that remains suppressed stays safe
/// without: the whole before areas, all before groups, both sexes together before each, the latest
/// round first, many answers before few. Cells around are asked at once, those farther off at the
/// end, when what they cannot do without is taken back. The same input gives the same pattern.
///
/// \param suppression  of the table's cells with a row: which are suppressed by themselves
/// \param flagged      of the same cells
void protect(const LinkedTable& table, std::span<const LinkedForm> forms, double half_unit,
             const Protection& protection, std::span<const char> flagged,
             std::vector<Suppression>& suppression);

}  // namespace trygg
