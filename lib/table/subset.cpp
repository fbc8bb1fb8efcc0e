#include "table/subset.hpp"

#include <limits>

#include "base/error.hpp"

namespace trygg {
namespace {

constexpr auto none = std::numeric_limits<std::uint32_t>::max();

bool is_declared(const Level& level) {
  return level.order != Level{}.order || !level.label.empty();
}

Column subset(const Column& column, std::span<const std::uint32_t> rows) {
  Column made;
  made.name = column.name;
  made.label = column.label;
  made.type = column.type;
  made.format = column.format;
  made.missing_ranges = column.missing_ranges;
  std::vector<char> is_kept;
  for (const auto& level : column.levels) is_kept.push_back(is_declared(level));
  for (const auto row : rows) is_kept[column.codes[row]] = 1;
  std::vector<std::uint32_t> place(column.levels.size(), none);
  for (std::size_t l = 0; l < is_kept.size(); ++l) {
    if (!is_kept[l]) continue;
    place[l] = static_cast<std::uint32_t>(made.levels.size());
    made.levels.push_back(column.levels[l]);
  }
  for (const auto row : rows) made.codes.push_back(place[column.codes[row]]);
  return made;
}

}  // namespace

Table subset(const Table& table, std::span<const std::uint32_t> rows, std::string source) {
  for (const auto row : rows)
    require(row < table.rows(), "row {} of a table of {}", row, table.rows());
  std::vector<Column> columns;
  for (const auto& column : table.columns()) columns.push_back(subset(column, rows));
  Table made(std::move(source), std::move(columns));
  made.label = table.label;
  made.show_values = table.show_values;
  for (const auto row : rows) {
    if (!table.multiplicity.empty()) made.multiplicity.push_back(table.multiplicity[row]);
    if (!table.lines.empty()) made.lines.push_back(table.lines[row]);
  }
  return made;
}

}  // namespace trygg
