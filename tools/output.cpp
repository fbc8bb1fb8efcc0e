#include "tools/output.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <ostream>

#include "base/csv.hpp"
#include "base/error.hpp"
#include "base/text.hpp"

namespace trygg::tools {
namespace {

std::string as_csv(const OutputTable& table) {
  std::string text = csv_line(table.columns);
  for (const auto& row : table.rows) text += csv_line(row);
  return text;
}

/// An array of objects; what reads as a number is one, what is empty is null.
std::string as_json(const OutputTable& table) {
  auto rows = nlohmann::ordered_json::array();
  for (const auto& row : table.rows) {
    nlohmann::ordered_json object = nlohmann::ordered_json::object();
    for (std::size_t c = 0; c < row.size(); ++c) {
      const auto number = to_number(row[c]);
      if (row[c].empty())
        object[table.columns[c]] = nullptr;
      else if (number && shortest(*number) == row[c])
        object[table.columns[c]] = *number;
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

std::string as_drawn(const OutputTable& table) {
  auto cells = table.rows;
  std::vector<std::size_t> width;
  std::vector<char> is_number(table.columns.size(), 1), is_used(table.columns.size(), 0);
  for (const auto& name : table.columns) width.push_back(code_points(name));
  for (auto& row : cells) {
    for (std::size_t c = 0; c < row.size(); ++c) {
      if (!row[c].empty() && !to_number(row[c])) is_number[c] = 0;
      if (!row[c].empty()) is_used[c] = 1;
      row[c] = for_eyes(row[c]);
      width[c] = std::max(width[c], code_points(row[c]));
    }
  }
  std::string text;
  const auto line = [&](const std::vector<std::string>& fields) {
    std::string drawn;
    for (std::size_t c = 0; c < fields.size(); ++c) {
      if (!is_used[c]) continue;
      const std::string pad(width[c] - code_points(fields[c]), ' ');
      if (!drawn.empty()) drawn += "  ";
      drawn += is_number[c] ? pad + fields[c] : fields[c] + pad;
    }
    text += drawn.substr(0, drawn.find_last_not_of(' ') + 1) + '\n';
  };
  line(table.columns);
  for (const auto& row : cells) line(row);
  return text;
}

}  // namespace

void add_output(Options& options, OutputOptions& target) {
  options.add("-o,--output", target.file, "FILE", "write to FILE (default: standard output)");
  options.add("--format", target.format, "FORMAT",
              "csv, table or json (default: table on a terminal, else csv)");
}

void write_table(const OutputTable& table, const OutputOptions& options, Access access,
                 const Streams& streams) {
  const bool to_file = !options.file.empty();
  std::string format = options.format;
  if (format.empty()) format = !to_file && streams.out_is_terminal ? "table" : "csv";
  require<ConfigError>(format == "csv" || format == "table" || format == "json",
                       "--format '{}': must be csv, table or json", format);
  const auto text = format == "csv" ? as_csv(table) : format == "json" ? as_json(table)
                                                                       : as_drawn(table);
  if (to_file)
    write_file(options.file, text, access);
  else
    streams.out << text;
}

}  // namespace trygg::tools
