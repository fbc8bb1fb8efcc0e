#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace trygg::weights {

/// Known population totals by the combinations of some variables: one row a combination.
///
///     kon,alder,total
///     1,16-29,81234
struct Margin {
  std::string source;  ///< the file's name
  std::vector<std::string> variables;
  std::vector<std::vector<std::string>> codes;  ///< by row
  std::vector<double> totals;                   ///< by row, not negative
  std::vector<std::size_t> lines;               ///< by row
};

/// \throws InputError  no column `total` at the end, no variable, no row, a total that is empty,
///                     no number or negative
Margin read_margin(const std::filesystem::path& path);

/// Known totals of numeric variables: header `variable,total`, before them the variables of a
/// partition.
struct NumericTotals {
  std::string source;
  std::vector<std::pair<std::string, double>> totals;  ///< by row
  std::vector<std::vector<std::string>> codes;         ///< by row, by variable of the partition
  std::vector<std::size_t> lines;                      ///< by row
};

/// \throws InputError  another header, no row, a total that is no number, a variable that is given
///                     twice (for the same codes)
NumericTotals read_numeric_totals(const std::filesystem::path& path,
                                  std::span<const std::string> partition = {});

}  // namespace trygg::weights
