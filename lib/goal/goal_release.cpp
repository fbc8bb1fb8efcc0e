#include "goal/goal_release.hpp"

#include <algorithm>
#include <cmath>

namespace trygg {
namespace {

ReleasedGoalRow identified(const GoalRow& row) {
  ReleasedGoalRow released;
  released.wave = row.wave;
  released.baseline = row.baseline;
  released.occasion = row.occasion;
  released.era = row.era;
  released.indicator = row.indicator;
  released.area_level = row.area_level;
  released.area = row.area;
  released.sex = row.sex;
  return released;
}

class Decider {
 public:
  explicit Decider(const ReleaseRules& rules) : rules_(rules) {}

  ReleasedGoalRow decided(const GoalRow& row) const {
    auto released = identified(row);
    const auto base = std::min(row.n, row.n_baseline);
    if (base < rules_.minimum_base) {
      released.reason = "few_answers";
    } else if (row.state == Verdict::not_available) {
      released.reason = row.note.starts_with("series_break") ? "series_break" : "not_estimable";
    } else {
      const bool is_flagged = base < rules_.flag_base;
      released.decision = is_flagged ? Decision::flag : Decision::show;
      if (is_flagged) released.reason = "small_base";
      set_numbers(released, row);
      set_words(released, row, !is_flagged && row.ratio.df >= rules_.minimum_df);
    }
    return released;
  }

 private:
  Published percent(double value) const {
    if (!std::isfinite(value)) return Published::withheld(Symbol::uncertain);
    return Published::shown(value, rules_.decimals, Scale::percent);
  }

  void set_numbers(ReleasedGoalRow& released, const GoalRow& row) const {
    released.baseline_estimate = percent(row.baseline_estimate);
    released.estimate = percent(row.estimate);
    released.ratio = percent(row.ratio.ratio);
    released.ratio_lower = percent(row.ratio.lower);
    released.ratio_upper = percent(row.ratio.upper);
    released.set = row.ratio.set;
    released.path = percent(row.path);
    released.target = percent(row.target);
    released.distance = percent(row.distance);
    released.distance_lower = percent(row.distance_lower);
    released.distance_upper = percent(row.distance_upper);
    released.remaining = percent(row.remaining);
    released.remaining_lower = percent(row.remaining_lower);
    released.remaining_upper = percent(row.remaining_upper);
    released.projection = percent(row.projection);
    released.projection_lower = percent(row.projection_lower);
    released.projection_upper = percent(row.projection_upper);
    released.reached_at = percent(row.planning.reached_at);
    released.not_reached_at = percent(row.planning.not_reached_at);
    if (std::isfinite(row.planning.n_needed))
      released.n_needed = Published::shown(row.planning.n_needed, 0);
  }

  static void set_words(ReleasedGoalRow& released, const GoalRow& row, bool certain) {
    released.family = row.family;
    released.state = certain ? row.state : Verdict::cannot_tell;
    released.state_adjusted = certain ? row.state_adjusted : Verdict::cannot_tell;
    released.course = certain ? row.course : Course::cannot_tell;
    released.development = certain ? row.development : "cannot_tell";
  }

  const ReleaseRules& rules_;
};

}  // namespace

std::vector<ReleasedGoalRow> release(const std::vector<GoalRow>& rows, const ReleaseRules& rules) {
  const Decider decider(rules);
  std::vector<ReleasedGoalRow> released;
  for (const auto& row : rows) released.push_back(decider.decided(row));
  return released;
}

}  // namespace trygg
