#include <algorithm>

#include "goal/goal.hpp"

namespace trygg {
namespace {

ReleasedGoalRow identified(const GoalRow& row) {
  ReleasedGoalRow released;
  released.wave = row.wave;
  released.baseline = row.baseline;
  released.era = row.era;
  released.indicator = row.indicator;
  released.area_level = row.area_level;
  released.area = row.area;
  released.sex = row.sex;
  released.development = "not_available";
  return released;
}

ReleasedGoalRow released_row(const GoalRow& row, const ReleaseRules& rules) {
  auto released = identified(row);
  const auto base = std::min(row.n, row.n_baseline);
  if (base < rules.minimum_base || row.verdict == Verdict::not_available) {
    released.reason = base < rules.minimum_base ? "few_answers" : "not_estimable";
    return released;
  }
  const auto percent = [&](double value) {
    return Published::shown(value, rules.decimals, Scale::percent);
  };
  const bool is_flagged = base < rules.flag_base;
  released.decision = is_flagged ? Decision::flag : Decision::show;
  if (is_flagged) released.reason = "small_base";
  released.baseline_estimate = percent(row.baseline_estimate);
  released.estimate = percent(row.estimate);
  released.ratio = percent(row.ratio);
  released.ratio_lower = percent(row.lower);
  released.ratio_upper = percent(row.upper);
  released.path = percent(row.path);
  released.target = percent(row.target);
  const bool certain = !is_flagged && row.df >= rules.minimum_df;
  released.verdict = certain ? row.verdict : Verdict::cannot_tell;
  released.development = certain ? row.development : "cannot_tell";
  released.course = certain ? row.course : "on_path_possible";
  return released;
}

}  // namespace

std::vector<ReleasedGoalRow> release(const std::vector<GoalRow>& rows, const ReleaseRules& rules) {
  std::vector<ReleasedGoalRow> released;
  for (const auto& row : rows) released.push_back(released_row(row, rules));
  return released;
}

}  // namespace trygg
