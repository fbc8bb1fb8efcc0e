#include "tools/output.hpp"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <ostream>

#include "base/csv.hpp"
#include "base/error.hpp"
#include "base/text.hpp"

namespace trygg::tools {
namespace fs = std::filesystem;
namespace {

std::string as_csv(const OutputTable& table) {
  std::string text = csv_line(table.columns);
  for (const auto& row : table.rows) text += csv_line(row);
  return text;
}

/// For each column: may it hold numbers?
std::vector<char> may_be_number(const OutputTable& table) {
  std::vector<char> may;
  for (const auto& name : table.columns)
    may.push_back(std::ranges::find(table.texts, name) == table.texts.end());
  return may;
}

nlohmann::ordered_json json_of(const std::string& text) {
  if (text.empty()) return nullptr;
  const auto number = to_number(text);
  if (!number || shortest(*number) != text) return text;
  const bool is_whole = std::abs(*number) < 1e15 && *number == std::trunc(*number);
  if (is_whole) return static_cast<std::int64_t>(*number);  // 14, not 14.0
  return *number;
}

/// An array of objects; what reads as a number is one, what is empty is null.
std::string as_json(const OutputTable& table) {
  const auto may = may_be_number(table);
  auto rows = nlohmann::ordered_json::array();
  for (const auto& row : table.rows) {
    nlohmann::ordered_json object = nlohmann::ordered_json::object();
    for (std::size_t c = 0; c < row.size(); ++c) {
      if (may[c] || row[c].empty())
        object[table.columns[c]] = json_of(row[c]);
      else
        object[table.columns[c]] = row[c];
    }
    rows.push_back(std::move(object));
  }
  return rows.dump(1) + '\n';
}

/// Six significant digits are enough for eyes; files carry them all.
std::string for_eyes(const std::string& text) {
  const auto number = to_number(text);
  if (!number || text.find_first_of(".e") == std::string::npos) return text;
  return fmt::format("{:.6g}", *number);
}

/// A column as it is drawn: as wide as its widest text, numbers to the right; a column that
/// is empty in every row is left out.
struct Drawn {
  std::size_t width = 0;
  bool is_number = true, is_used = false;
};

std::string drawn_line(const std::vector<std::string>& fields, const std::vector<Drawn>& columns) {
  std::string line;
  for (std::size_t c = 0; c < fields.size(); ++c) {
    if (!columns[c].is_used) continue;
    const std::string pad(columns[c].width - code_points(fields[c]), ' ');
    if (!line.empty()) line += "  ";
    line += columns[c].is_number ? pad + fields[c] : fields[c] + pad;
  }
  return line.substr(0, line.find_last_not_of(' ') + 1) + '\n';
}

std::string as_drawn(const OutputTable& table) {
  const auto may = may_be_number(table);
  auto cells = table.rows;
  std::vector<Drawn> columns;
  for (std::size_t c = 0; c < table.columns.size(); ++c)
    columns.push_back({.width = code_points(table.columns[c]),
                       .is_number = may[c] != 0,
                       .is_used = table.rows.empty()});
  for (auto& row : cells) {
    for (std::size_t c = 0; c < row.size(); ++c) {
      auto& column = columns[c];
      if (!row[c].empty() && !to_number(row[c])) column.is_number = false;
      if (!row[c].empty()) column.is_used = true;
      if (may[c]) row[c] = for_eyes(row[c]);
      column.width = std::max(column.width, code_points(row[c]));
    }
  }
  std::string text = drawn_line(table.columns, columns);
  for (const auto& row : cells) text += drawn_line(row, columns);
  return text;
}

}  // namespace

OutputTable table_of(const std::string& csv, IsPublished published) {
  auto text = parse_csv(csv, "table");
  OutputTable table{.columns = std::move(text.header), .rows = std::move(text.rows)};
  if (published == IsPublished::yes) table.texts = table.columns;
  return table;
}

void add_output(Options& options, OutputOptions& target) {
  options.add("-o,--output", target.file, "FILE", "write to FILE (default: standard output)");
  options.add("--format", target.format, "FORMAT",
              "csv, table or json (default: table on a terminal, else csv)");
}

void check_not_input(const std::string& output, const std::vector<std::string>& inputs) {
  for (const auto& input : inputs) {
    std::error_code absent;
    require<ConfigError>(input.empty() || !fs::equivalent(output, input, absent),
                         "-o {}: this file is read; writing would destroy it; choose another name",
                         output);
  }
}

void check_format(const OutputOptions& options) {
  const auto& format = options.format;
  require<ConfigError>(format.empty() || format == "csv" || format == "table" || format == "json",
                       "--format '{}': must be csv, table or json", format);
}

std::string format_of(const OutputOptions& options, const Streams& streams) {
  check_format(options);
  if (!options.format.empty()) return options.format;
  return options.file.empty() && streams.out_is_terminal ? "table" : "csv";
}

void write_text(const std::string& text, const OutputOptions& options, Access access,
                const Streams& streams) {
  if (!options.file.empty())
    write_file(options.file, text, access);
  else
    streams.out << text;
}

void write_table(const OutputTable& table, const OutputOptions& options, Access access,
                 const Streams& streams) {
  const auto format = format_of(options, streams);
  const auto text = format == "csv"    ? as_csv(table)
                    : format == "json" ? as_json(table)
                                       : as_drawn(table);
  write_text(text, options, access, streams);
}

}  // namespace trygg::tools
