#include "coverage/goal_tally.hpp"

#include <cmath>

#include "change/change_value.hpp"
#include "change/trend.hpp"
#include "goal/families.hpp"
#include "goal/judge.hpp"

namespace trygg {
namespace {

ShareEstimate share_of(const Result& r) {
  return {.n = static_cast<double>(r.n), .value = r.estimate, .variance = r.se * r.se, .df = r.df};
}
RoundValue value_of(const Result& r) {
  return {.estimate = r.estimate, .se = r.se, .df = r.df};
}

/// Whether a set of ratios holds the true one.
bool holds(const RatioInterval& r, double truth) {
  switch (r.set) {
    case RatioSet::interval:
      return r.lower <= truth && truth <= r.upper;
    case RatioSet::half_line:
      return truth >= r.lower;
    case RatioSet::complement:
      return truth <= r.lower || truth >= r.upper;
    case RatioSet::everything:
      return true;
    case RatioSet::none:
      break;
  }
  return false;
}

Goal goal_at(double level) {
  Goal goal;
  goal.baselines = {"0"};
  goal.factor = GoalPlan::factor;
  goal.target_year = GoalPlan::year[GoalPlan::last];
  goal.level = level;
  return goal;
}

struct Projected {
  double lower, upper;
};

/// Judges the cells of one scenario.
class ScenarioJudge {
 public:
  ScenarioJudge(const GoalSample& sample, const ScenarioAnswers& answers, std::size_t scenario,
                double level)
      : sample_(sample), answers_(answers), scenario_(scenario), goal_(goal_at(level)) {}

  using Counts = std::array<GoalCounts::Count, goal_rates>;

  /// Adds a level's cell, and keeps its row for the family.
  void add_level(std::size_t domain, Counts& counts) {
    const RatioPair pair{.now = share_of(level(GoalPlan::last, domain)),
                         .baseline = share_of(level(GoalPlan::baseline, domain))};
    GoalRow row;
    row.baseline = goal_.baseline();
    row.wave = "9";
    judge_round(row, pair, GoalPlan::year[GoalPlan::last], goal_);
    count(counts, GoalRate::reached, row.state == Verdict::reached);
    count(counts, GoalRate::not_reached, row.state == Verdict::not_reached);
    count(counts, GoalRate::cannot_tell, row.state == Verdict::cannot_tell);
    add_course(domain, pair.baseline, counts);
    add_ratios(pair, row.ratio, domain, counts);
    add_change(domain, counts);
    add_projection(domain, counts);
    family_.push_back(std::move(row));
  }

  void add_gap(std::size_t region, Counts& counts) const {
    const auto& now = sample_[GoalPlan::last].gap(scenario_)[region];
    const auto& before = sample_[GoalPlan::baseline].gap(scenario_)[region];
    const double truth = true_gap(GoalPlan::last, region);
    count_interval(counts, GoalRate::gap, now.lower, now.upper, truth);
    const auto change =
        change_of(value_of(now), value_of(before), 0, ChangeScale::difference, goal_.level);
    count_interval(counts, GoalRate::change_of_gap, change.lower, change.upper,
                   truth - true_gap(GoalPlan::baseline, region));
  }

  /// The families of the cells added so far, which are forgotten.
  void end_family(Counts& counts) {
    adjust(family_, goal_.alpha());
    const auto any = [&](GoalRate rate, Verdict GoalRow::*state, Verdict verdict) {
      bool found = false;
      for (const auto& row : family_) found = found || row.*state == verdict;
      count(counts, rate, found);
    };
    any(GoalRate::any_reached, &GoalRow::state, Verdict::reached);
    any(GoalRate::any_not_reached, &GoalRow::state, Verdict::not_reached);
    any(GoalRate::any_reached_adjusted, &GoalRow::state_adjusted, Verdict::reached);
    any(GoalRate::any_not_reached_adjusted, &GoalRow::state_adjusted, Verdict::not_reached);
    family_.clear();
  }

 private:
  static void count(Counts& counts, GoalRate rate, bool hit) {
    auto& c = counts[static_cast<std::size_t>(rate)];
    c.trials += 1;
    c.hits += hit;
  }
  /// Coverage, and in the rate after it whether there is no interval.
  static void count_interval(Counts& counts, GoalRate rate, double lower, double upper,
                             double truth) {
    const bool is_given = !std::isnan(lower) && !std::isnan(upper);
    const auto none = static_cast<GoalRate>(static_cast<std::size_t>(rate) + 1);
    count(counts, none, !is_given);
    if (is_given) count(counts, rate, lower <= truth && truth <= upper);
  }

  const Result& level(std::size_t year, std::size_t domain) const {
    return sample_[year].level(scenario_)[domain];
  }
  double truth(std::size_t year, std::size_t domain) const {
    return answers_.share(scenario_, year, domain);
  }
  double true_gap(std::size_t year, std::size_t region) const {
    return truth(year, GoalDomains::domain(region, GoalDomains::women)) -
           truth(year, GoalDomains::domain(region, GoalDomains::men));
  }

  void add_course(std::size_t domain, const ShareEstimate& baseline, Counts& counts) const {
    GoalRow row;
    row.baseline = goal_.baseline();
    judge_round(row, {.now = share_of(level(GoalPlan::middle, domain)), .baseline = baseline},
                GoalPlan::year[GoalPlan::middle], goal_);
    count(counts, GoalRate::on_path, row.course == Course::on_path);
    count(counts, GoalRate::behind_path, row.course == Course::behind_path);
    count(counts, GoalRate::course_unclear, row.course == Course::cannot_tell);
  }

  void add_ratios(const RatioPair& pair, const RatioInterval& automatic, std::size_t domain,
                  Counts& counts) const {
    const double ratio = truth(GoalPlan::last, domain) / truth(GoalPlan::baseline, domain);
    const auto add = [&](GoalRate rate, GoalRate none, const RatioInterval& r) {
      count(counts, none, r.set == RatioSet::none);
      if (r.set != RatioSet::none) count(counts, rate, holds(r, ratio));
    };
    add(GoalRate::ratio, GoalRate::ratio_none, automatic);
    const auto fieller = ratio_interval(pair, goal_.level, RatioMethod::fieller);
    add(GoalRate::fieller, GoalRate::fieller_none, fieller);
    if (fieller.set != RatioSet::none)
      count(counts, GoalRate::fieller_open, fieller.set != RatioSet::interval);
    add(GoalRate::mover, GoalRate::mover_none,
        ratio_interval(pair, goal_.level, RatioMethod::mover));
  }

  RoundValue share_value(std::size_t year, std::size_t domain) const {
    auto value = value_of(level(year, domain));
    value.n = static_cast<double>(level(year, domain).n);
    value.is_share = true;
    return value;
  }

  void add_change(std::size_t domain, Counts& counts) const {
    const auto change =
        change_of(share_value(GoalPlan::last, domain), share_value(GoalPlan::baseline, domain), 0,
                  ChangeScale::difference, goal_.level);
    count_interval(counts, GoalRate::change, change.lower, change.upper,
                   truth(GoalPlan::last, domain) - truth(GoalPlan::baseline, domain));
  }

  /// The projection from the rounds since the baseline. \param of  a round's estimate
  template <class Of>
  Projected projected(Of of) const {
    RoundSeries series;
    for (auto year = GoalPlan::baseline; year < GoalPlan::year.size(); ++year) {
      const Result& r = of(year);
      series.rounds.push_back({.year = GoalPlan::year[year],
                               .n = static_cast<double>(r.n),
                               .value = r.estimate,
                               .variance = r.se * r.se,
                               .df = r.df});
    }
    const auto ahead =
        project(fit_trend(series, goal_.level).back(), GoalPlan::projected_year, goal_.level);
    return {ahead.lower, ahead.upper};
  }

  void add_projection(std::size_t domain, Counts& counts) const {
    const auto ahead =
        projected([&](std::size_t year) -> const Result& { return level(year, domain); });
    count_interval(counts, GoalRate::projection, ahead.lower, ahead.upper,
                   truth(ScenarioAnswers::projected, domain));
    if (scenario_ != GoalPlan::halving) return;
    const auto scattered = projected(
        [&](std::size_t year) -> const Result& { return sample_[year].scattered[domain]; });
    count_interval(counts, GoalRate::scattered, scattered.lower, scattered.upper,
                   sample_.scattered_projected[domain]);
  }

  const GoalSample& sample_;
  const ScenarioAnswers& answers_;
  std::size_t scenario_;
  Goal goal_;
  std::vector<GoalRow> family_;
};

void judge_group(const GoalGroup& group, const GoalDomains& domains, ScenarioJudge& judge,
                 ScenarioJudge::Counts& counts) {
  const bool together = group.sexes == SexPart::together;
  for (const auto region : domains.of(group.division)) {
    if (together) {
      judge.add_level(GoalDomains::domain(region, GoalDomains::all), counts);
      judge.add_gap(region, counts);
    } else {
      judge.add_level(GoalDomains::domain(region, GoalDomains::women), counts);
      judge.add_level(GoalDomains::domain(region, GoalDomains::men), counts);
    }
  }
  judge.end_family(counts);
}

}  // namespace

GoalCounts judge_sample(const GoalSample& sample, const GoalDomains& domains,
                        const ScenarioAnswers& answers, double level) {
  GoalCounts made;
  for (std::size_t s = 0; s < GoalPlan::ratio.size(); ++s) {
    ScenarioJudge judge(sample, answers, s, level);
    for (std::size_t g = 0; g < goal_groups.size(); ++g)
      judge_group(goal_groups[g], domains, judge, made.count[s][g]);
  }
  return made;
}

}  // namespace trygg
