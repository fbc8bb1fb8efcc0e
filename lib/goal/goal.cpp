#include "goal/goal.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "base/error.hpp"
#include "base/text.hpp"
#include "config/config.hpp"
#include "goal/wording_file.hpp"

namespace trygg {
namespace {

double fraction(const Config& config, std::string_view key, double fallback) {
  const double value = config.number(key, fallback);
  if (!(value > 0 && value < 1))
    config.fail(key, fmt::format("{} must lie between 0 and 1", value));
  return value;
}

std::vector<std::string> read_baselines(const Config& config) {
  const auto names = config.texts("baseline");
  if (names.empty()) config.missing("baseline");
  std::set<std::string> met;
  for (const auto& name : names) {
    if (!to_number(name)) config.fail("baseline", fmt::format("'{}' is not a year", name));
    if (!met.insert(name).second)
      config.fail("baseline", fmt::format("{} stands there twice", name));
  }
  return names;
}

std::vector<std::string> read_also(const Config& config, const std::string& indicator) {
  const auto names = config.texts("also");
  std::set<std::string> met{indicator};
  for (const auto& name : names)
    if (!met.insert(name).second)
      config.fail("also", fmt::format("'{}' is the goal's own, or stands there twice", name));
  return names;
}

double read_target_year(const Config& config, const std::vector<std::string>& baselines) {
  const double year = config.number("target_year");
  for (const auto& name : baselines)
    if (!(year > *to_number(name)))
      config.fail("target_year", fmt::format("{} is not after the baseline, {}", year, name));
  return year;
}

GoalPath read_path(const Config& config) {
  const auto text = config.text("path", "exponential");
  if (text == "exponential") return GoalPath::exponential;
  if (text != "linear")
    config.fail("path", fmt::format("'{}': must be exponential or linear", text));
  return GoalPath::linear;
}

RatioMethod read_interval(const Config& config) {
  try {
    return to_ratio_method(config.text("interval", "automatic"));
  } catch (const ArgumentError& e) {
    config.fail("interval", e.what());
  }
}

TargetRule read_rule(const Config& config) {
  const auto text = config.text("target_rule", "nearest");
  if (text == "nearest") return TargetRule::nearest;
  if (text != "interpolate")
    config.fail("target_rule", fmt::format("'{}': must be nearest or interpolate", text));
  return TargetRule::interpolate;
}

/// `text`, `sex`, and any group of the cube with its code.
GoalPopulation read_population(const Config& config) {
  GoalPopulation population;
  const auto table = config.table("population");
  if (!table) return population;
  for (const auto& key : table->keys()) {
    if (key == "text")
      population.text = table->text(key);
    else if (key == "sex")
      population.sex = table->text(key);
    else
      population.groups.emplace_back(key, table->text(key));
  }
  return population;
}

GoalPlanning read_planning(const Config& config, double factor) {
  GoalPlanning planning{.ratio = 0.8 * factor};
  const auto table = config.table("planning");
  if (!table) return planning;
  planning.ratio = fraction(*table, "ratio", planning.ratio);
  planning.power = fraction(*table, "power", planning.power);
  if (!(planning.ratio < factor))
    table->fail("ratio", fmt::format("{}: no sample is large enough to tell that the factor {} is "
                                     "reached unless the true ratio is below it",
                                     planning.ratio, factor));
  if (planning.power < 0.5) table->fail("power", fmt::format("{} is below 0.5", planning.power));
  return planning;
}

}  // namespace

Goal read_goal(const std::filesystem::path& path) {
  const auto config = Config::read(path);
  Goal goal;
  goal.name = config.text("name", "");
  goal.text = config.text("text", "");
  goal.indicator = config.text("indicator");
  goal.also = read_also(config, goal.indicator);
  goal.baselines = read_baselines(config);
  goal.factor = fraction(config, "factor", goal.factor);
  goal.target_year = read_target_year(config, goal.baselines);
  goal.path = read_path(config);
  goal.interval = read_interval(config);
  goal.target_rule = read_rule(config);
  goal.level = fraction(config, "level", goal.level);
  goal.population = read_population(config);
  goal.levels = config.texts("levels");
  goal.areas = config.texts("areas");
  goal.era = config.text("era", "");
  goal.planning = read_planning(config, goal.factor);
  for (const auto& table : config.tables("wording"))
    goal.wordings.push_back(read_wording(table, goal.baselines));
  for (const auto& table : config.tables("count_goal"))
    goal.count_goals.push_back(read_count_goal(table, goal.target_year));
  config.reject_unknown();
  return goal;
}

double path_ratio(const Goal& goal, double base_year, double year) {
  require(goal.target_year > base_year, "the target year {} is not after the baseline, {}",
          goal.target_year, base_year);
  const double u = std::clamp((year - base_year) / (goal.target_year - base_year), 0.0, 1.0);
  return goal.path == GoalPath::linear ? 1 - (1 - goal.factor) * u : std::pow(goal.factor, u);
}

}  // namespace trygg
