#include <optional>
#include <ostream>
#include <set>

#include "area/area_list.hpp"
#include "area/areas.hpp"
#include "base/error.hpp"
#include "base/file.hpp"
#include "base/text.hpp"
#include "change/round_correlations.hpp"
#include "estimate/cube.hpp"
#include "goal/goal_release.hpp"
#include "goal/results.hpp"
#include "goal/wording_release.hpp"
#include "tools/commands.hpp"
#include "tools/goal_text.hpp"
#include "tools/output.hpp"

namespace trygg::tools {
namespace {

constexpr std::string_view summary = "judge every cell of a cube against a goal";

struct Settings {
  Common common;
  std::string cube, goal;
  std::optional<std::string> rules, breaks, correlations, areas;
  bool typed_breaks = false, typed_correlations = false;  ///< or found beside the cube, or none
  std::string show = "cells";
  OutputOptions output;
};

void declare(Options& options, Settings& settings) {
  options.positional(settings.cube, "CUBE", "estimates, from 'trygg build' (CSV)");
  options.add("--goal", settings.goal, "GOAL.toml", "the goal");
  options.required("--goal");
  options.add("--rules", settings.rules, "RULES.toml",
              "write what these rules of release allow, not the estimates themselves");
  options.add("--breaks", settings.breaks, "FILE",
              "where indicators ceased to be comparable (CSV; default: comparability.csv beside "
              "CUBE, if it is there; or none); across them nothing is judged");
  options.add("--correlations", settings.correlations, "FILE",
              "of estimates in rounds that overlap (CSV; default: correlations.csv beside CUBE, if "
              "it is there; or none: independent rounds)");
  options.add("--areas", settings.areas, "AREAS.csv",
              "names of areas for the table on a terminal; the file of a project");
  options.add("--show", settings.show, "TABLE",
              "cells, wordings, worst-areas or counts (default: cells)");
  add_output(options, settings.output);
  options.common(settings.common);
}

/// What the option names; left out, the file of that name beside the cube, which is told. Empty:
/// none.
std::optional<std::string> companion(const std::optional<std::string>& typed, const char* option,
                                     const char* name, const Settings& settings,
                                     const Streams& streams) {
  if (typed) return *typed == "none" ? std::nullopt : typed;
  const auto beside = std::filesystem::path(settings.cube).replace_filename(name);
  if (!std::filesystem::exists(beside)) return std::nullopt;
  if (!settings.common.quiet)
    streams.err << fmt::format("trygg goal: {} is taken into account; {} none leaves it out\n",
                               beside.string(), option);
  return beside.string();
}

/// Puts the files in place that stand beside the cube.
void find_companions(Settings& settings, const Streams& streams) {
  settings.typed_breaks = settings.breaks && *settings.breaks != "none";
  settings.typed_correlations = settings.correlations && *settings.correlations != "none";
  settings.breaks = companion(settings.breaks, "--breaks", "comparability.csv", settings, streams);
  settings.correlations =
      companion(settings.correlations, "--correlations", "correlations.csv", settings, streams);
}

void check_known(const std::string& file, std::string_view column, const std::string& name,
                 const std::set<std::string>& known) {
  const std::vector<std::string> names(known.begin(), known.end());
  require<InputError>(known.contains(name), "{}: column '{}': '{}' is not in the cube{}", file,
                      column, name, did_you_mean(name, names));
}

/// What was typed must be about the cube: a misspelt name would say that nothing ever changed.
/// The files that stand beside the cube are of the whole project and may have more.
void check_names(const Cube& cube, const std::vector<SeriesBreak>& breaks,
                 const RoundCorrelations& correlations, const Settings& settings) {
  std::set<std::string> indicators, waves;
  for (const auto& row : cube.rows) {
    indicators.insert(row.indicator);
    waves.insert(row.wave);
  }
  if (settings.typed_breaks)
    for (const auto& each : breaks)
      check_known(*settings.breaks, "indicator", each.indicator, indicators);
  if (!settings.typed_correlations) return;
  for (const auto& pair : correlations.pairs()) {
    check_known(*settings.correlations, "indicator", pair.later.indicator, indicators);
    check_known(*settings.correlations, "wave", pair.later.wave, waves);
    check_known(*settings.correlations, "earlier", pair.earlier, waves);
  }
}

GoalResults results_for(const Goal& goal, const Settings& settings) {
  AssessOptions options;
  RoundCorrelations correlations;
  if (settings.breaks) options.breaks = read_breaks(*settings.breaks);
  if (settings.correlations) {
    correlations = read_round_correlations(*settings.correlations);
    options.correlation = [&](const CubeRow& a, const CubeRow& b) {
      return correlations.between(a, b);
    };
  }
  const auto cube = read_cube(settings.cube);
  check_names(cube, options.breaks, correlations, settings);
  auto results = goal_results(goal, cube, options);
  require<InputError>(!results.rows.empty(),
                      "{}: no wave of '{}' after the baseline {} in an area and era that the "
                      "baseline has too",
                      settings.cube, goal.indicator, joined(goal.baselines, " or "));
  return results;
}

/// Rules that withhold nothing, for the eyes of the one who made the estimates.
ReleaseRules no_limits() {
  return {.minimum_base = 0, .flag_base = 0, .minimum_df = 0};
}

std::string csv_of(const GoalResults& all, const Settings& settings, const ReleaseRules& rules) {
  const bool released = settings.rules.has_value();
  if (settings.show == "counts") return to_csv(all.counts);
  if (settings.show == "wordings")
    return released ? to_csv(release(all.wordings, rules)) : to_csv(all.wordings);
  if (settings.show == "worst-areas")
    return released ? to_csv(release(all.worst, rules)) : to_csv(all.worst);
  return released ? to_csv(release(all.rows, rules)) : to_csv(all.rows);
}

void check(const Settings& settings) {
  check_format(settings.output);
  const auto& show = settings.show;
  require<ConfigError>(
      show == "cells" || show == "wordings" || show == "worst-areas" || show == "counts",
      "--show '{}': must be cells, wordings, worst-areas or counts", show);
  check_not_input(
      settings.output.file,
      {settings.cube, settings.goal, settings.rules.value_or(""), settings.breaks.value_or(""),
       settings.correlations.value_or(""), settings.areas.value_or("")});
  const bool is_text = settings.show == "cells" && settings.output.format != "csv" &&
                       settings.output.format != "json";
  require<ConfigError>(!settings.areas || is_text,
                       "--areas gives names to the table of the cells; leave it out with --show {} "
                       "--format {}",
                       settings.show,
                       settings.output.format.empty() ? "table" : settings.output.format);
}

void run(Args args, const Streams& streams) {
  Settings settings;
  Options options("goal", std::string(summary));
  declare(options, settings);
  options.parse(args);
  find_companions(settings, streams);
  check(settings);
  const auto goal = read_goal(settings.goal);
  const auto all = results_for(goal, settings);
  for (const auto& baseline : idle_baselines(goal, all.rows))
    streams.err << fmt::format(
        "trygg goal: no round of '{}' after the baseline {} yet, so nothing is judged by it\n",
        goal.indicator, baseline);
  const auto rules = settings.rules ? read_release_rules(*settings.rules) : no_limits();
  const auto access = settings.rules ? Access::published : Access::secret;
  if (settings.show == "cells" && format_of(settings.output, streams) == "table") {
    const auto areas = settings.areas ? read_area_list(*settings.areas) : std::vector<Area>{};
    const auto rows = release(all.rows, rules);
    const auto readings = release(all.wordings, rules);
    write_text(goal_text({goal, rows, readings, all.counts, areas}, settings.common.lang),
               settings.output, access, streams);
    return;
  }
  write_table(
      table_of(csv_of(all, settings, rules), settings.rules ? IsPublished::yes : IsPublished::no),
      settings.output, access, streams);
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
