#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "weights/calibration/problem.hpp"

namespace trygg::weights {

/// The combinations of categories that occur, numbered by first appearance: records of one have the
/// same g. A sample of 15,000 becomes a few hundred.
struct Patterns {
  std::vector<std::uint32_t> of_record;
  std::vector<std::uint32_t> example;  ///< by pattern: the first record that has it
};

Patterns fold(std::span<const CategoryTotals> margins, std::size_t records);

}  // namespace trygg::weights
