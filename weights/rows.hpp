#pragma once

#include <span>
#include <string>
#include <string_view>

namespace trygg {
class Table;
struct Column;
}  // namespace trygg

namespace trygg::weights {

/// Whether a record with this weight has a say: there is one (not NaN), and it is not 0.
bool takes_part(double weight);

/// "1 respondent", "12 respondents".
std::string respondents(std::size_t count);

/// "rows 4, 17, 29": the first ten of them (records are counted from 0, rows from 1), and "…".
std::string row_numbers(std::span<const std::size_t> records);

/// A column that a file of settings or totals names.
/// \throws ConfigError  `named_by`: the data have no such column; names the nearest
const Column& column_for(const Table& table, std::string_view name, std::string_view named_by);

}  // namespace trygg::weights
