#include "ranking/standing.hpp"

#include <algorithm>
#include <cmath>

#include "base/error.hpp"
#include "dist/quantiles.hpp"
#include "estimate/estimator.hpp"
#include "ranking/share_against_whole.hpp"

namespace trygg {
namespace {

/// Of a mean or a total.
void compare_means(const AreasAndWhole& figure, std::size_t a, double level, AreaStanding& s) {
  const auto size = figure.areas.size() + 1;
  const auto v = [&](std::size_t i, std::size_t j) { return figure.covariance[i * size + j]; };
  const double variance = v(a, a) + v(size - 1, size - 1) - 2 * v(a, size - 1);
  if (!(variance > 0) || !(v(a, a) > 0) || !(s.area.df > 0)) return;
  s.se = std::sqrt(variance);
  const double margin = t_quantile((1 + level) / 2, s.area.df) * s.se;
  s.lower = s.difference - margin;
  s.upper = s.difference + margin;
  s.t = s.difference / s.se;
  s.p_value = t_two_sided(s.t, s.area.df);
}

std::vector<AreaStanding> differences(const AreasAndWhole& figure, double level) {
  const ShareAgainstWhole shares(figure);
  std::vector<AreaStanding> standings;
  for (std::size_t a = 0; a < figure.areas.size(); ++a) {
    AreaStanding s{.area = figure.areas[a], .whole = figure.whole.estimate};
    s.difference = s.area.estimate - s.whole;
    if (std::isnan(s.difference)) {
      standings.push_back(s);
      continue;
    }
    if (s.area.statistic == to_text(Statistic::share))
      shares.compare(a, s);
    else
      compare_means(figure, a, level, s);
    standings.push_back(s);
  }
  return standings;
}

void tell_sides(std::vector<AreaStanding>& standings, double level) {
  std::vector<double> p_values;
  for (const auto& s : standings) p_values.push_back(s.p_value);
  const auto adjusted = holm(p_values);
  for (std::size_t a = 0; a < standings.size(); ++a) {
    auto& s = standings[a];
    s.p_adjusted = adjusted[a];
    if (std::isnan(s.p_adjusted)) continue;
    s.side = s.p_adjusted >= 1 - level ? Side::not_shown
             : s.difference > 0        ? Side::above
                                       : Side::below;
  }
}

/// The areas that can be placed: with a value, a variance and degrees of freedom.
std::vector<std::size_t> placed(const AreasAndWhole& figure) {
  const auto size = figure.areas.size() + 1;
  std::vector<std::size_t> places;
  for (std::size_t a = 0; a + 1 < size; ++a)
    if (std::isfinite(figure.areas[a].estimate) && figure.covariance[a * size + a] > 0 &&
        figure.areas[a].df > 0)
      places.push_back(a);
  return places;
}

void add_places(const AreasAndWhole& figure, const RankOptions& options,
                std::vector<AreaStanding>& standings) {
  const auto areas = placed(figure);
  if (areas.size() < 2) return;
  const auto size = figure.areas.size() + 1;
  RankedEstimates ranked;
  for (const auto a : areas) {
    ranked.value.push_back(figure.areas[a].estimate);
    ranked.df = std::min(ranked.df, figure.areas[a].df);
    for (const auto b : areas) ranked.covariance.push_back(figure.covariance[a * size + b]);
  }
  const auto sets = rank_sets(ranked, options);
  for (std::size_t i = 0; i < areas.size(); ++i) standings[areas[i]].places = sets[i];
}

}  // namespace

std::vector<AreaStanding> against_whole(const AreasAndWhole& figure, double level) {
  const auto size = figure.areas.size() + 1;
  require(figure.covariance.size() == size * size,
          "a covariance of {} numbers for {} areas and "
          "the whole",
          figure.covariance.size(), size - 1);
  require(level > 0 && level < 1, "level {}: must lie between 0 and 1", level);
  auto standings = differences(figure, level);
  tell_sides(standings, level);
  return standings;
}

std::vector<AreaStanding> standings(const AreasAndWhole& figure, const RankOptions& options) {
  auto standings = against_whole(figure, options.level);
  add_places(figure, options, standings);
  return standings;
}

}  // namespace trygg
