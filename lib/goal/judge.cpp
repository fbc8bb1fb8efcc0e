#include "goal/judge.hpp"

#include <cmath>

#include "base/error.hpp"
#include "base/text.hpp"
#include "dist/quantiles.hpp"
#include "estimate/interval.hpp"
#include "goal/ratio_limits.hpp"

namespace trygg {
namespace {

std::string development_of(const RatioInterval& r, double factor) {
  if (r.set == RatioSet::none) return "not_available";
  const bool has_lower = r.set == RatioSet::interval || r.set == RatioSet::half_line;
  const double lower = has_lower ? r.lower : 0;
  const double upper = r.set == RatioSet::interval ? r.upper : INFINITY;
  if (upper <= factor) return "halved";
  if (lower > 1) return "increased";
  if (upper < 1) return lower > factor ? "reduced_not_halved" : "reduced_unclear";
  return lower > factor ? "no_change" : "cannot_tell";
}

Course course_of(const GoalRow& row, bool before_target) {
  if (row.state == Verdict::not_available) return Course::not_available;
  if (row.state == Verdict::reached) return Course::on_path;
  if (!before_target)
    return row.state == Verdict::not_reached ? Course::behind_path : Course::cannot_tell;
  if (row.distance_upper <= 0) return Course::on_path;
  return row.distance_lower > 0 ? Course::behind_path : Course::cannot_tell;
}

void set_tests(GoalRow& row, const RatioPair& pair, const Goal& goal) {
  const auto tests = ratio_tests(pair, goal.factor, goal.interval);
  row.p_reached = tests.below;
  row.p_not_reached = tests.above;
  if (row.ratio.set != RatioSet::none && row.ratio.method == RatioMethod::log)
    row.probability = 1 - tests.below;
}

void set_path(GoalRow& row, const RatioPair& pair, double path, const Goal& goal) {
  row.path = pair.baseline.value * path;
  row.target = pair.baseline.value * goal.factor;
  if (row.ratio.set == RatioSet::none) return;
  const auto distance = distance_to_path(pair, path, goal.level);
  row.distance = distance.value;
  row.distance_lower = distance.lower;
  row.distance_upper = distance.upper;
  const auto left = distance_to_path(pair, goal.factor, goal.level);
  row.remaining = left.value;
  row.remaining_lower = left.lower;
  row.remaining_upper = left.upper;
}

ShareLimits distance_limits(const ShareEstimate& share, double level) {
  if (share.value <= 0 || share.value >= 1 || !share.parts.empty())
    return share_limits(share, level);
  const auto limits =
      logit_limits(share.value, std::sqrt(share.variance), t_quantile((1 + level) / 2, share.df));
  return {limits.lower, limits.upper};
}

}  // namespace

Verdict state_of(const RatioInterval& r, double factor) {
  if (r.set == RatioSet::none) return Verdict::not_available;
  if (r.set == RatioSet::interval && r.upper <= factor) return Verdict::reached;
  const bool bounded_below = r.set == RatioSet::interval || r.set == RatioSet::half_line;
  return bounded_below && r.lower > factor ? Verdict::not_reached : Verdict::cannot_tell;
}

Distance distance_to_path(const RatioPair& pair, double path, double level) {
  const auto [l1, u1] = distance_limits(pair.now, level);
  const auto [l0, u0] = distance_limits(pair.baseline, level);
  const double p1 = pair.now.value, p0 = pair.baseline.value, d = p1 - path * p0;
  const auto reach = [&](double now, double before) {
    const double b = path * before;
    return std::sqrt(std::max(0.0, now * now + b * b - 2 * pair.correlation * now * b));
  };
  return {.value = d, .lower = d - reach(p1 - l1, u0 - p0), .upper = d + reach(u1 - p1, p0 - l0)};
}

void judge_round(GoalRow& row, const RatioPair& pair, double year, const Goal& goal) {
  row.baseline_estimate = pair.baseline.value;
  row.baseline_se = std::sqrt(pair.baseline.variance);
  row.baseline_df = pair.baseline.df;
  row.estimate = pair.now.value;
  row.se = std::sqrt(pair.now.variance);
  row.estimate_df = pair.now.df;
  row.correlation = pair.correlation;
  row.ratio = ratio_interval(pair, goal.level, goal.interval);
  row.state = state_of(row.ratio, goal.factor);
  row.development = development_of(row.ratio, goal.factor);
  set_tests(row, pair, goal);
  set_path(row, pair, path_ratio(goal, *to_number(row.baseline), year), goal);
  row.course = course_of(row, year < goal.target_year);
  std::vector<std::string> codes;
  if (!row.ratio.reason.empty()) codes.emplace_back(row.ratio.reason);
  if (row.ratio.reason.empty() && !pair.now.parts.empty()) codes.emplace_back("all_or_none");
  if (year < goal.target_year) codes.emplace_back("before_target_year");
  row.note = joined(codes, " ");
}

void judge(GoalRow& row, const RatioPair& pair, double year, const Goal& goal) {
  judge_round(row, pair, year, goal);
  if (row.ratio.set == RatioSet::none) return;
  row.planning = planning(pair, {.factor = goal.factor,
                                 .alpha = goal.alpha(),
                                 .method = goal.interval,
                                 .true_ratio = goal.planning.ratio,
                                 .power = goal.planning.power});
}

}  // namespace trygg
