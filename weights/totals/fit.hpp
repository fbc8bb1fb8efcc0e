#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "weights/totals/margin.hpp"

namespace trygg {
class Table;
}

namespace trygg::weights {

/// A margin laid over microdata.
struct FittedMargin {
  const Margin* margin = nullptr;
  std::vector<std::uint32_t> category;  ///< by record: row of the margin
  std::vector<std::string> level;       ///< by row: "kon 1, alder 16-29"
  std::vector<std::size_t> records;     ///< by row: how many have it
  /// By row, by variable: level of the column; `absent` where no respondent has the code.
  std::vector<std::vector<std::uint32_t>> codes;
  static constexpr std::uint32_t absent = 0xffffffff;
};

/// Finds for every record with a weight (neither NaN nor 0) its row of the margin; others get row
/// 0. A code in the file means the level with that text, else equal number, else value label.
/// \throws ConfigError  the data have no such variable
/// \throws InputError   two rows mean the same; a code means several levels; a respondent has no
///                      code, or one that is not listed (with counts and rows); no respondent is
///                      in a row whose total is positive
/// `margin` must outlive the result.
FittedMargin fit(const Margin& margin, const Table& table, std::span<const double> weight);

}  // namespace trygg::weights
