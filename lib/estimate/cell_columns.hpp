#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace trygg {

struct CsvText;

/// The columns that begin every file of cells, before the group columns:
/// `wave,era,indicator,statistic,area_level,area,sex`.
std::span<const std::string_view> cell_columns();

/// `cell_columns()`, the group columns, then `rest`.
std::vector<std::string> header_of_cells(std::span<const std::string> groups,
                                         std::span<const std::string_view> rest);

/// The names of the group columns of a file whose header must be `cell_columns()`, any groups, then
/// `rest`. \throws InputError  it is not; names the first column that is wrong
std::vector<std::string> group_columns(const CsvText& csv, std::span<const std::string_view> rest);

}  // namespace trygg
