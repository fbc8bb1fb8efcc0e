#include "base/error.hpp"
#include "base/text.hpp"
#include "table/check.hpp"
#include "tools/commands.hpp"
#include "tools/data_options.hpp"
#include "tools/output.hpp"

namespace trygg::tools {
namespace {

struct Settings {
  Common common;
  DataOptions data;
  OutputOptions output;
};

void declare(Options& options, Settings& s) {
  add_data(options, s.data);
  options.required("--codebook");
  add_output(options, s.output);
  options.common(s.common);
}

/// "3 17 21 …", counted from 1.
std::string rows_text(const Problem& problem) {
  std::vector<std::string> rows;
  for (const auto record : problem.first) rows.push_back(fmt::format("{}", record + 1));
  if (!rows.empty() && problem.count > rows.size()) rows.emplace_back("…");
  return joined(rows, " ");
}

OutputTable as_table(const std::vector<Problem>& problems) {
  OutputTable table{{"variable", "problem", "value", "count", "rows"}, {}};
  for (const auto& problem : problems)
    table.rows.push_back({problem.variable, std::string(to_text(problem.kind)), problem.value,
                          problem.count == 0 ? "" : fmt::format("{}", problem.count),
                          rows_text(problem)});
  return table;
}

constexpr auto summary = "Lists what in a data file does not fit its codebook.";

void run(Args args, const Streams& streams) {
  Settings s;
  Options options("check", summary);
  declare(options, s);
  options.parse(args);
  check_format(s.output);
  check_not_input(s.output.file, {s.data.file, s.data.codebook.value_or("")});
  const auto codebook = codebook_of(s.data);
  const auto table = read(s.data, {}, s.common.threads);
  write_table(as_table(check(table, codebook)), s.output, Access::secret, streams);
}

std::string help() {
  Settings s;
  Options options("check", summary);
  declare(options, s);
  return options.help();
}

}  // namespace

const Command check_command{"check", "list what in a data file does not fit its codebook", run,
                            help};

}  // namespace trygg::tools
