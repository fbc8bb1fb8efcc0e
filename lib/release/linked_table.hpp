#pragma once

#include <cstddef>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "estimate/cube.hpp"

namespace trygg {

struct AreaNesting;

/// What is known of one quantity in one domain of one round.
struct LinkedCell {
  const CubeRow* row = nullptr;  ///< null: a domain that nobody sees, but that others consist of
  double weight = 0;             ///< Σ w of those who answered; unlimited where not known
};

/// A domain and domains that divide it: Σ W_c v_c = W v of the whole, for shares and means.
struct LinkedSum {
  std::size_t whole = 0;
  std::vector<std::size_t> parts;
  double rest = 0;  ///< weight of those who are in none of the parts: their answers are missing
};

/// One indicator's cells in all its published domains and rounds, and how they hang together: women
/// and men in both, groups in all, areas in areas of other levels and eras, by the smallest pieces
/// that the published divisions make of one another.
struct LinkedTable {
  std::vector<LinkedCell> cells;  ///< first those with a row, in their order
  std::vector<LinkedSum> sums;
  /// By cell with a row: those of the same persons, itself among them (an area that no era
  /// changed).
  std::vector<std::vector<std::size_t>> twins;
};

/// \param rows      levels of one indicator and statistic, the published ones
/// \param smallest  rows of the same for the smallest areas, of which only the weights are taken
LinkedTable linked_table(std::span<const CubeRow* const> rows,
                         std::span<const CubeRow* const> smallest, const AreaNesting& nesting);

}  // namespace trygg
