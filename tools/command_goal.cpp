#include <optional>
#include <ostream>

#include "base/error.hpp"
#include "base/file.hpp"
#include "estimate/cube.hpp"
#include "goal/assess.hpp"
#include "goal/goal_release.hpp"
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
                      settings.cube, goal.indicator, goal.baseline());
  if (settings.rules)
    write_table(
        table_of(to_csv(release(rows, read_release_rules(*settings.rules))), IsPublished::yes),
        settings.output, Access::published, streams);
  else
    write_table(table_of(to_csv(rows), IsPublished::no), settings.output, Access::secret, streams);
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
