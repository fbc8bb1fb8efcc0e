#include "coverage/goal_ranks.hpp"

#include <algorithm>
#include <cmath>

#include "ranking/rank_sets.hpp"

namespace trygg {
namespace {

/// 1 is the highest; areas of equal value share the best of their places.
std::size_t place(const std::vector<double>& values, std::size_t i) {
  return 1 + static_cast<std::size_t>(
                 std::ranges::count_if(values, [&](double v) { return v > values[i]; }));
}

}  // namespace

RankDraw draw_ranks(const RoundEstimates& baseline, const GoalDomains& domains,
                    const ScenarioAnswers& answers, double level, std::uint64_t seed) {
  RankedEstimates areas{.value = {}, .covariance = baseline.area_covariance};
  std::vector<double> truth;
  for (const auto region : domains.of(Division::areas)) {
    const auto d = GoalDomains::domain(region, GoalDomains::all);
    const auto& r = baseline.level(0)[d];
    areas.value.push_back(r.estimate);
    areas.df = std::min(areas.df, r.df);
    truth.push_back(answers.share(0, GoalPlan::baseline, d));
  }
  RankDraw draw;
  const auto is_missing = [](double x) { return std::isnan(x); };
  if (areas.value.size() < 2 || std::ranges::any_of(areas.value, is_missing) ||
      std::ranges::any_of(areas.covariance, is_missing) || !(areas.df > 0))
    return draw;
  // Enough draws: their error in a quantile is a tenth of what a sample's variances have.
  const auto sets = rank_sets(areas, {.level = level, .draws = 1000, .seed = seed});
  draw.is_given = draw.all_hold = true;
  draw.areas = static_cast<double>(sets.size());
  for (std::size_t i = 0; i < sets.size(); ++i) {
    const auto true_place = place(truth, i);
    const auto& s = sets[i];
    draw.all_hold = draw.all_hold && s.highest <= true_place && true_place <= s.lowest;
    draw.own_hold += s.own_highest <= true_place && true_place <= s.own_lowest;
    draw.width += static_cast<double>(s.lowest - s.highest + 1);
    draw.own_width += static_cast<double>(s.own_lowest - s.own_highest + 1);
  }
  return draw;
}

void RankTally::add(const RankDraw& draw) {
  if (!draw.is_given) return;
  all_hold.add(1, draw.all_hold);
  own_hold.add(draw.areas, draw.own_hold);
  width += draw.width;
  own_width += draw.own_width;
  areas += draw.areas;
}

}  // namespace trygg
