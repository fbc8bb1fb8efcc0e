#include "coverage/goal_worst.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "goal/judge.hpp"
#include "goal/shrink.hpp"

namespace trygg {
namespace {

/// Regions of a division with what is known of them at the baseline.
struct Candidates {
  std::vector<std::size_t> domain;
  std::vector<ShareEstimate> baseline, other;
  Shrinkage shrunk;
};

ShareEstimate share_of(const Result& r) {
  return {.n = static_cast<double>(r.n), .value = r.estimate, .variance = r.se * r.se, .df = r.df};
}

Candidates candidates(const GoalSample& sample, const GoalDomains& domains, Division division) {
  Candidates made;
  for (const auto region : domains.of(division)) {
    const auto d = GoalDomains::domain(region, GoalDomains::all);
    made.domain.push_back(d);
    made.baseline.push_back(share_of(sample[GoalPlan::baseline].level(0)[d]));
    made.other.push_back(share_of(sample[GoalPlan::choice].level(0)[d]));
  }
  made.shrunk = shrink(made.baseline);
  return made;
}

/// What the areas are ordered by; one without an estimate is last.
double figure(const Candidates& of, std::size_t i, WorstBy by) {
  const double value = by == WorstBy::shrunk        ? of.shrunk.shares[i].value
                       : by == WorstBy::other_round ? of.other[i].value
                                                    : of.baseline[i].value;
  return std::isnan(value) ? -1 : value;
}

std::vector<std::size_t> choose(const Candidates& of, WorstBy by, std::size_t count) {
  std::vector<std::size_t> order(of.domain.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order,
                           [&](auto a, auto b) { return figure(of, a, by) > figure(of, b, by); });
  order.resize(std::min(count, order.size()));
  return order;
}

/// A mean of shares by size; their samples are taken as independent.
class Together {
 public:
  void add(const ShareEstimate& share, double persons) {
    const double v = persons * persons * share.variance;
    n_ += share.n;
    persons_ += persons;
    sum_ += persons * share.value;
    variance_ += v;
    if (v > 0) parts_ += v * v / share.df;
  }
  ShareEstimate share() const {
    return {.n = n_,
            .value = sum_ / persons_,
            .variance = variance_ / (persons_ * persons_),
            .df = variance_ * variance_ / parts_};
  }

 private:
  double n_ = 0, persons_ = 0, sum_ = 0, variance_ = 0, parts_ = 0;
};

WorstDraw draw_of(const GoalSample& sample, const Candidates& of,
                  const std::vector<std::size_t>& chosen, WorstBy by,
                  const ScenarioAnswers& answers, std::size_t scenario, double level) {
  Together before, now;
  double true_before = 0, true_now = 0;
  for (const auto i : chosen) {
    const auto d = of.domain[i];
    const double persons = answers.persons(d);
    auto baseline = of.baseline[i];
    if (by == WorstBy::shrunk) {
      baseline.value = of.shrunk.shares[i].value;
      baseline.variance = of.shrunk.shares[i].se * of.shrunk.shares[i].se;
    }
    before.add(baseline, persons);
    now.add(share_of(sample[GoalPlan::last].level(scenario)[d]), persons);
    true_before += persons * answers.share(scenario, GoalPlan::baseline, d);
    true_now += persons * answers.share(scenario, GoalPlan::last, d);
  }
  Goal goal;
  goal.baselines = {"0"};
  goal.factor = GoalPlan::factor;
  goal.target_year = GoalPlan::year[GoalPlan::last];
  goal.level = level;
  GoalRow row;
  row.baseline = "0";
  judge_round(row, {.now = now.share(), .baseline = before.share()}, goal.target_year, goal);
  WorstDraw draw{.ratio = row.ratio.ratio, .truth = true_now / true_before};
  draw.is_given = row.ratio.set == RatioSet::interval;
  draw.covered = draw.is_given && row.ratio.lower <= draw.truth && draw.truth <= row.ratio.upper;
  draw.reached = row.state == Verdict::reached;
  draw.not_reached = row.state == Verdict::not_reached;
  return draw;
}

}  // namespace

WorstDraws draw_worst(const GoalSample& sample, const GoalDomains& domains,
                      const ScenarioAnswers& answers, double level) {
  WorstDraws made;
  for (std::size_t o = 0; o < all_worst_of.size(); ++o) {
    const auto of = candidates(sample, domains, all_worst_of[o].division);
    for (std::size_t b = 0; b < all_worst_by.size(); ++b) {
      const auto chosen = choose(of, all_worst_by[b], all_worst_of[o].count);
      for (std::size_t s = 0; s < made.size(); ++s)
        made[s][o][b] = draw_of(sample, of, chosen, all_worst_by[b], answers, s, level);
    }
  }
  return made;
}

void WorstTally::add(const WorstDraw& draw) {
  if (!draw.is_given) return;
  samples += 1;
  ratio += draw.ratio;
  truth += draw.truth;
  const double e = draw.ratio / draw.truth - 1;
  excess += e;
  excess2 += e * e;
  covered.add(1, draw.covered);
  reached.add(1, draw.reached);
  not_reached.add(1, draw.not_reached);
}

double WorstTally::error() const {
  const double mean = mean_excess();
  return std::sqrt((excess2 / samples - mean * mean) / (samples - 1));
}

}  // namespace trygg
