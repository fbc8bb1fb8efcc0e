#include <optional>
#include <ostream>

#include "base/csv.hpp"
#include "base/error.hpp"
#include "base/file.hpp"
#include "estimate/cube.hpp"
#include "goal/goal.hpp"
#include "tools/commands.hpp"
#include "tools/output.hpp"

namespace trygg::tools {
namespace {

constexpr std::string_view summary = "judge every cell of a cube against a goal";

struct Settings {
  Common common;
  std::string cube, goal;
  std::optional<std::string> rules;
  OutputOptions output;
};

void declare(Options& options, Settings& settings) {
  options.positional(settings.cube, "CUBE", "estimates, from 'trygg build' (CSV)");
  options.add("--goal", settings.goal, "GOAL.toml", "the goal");
  options.required("--goal");
  options.add("--rules", settings.rules, "RULES.toml",
              "write what these rules of release allow, not the estimates themselves");
  add_output(options, settings.output);
  options.common(settings.common);
}

/// The table that a CSV text holds: its columns are named in one place only.
OutputTable table_of(const std::string& csv) {
  auto text = parse_csv(csv, "goal");
  return {std::move(text.header), std::move(text.rows)};
}

/// What is released is a text for each number; a table or JSON would make numbers of them again.
void write_release(const std::vector<GoalRow>& rows, const Settings& settings,
                   const Streams& streams) {
  const auto& [file, format] = settings.output;
  require<ConfigError>(format.empty() || format == "csv",
                       "--format {}: with --rules the output is csv, as it may be published",
                       format);
  const auto text = to_csv(release(rows, read_release_rules(*settings.rules)));
  if (file.empty())
    streams.out << text;
  else
    write_file(file, text, Access::published);
}

void run(Args args, const Streams& streams) {
  Settings settings;
  Options options("goal", std::string(summary));
  declare(options, settings);
  options.parse(args);
  check_format(settings.output);
  check_not_input(settings.output.file,
                  {settings.cube, settings.goal, settings.rules.value_or("")});
  const auto goal = read_goal(settings.goal);
  const auto rows = assess(goal, read_cube(settings.cube));
  require<InputError>(!rows.empty(),
                      "{}: no wave of '{}' after the baseline {} in an area and era that the "
                      "baseline has too",
                      settings.cube, goal.indicator, goal.baseline);
  if (settings.rules)
    write_release(rows, settings, streams);
  else
    write_table(table_of(to_csv(rows)), settings.output, Access::secret, streams);
}

std::string help() {
  Settings settings;
  Options options("goal", std::string(summary));
  declare(options, settings);
  return options.help();
}

}  // namespace

const Command goal_command{"goal", summary, run, help};

}  // namespace trygg::tools
