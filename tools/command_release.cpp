#include <algorithm>
#include <ostream>

#include "area/areas.hpp"
#include "base/error.hpp"
#include "base/file.hpp"
#include "estimate/cube.hpp"
#include "goal/said_of_goal.hpp"
#include "release/attack.hpp"
#include "release/release.hpp"
#include "tools/commands.hpp"
#include "tools/options.hpp"
#include "tools/output.hpp"
#include "tools/release_scope.hpp"

namespace trygg::tools {
namespace {

constexpr std::string_view summary = "decide for every cell whether it may be published";

struct Settings {
  Common common;
  std::string cube, rules, areas, crosswalk, goal;
  std::vector<std::string> levels, eras, before, publications, goal_releases;
  bool audit = false;
  OutputOptions output;
};

void declare(Options& options, Settings& settings) {
  options.positional(settings.cube, "CUBE", "estimates, from 'trygg build' (CSV)");
  options.add("--rules", settings.rules, "RULES.toml", "the rules of release");
  options.required("--rules");
  options.add("--level", settings.levels, "LEVEL", "areas of this level go out (repeatable; all)");
  options.add("--era", settings.eras, "ERA", "areas of this era go out (repeatable; all)");
  options.add("--areas", settings.areas, "AREAS.csv", "how areas lie in one another, with");
  options.add("--crosswalk", settings.crosswalk, "CROSSWALK.csv", "the smallest areas of each");
  options.add("--published-before", settings.before, "RELEASE.csv",
              "what was confidential there stays so (repeatable)");
  options.section("Audit");
  options.flag("--audit", settings.audit,
               "try to find out what was suppressed, and tell what can be");
  options.add(
      "--publication", settings.publications, "RELEASE.csv",
      "what is out (repeatable), areas against the whole too; not given: what the rules give");
  options.add("--goal-release", settings.goal_releases, "GOAL_RELEASE.csv",
              "figures of the goal that are out (repeatable), with");
  options.add("--goal", settings.goal, "GOAL.toml", "the goal");
  add_output(options, settings.output);
  options.common(settings.common);
}

std::string counts(const Release& released) {
  std::size_t shown = 0, flagged = 0, suppressed = 0;
  for (const auto& row : released.rows)
    ++(row.decision == Decision::show   ? shown
       : row.decision == Decision::flag ? flagged
                                        : suppressed);
  return fmt::format("{} rows: {} shown, {} flagged, {} suppressed", released.rows.size(), shown,
                     flagged, suppressed);
}

ReleaseScope scope_of(const Settings& settings) {
  ReleaseScope scope{
      .surface = {settings.levels, settings.eras}, .nesting = {}, .before_break = {}};
  require<ConfigError>(settings.areas.empty() == settings.crosswalk.empty(),
                       "--areas and --crosswalk belong together");
  if (!settings.areas.empty())
    scope.nesting = area_nesting(read_areas(settings.areas, settings.crosswalk));
  for (const auto& file : settings.before)
    scope.confidential_before.merge(confidential_levels(read_release(file)));
  return scope;
}

/// What the goal's published figures tell of levels.
std::vector<SaidOfLevels> said_elsewhere(const Settings& settings, const Cube& cube) {
  require<ConfigError>(settings.goal.empty() == settings.goal_releases.empty(),
                       "--goal and --goal-release belong together");
  std::vector<SaidOfLevels> said;
  for (const auto& file : settings.goal_releases)
    for (auto& one :
         said_of_goal(read_released_goal(file), read_goal(settings.goal), cube.group_names.size()))
      said.push_back(std::move(one));
  return said;
}

/// \throws InputError  something was found
void audit(const Settings& settings, const Cube& cube, const ReleaseRules& rules,
           const Streams& streams) {
  const auto scope = scope_of(settings);
  require<ConfigError>(rules.protection.asked(),
                       "{}: key 'protection': an audit needs to know how little may be found out; "
                       "take a profile that says it, or write [protection]",
                       settings.rules);
  std::vector<Release> publications;
  for (const auto& file : settings.publications) publications.push_back(read_release(file));
  if (publications.empty()) publications.push_back(release(cube, rules, scope));
  const auto cells =
      attack(publications, cube, rules, scope.nesting, said_elsewhere(settings, cube));
  write_table(table_of(to_csv(cells, cube.group_names), IsPublished::no), settings.output,
              Access::secret, streams);
  const auto found = std::ranges::count_if(cells, [](const auto& cell) { return cell.found; });
  require<InputError>(found == 0, "{} of {} suppressed cells can be found out", found,
                      cells.size());
  if (!settings.common.quiet)
    streams.err << fmt::format("{} suppressed cells, none can be found out\n", cells.size());
}

void run(Args args, const Streams& streams) {
  Settings settings;
  Options options("release", std::string(summary));
  declare(options, settings);
  options.parse(args);
  check_format(settings.output);
  check_not_input(settings.output.file, {settings.cube, settings.rules});
  const auto rules = read_release_rules(settings.rules);
  const auto cube = read_cube(settings.cube);
  require<ConfigError>(
      settings.audit || (settings.publications.empty() && settings.goal_releases.empty()),
      "--publication and --goal-release belong to --audit");
  if (settings.audit) return audit(settings, cube, rules, streams);
  const auto released = release(cube, rules, scope_of(settings));
  const bool any_withheld =
      std::ranges::any_of(released.rows, [](const auto& row) { return !row.estimate.is_shown(); });
  if (any_withheld && !rules.protection.asked() && !settings.common.quiet)
    streams.err << fmt::format(
        "note: {} asks for no [protection]: a suppressed figure may be computed from others\n",
        settings.rules);
  write_table(table_of(to_csv(released), IsPublished::yes), settings.output, Access::published,
              streams);
  if (!settings.common.quiet) streams.err << counts(released) << '\n';
}

std::string help() {
  Settings settings;
  Options options("release", std::string(summary));
  declare(options, settings);
  return options.help();
}

}  // namespace

const Command release_command{"release", summary, run, help};

}  // namespace trygg::tools
