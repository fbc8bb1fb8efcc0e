#include <algorithm>
#include <filesystem>

#include "base/error.hpp"
#include "base/text.hpp"
#include "io/write.hpp"
#include "tools/commands.hpp"
#include "tools/data_options.hpp"

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

std::vector<std::string> selected(const std::optional<std::string>& select) {
  if (!select) return {};
  std::vector<std::string> names;
  for (const auto& part : split(*select, ',')) {
    names.emplace_back(trimmed(part));
    require<ConfigError>(!names.back().empty(), "--select '{}': a name is empty", *select);
    require<ConfigError>(std::ranges::count(names, names.back()) == 1,
                         "--select '{}': '{}' is named twice", *select, names.back());
  }
  return names;
}

/// The columns `names` of `table` in that order; all when it is empty.
Table ordered(Table table, const std::vector<std::string>& names) {
  if (names.empty()) return table;
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
  namespace fs = std::filesystem;
  require<ConfigError>(
      !fs::exists(s.output) || !fs::exists(s.data.file) || !fs::equivalent(s.output, s.data.file),
      "-o {}: that is DATA itself; choose another name", s.output);
  const auto names = selected(s.select);
  write_table(ordered(read(s.data, names, s.common.threads), names), s.output);
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
