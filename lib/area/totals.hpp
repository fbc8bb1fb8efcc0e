#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace trygg {

struct AreaSystem;

/// What is wrong with a row of population totals.
enum class TotalProblem {
  none,
  unknown,      ///< no area of any era
  other_era,    ///< an area of another era: its people are in areas of this one already
  several,      ///< the name fits several areas
  twice,        ///< another row means the same area
  missing,      ///< an area of the era that no row means
  not_the_sum,  ///< the whole is not what its parts sum to
};
std::string_view to_text(TotalProblem problem);  ///< the enumerator's name; "" for none

/// Totals of one area, or of the whole, as a file has them.
struct AreaTotal {
  std::string text;        ///< as in the file
  std::string code, name;  ///< of the area that it means; empty: none
  double total = 0;        ///< NaN of an area that is missing
  TotalProblem problem = TotalProblem::none;
  std::string explanation;
};

/// Compares a file of population totals by area with the areas of an era. Its first column is the
/// area (code, name or alias), its column `total` the persons; with other columns (sex, age) totals
/// are summed over them. A row for the whole is one that is named `whole`.
///
/// Statistics keep rows of areas that were merged: such a row counts its people twice, and the
/// parts do not sum to the whole. Totals may miss the whole by 2 for each part (rounding) or 1 in a
/// thousand (perturbed statistics).
/// \return the rows in the order of the file, then the areas that are missing; the whole last
/// \throws ConfigError  the crosswalk has no such era and level
/// \throws InputError   no column `total`, or a total that is no number from 0
std::vector<AreaTotal> compare_totals(const std::filesystem::path& file, const AreaSystem& areas,
                                      const std::string& era, const std::string& level,
                                      std::string_view whole);

}  // namespace trygg
