#include "io/csv_writer.hpp"

#include <string_view>
#include <vector>

#include "table/table.hpp"

namespace trygg {
namespace {

bool is_outer_blank(char c) {
  return c == ' ' || c == '\t';
}

std::string field(std::string_view text, char delimiter) {
  const bool quoted =
      text.find_first_of("\"\r\n") != std::string_view::npos ||
      text.find(delimiter) != std::string_view::npos ||
      (!text.empty() && (is_outer_blank(text.front()) || is_outer_blank(text.back())));
  if (!quoted) return std::string(text);
  std::string field = "\"";
  for (const char c : text) field.append(c == '"' ? 2 : 1, c);
  return field += '"';
}

/// The fields of a column, made once per level.
std::vector<std::string> level_fields(const Column& column, char delimiter) {
  std::vector<std::string> fields;
  for (const auto& level : column.levels) fields.push_back(field(level.text, delimiter));
  return fields;
}

}  // namespace

std::string to_csv(const Table& table, char delimiter) {
  const auto columns = table.columns();
  std::string text;
  std::vector<std::vector<std::string>> fields;
  for (const auto& column : columns) {
    if (!fields.empty()) text += delimiter;
    text += field(column.name, delimiter);
    fields.push_back(level_fields(column, delimiter));
  }
  text += '\n';
  // An empty line would be passed over by every reader, so that a lone missing value is quoted.
  const bool alone = columns.size() == 1;
  for (std::size_t k = 0; k < table.rows(); ++k) {
    for (std::size_t c = 0; c < columns.size(); ++c) {
      const auto& value = fields[c][columns[c].codes[k]];
      if (c > 0) text += delimiter;
      text += alone && value.empty() ? "\"\"" : value;
    }
    text += '\n';
  }
  return text;
}

}  // namespace trygg
