#include "goal/goal.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>

#include "base/error.hpp"
#include "base/text.hpp"
#include "config/config.hpp"

namespace trygg {
namespace {

double fraction(const Config& config, std::string_view key, double fallback) {
  const double value = config.number(key, fallback);
  if (!(value > 0 && value < 1))
    config.fail(key, fmt::format("{} must lie between 0 and 1", value));
  return value;
}

}  // namespace

Goal read_goal(const std::filesystem::path& path) {
  const auto config = Config::read(path);
  Goal goal;
  goal.name = config.text("name", "");
  goal.indicator = config.text("indicator");
  goal.baseline = config.text("baseline");
  goal.factor = fraction(config, "factor", goal.factor);
  goal.target_year = config.number("target_year");
  goal.path = config.text("path", goal.path);
  goal.level = fraction(config, "level", goal.level);
  config.reject_unknown();
  const auto base = to_number(goal.baseline);
  if (!base) config.fail("baseline", fmt::format("'{}' is not a year", goal.baseline));
  if (!(goal.target_year > *base))
    config.fail("target_year",
                fmt::format("{} is not after the baseline, {}", goal.target_year, goal.baseline));
  if (goal.path != "exponential" && goal.path != "linear")
    config.fail("path", fmt::format("'{}': must be exponential or linear", goal.path));
  return goal;
}

double path_ratio(const Goal& goal, double year) {
  const auto base = to_number(goal.baseline);
  require(base.has_value(), "the baseline '{}' is not a year", goal.baseline);
  const double u = std::min(1.0, (year - *base) / (goal.target_year - *base));
  return goal.path == "linear" ? 1 - (1 - goal.factor) * u : std::pow(goal.factor, u);
}

}  // namespace trygg
