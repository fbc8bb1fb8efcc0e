#include <algorithm>

#include "base/error.hpp"
#include "base/text.hpp"
#include "io/write.hpp"
#include "table/splitting.hpp"
#include "tools/commands.hpp"
#include "tools/data_options.hpp"
#include "tools/output.hpp"

namespace trygg::tools {
namespace {

struct Settings {
  Common common;
  DataOptions data;
  std::string output;
  std::optional<std::string> select;
};

void declare(Options& options, Settings& s) {
  add_data(options, s.data);
  options.add("-o,--output", s.output, "FILE", "file to write: .csv .tsv .sav .zsav .dta");
  options.required("--output");
  options.add("--select", s.select, "V,V", "only these columns, in this order");
  options.common(s.common);
}

constexpr auto summary =
    "Converts a data file to another format, with labels and missing codes where it has them.";

/// The names in --select: cut where the parts are names of columns, for a name may hold a comma.
std::vector<std::string> selected(const std::string& select, const Table& table) {
  const auto known = [&](const std::string& name) -> std::optional<std::string> {
    return table.has(name) ? std::optional(name) : std::nullopt;
  };
  const OptionText text(select);
  const auto ways = divisions(text, ',', or_trimmed(known));
  std::vector<std::string> readings;
  for (const auto& way : ways) readings.push_back(joined(way, " + "));
  if (readings.size() > 1) require_one_reading(select, readings);
  auto names = ways.empty() ? split(text.text(), ',') : ways.front();
  for (const auto& name : names) {
    static_cast<void>(table.column(ways.empty() ? trimmed(name) : name));  // throws the error
    require<ConfigError>(std::ranges::count(names, name) == 1, "--select '{}': '{}' is named twice",
                         select, name);
  }
  return names;
}

/// The columns `names` of `table` in that order.
Table ordered(Table table, const std::vector<std::string>& names) {
  std::vector<Column> columns;
  for (const auto& name : names) columns.push_back(std::move(table.column(name)));
  Table made(table.source(), std::move(columns));
  made.label = table.label;
  return made;
}

void run(Args args, const Streams&) {
  Settings s;
  Options options("convert", summary);
  declare(options, s);
  options.parse(args);
  check_not_input(s.output, {s.data.file, s.data.codebook.value_or("")});
  check_extension(s.output);
  auto table = read(s.data, {}, s.common.threads);
  if (s.select) {
    const auto names = selected(*s.select, table);
    table = ordered(std::move(table), names);
  }
  write_table(table, s.output, s.common.threads);
}

std::string help() {
  Settings s;
  Options options("convert", summary);
  declare(options, s);
  return options.help();
}

}  // namespace

const Command convert_command{"convert", "convert between formats of data files", run, help};

}  // namespace trygg::tools
