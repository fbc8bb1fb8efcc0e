#include <algorithm>
#include <cmath>
#include <set>

#include "base/error.hpp"
#include "base/text.hpp"
#include "estimate/cube.hpp"
#include "estimate/cube_index.hpp"
#include "goal/goal.hpp"
#include "goal/ratio_interval.hpp"

namespace trygg {
namespace {

std::vector<std::string> sorted(const std::set<std::string>& names) {
  return {names.begin(), names.end()};
}

/// Whether the goal is about the row: a level of its indicator, divided by area and sex only.
bool concerns(const Goal& goal, const CubeRow& row) {
  return row.indicator == goal.indicator && row.contrast.empty() &&
         std::ranges::all_of(row.groups, [](const std::string& group) { return group.empty(); });
}

void check(const Goal& goal, const Cube& cube) {
  std::set<std::string> indicators, waves, statistics;
  for (const auto& row : cube.rows) {
    indicators.insert(row.indicator);
    if (!concerns(goal, row)) continue;
    waves.insert(row.wave);
    statistics.insert(row.statistic);
  }
  require<ConfigError>(indicators.contains(goal.indicator),
                       "the goal's indicator '{}' is not in the cube{}", goal.indicator,
                       did_you_mean(goal.indicator, sorted(indicators)));
  require<ConfigError>(waves.contains(goal.baseline),
                       "the goal's baseline '{}' is no wave of '{}' in the cube{}", goal.baseline,
                       goal.indicator, did_you_mean(goal.baseline, sorted(waves)));
  require<ConfigError>(statistics == std::set<std::string>{"share"},
                       "the goal's indicator '{}' is a {}; a goal is set for a share",
                       goal.indicator, joined(sorted(statistics), " and a "));
}

double year_of(const std::string& wave) {
  const auto year = to_number(wave);
  require<InputError>(year.has_value(),
                      "the wave '{}' is not a year, so it has no place on the path to the goal",
                      wave);
  return *year;
}

ShareEstimate share_of(const CubeRow& row) {
  return {.n = static_cast<double>(row.n),
          .value = row.estimate,
          .variance = row.se * row.se,
          .df = row.df};
}

Verdict verdict_of(const RatioInterval& r, double factor) {
  if (r.upper <= factor) return Verdict::reached;
  return r.lower > factor ? Verdict::not_reached : Verdict::cannot_tell;
}

std::string development_of(const RatioInterval& r, double factor) {
  if (r.upper <= factor) return "halved";
  if (r.lower > 1) return "increased";
  if (r.upper < 1) return r.lower > factor ? "reduced_not_halved" : "reduced_unclear";
  return r.lower > factor ? "no_change" : "cannot_tell";
}

std::string course_of(const RatioInterval& r, double path) {
  if (r.lower > path) return "above_path";
  return r.upper < path ? "below_path" : "on_path_possible";
}

std::string note_of(const RatioInterval& r, bool before_target) {
  std::vector<std::string> codes;
  if (!r.reason.empty()) codes.emplace_back(r.reason);
  if (before_target) codes.emplace_back("before_target_year");
  return joined(codes, " ");
}

GoalRow row_of(const Goal& goal, const CubeRow& now, const CubeRow& baseline) {
  GoalRow row{.wave = now.wave,
              .baseline = baseline.wave,
              .era = now.era,
              .indicator = now.indicator,
              .area_level = now.area_level,
              .area = now.area,
              .sex = now.sex,
              .n_baseline = baseline.n,
              .n = now.n};
  const double year = year_of(now.wave), path = path_ratio(goal, year);
  const auto r = ratio_interval(share_of(now), share_of(baseline), goal.level);
  row.baseline_estimate = baseline.estimate;
  row.estimate = now.estimate;
  row.path = baseline.estimate * path;
  row.target = baseline.estimate * goal.factor;
  row.ratio = r.ratio;
  row.lower = r.lower;
  row.upper = r.upper;
  row.df = r.df;
  row.development = "not_available";
  row.note = note_of(r, year < goal.target_year);
  if (std::isnan(r.lower) || std::isnan(r.upper)) return row;
  row.verdict = verdict_of(r, goal.factor);
  row.development = development_of(r, goal.factor);
  row.course = course_of(r, path);
  return row;
}

}  // namespace

std::vector<GoalRow> assess(const Goal& goal, const Cube& cube) {
  check(goal, cube);
  const CubeIndex index(cube);
  const double base_year = year_of(goal.baseline);
  std::vector<GoalRow> rows;
  for (const auto& row : cube.rows) {
    if (!concerns(goal, row) || year_of(row.wave) <= base_year) continue;
    auto key = key_of(row);
    key.wave = goal.baseline;
    if (const auto* baseline = index.find(key)) rows.push_back(row_of(goal, row, *baseline));
  }
  return rows;
}

}  // namespace trygg
