#include "io/csv_writer.hpp"

#include <algorithm>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "base/pipeline.hpp"
#include "table/table.hpp"

namespace trygg {
namespace {

constexpr std::size_t records_together = 8192;

bool is_outer_blank(char c) {
  return c == ' ' || c == '\t';
}

bool needs_quotes(std::string_view text, char delimiter) {
  const auto is_sign = [delimiter](char c) {
    return c == delimiter || c == '"' || c == '\r' || c == '\n';
  };
  return !text.empty() && (is_outer_blank(text.front()) || is_outer_blank(text.back()) ||
                           std::ranges::any_of(text, is_sign));
}

std::string field(std::string_view text, char delimiter) {
  if (!needs_quotes(text, delimiter)) return std::string(text);
  std::string field = "\"";
  for (const char c : text) field.append(c == '"' ? 2 : 1, c);
  return field += '"';
}

/// The fields of a column: the texts of its levels, which are copied only if one needs quotes.
class ColumnFields {
 public:
  ColumnFields(const Column& column, char delimiter) : column_(column) {
    const bool as_they_are = std::ranges::none_of(
        column.levels, [&](const Level& level) { return needs_quotes(level.text, delimiter); });
    if (as_they_are) return;
    for (const auto& level : column.levels) quoted_.push_back(field(level.text, delimiter));
  }

  std::string_view at(std::size_t record) const {
    const auto code = column_.codes[record];
    return quoted_.empty() ? column_.levels[code].text : quoted_[code];
  }

 private:
  const Column& column_;
  std::vector<std::string> quoted_;
};

std::string header(const Table& table, char delimiter) {
  std::string line;
  for (const auto& column : table.columns()) line += field(column.name, delimiter) + delimiter;
  if (!line.empty()) line.back() = '\n';
  return line;
}

/// The lines of the records [first, end).
std::string lines(const std::vector<ColumnFields>& columns, std::size_t first, std::size_t end,
                  char delimiter) {
  // An empty line would be passed over by every reader, so that a lone missing value is quoted.
  const bool alone = columns.size() == 1;
  std::string text;
  for (std::size_t k = first; k < end; ++k) {
    for (const auto& column : columns) {
      const auto value = column.at(k);
      text += alone && value.empty() ? "\"\"" : value;
      text += delimiter;
    }
    text.back() = '\n';
  }
  return text;
}

}  // namespace

void write_csv(const Table& table, char delimiter, std::ostream& out, unsigned threads) {
  out << header(table, delimiter);
  std::vector<ColumnFields> columns;
  for (const auto& column : table.columns()) columns.emplace_back(column, delimiter);
  const auto count = (table.rows() + records_together - 1) / records_together;
  Pipeline<std::string>(
      count, threads,
      [&](std::size_t i) {
        const auto first = i * records_together;
        return lines(columns, first, std::min(first + records_together, table.rows()), delimiter);
      },
      [&](std::size_t, const std::string& text) { out << text; })
      .run();
}

}  // namespace trygg
