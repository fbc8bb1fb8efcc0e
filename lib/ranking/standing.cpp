#include "ranking/standing.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <tuple>

#include "base/csv.hpp"
#include "base/error.hpp"
#include "base/text.hpp"
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

std::vector<AreaStanding> against_whole(const AreasAndWhole& figure, double level) {
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

const std::vector<std::string> columns{"wave",
                                       "era",
                                       "indicator",
                                       "statistic",
                                       "area_level",
                                       "area",
                                       "sex",
                                       "n",
                                       "estimate",
                                       "lower",
                                       "upper",
                                       "whole",
                                       "difference",
                                       "se",
                                       "difference_lower",
                                       "difference_upper",
                                       "t",
                                       "p_value",
                                       "p_adjusted",
                                       "side",
                                       "areas",
                                       "highest",
                                       "lowest",
                                       "own_highest",
                                       "own_lowest",
                                       "note"};

/// How many areas are placed together with a row's.
std::size_t placed_with(const std::vector<AreaStanding>& rows, const AreaStanding& row) {
  const auto family = [](const AreaStanding& s) {
    return std::tie(s.area.wave, s.area.era, s.area.indicator, s.area.statistic, s.area.area_level,
                    s.area.sex);
  };
  return static_cast<std::size_t>(std::ranges::count_if(rows, [&](const AreaStanding& other) {
    return other.places && family(other) == family(row);
  }));
}

std::string whole_number(bool given, std::size_t number) {
  return given ? fmt::format("{}", number) : "";
}

}  // namespace

std::string_view to_text(Side side) {
  constexpr std::array<std::string_view, 4> words{"above", "below", "not_shown", "not_available"};
  return words[static_cast<std::size_t>(side)];
}

std::vector<AreaStanding> standings(const AreasAndWhole& figure, const RankOptions& options) {
  const auto size = figure.areas.size() + 1;
  require(figure.covariance.size() == size * size,
          "a covariance of {} numbers for {} areas and "
          "the whole",
          figure.covariance.size(), size - 1);
  require(options.level > 0 && options.level < 1, "level {}: must lie between 0 and 1",
          options.level);
  auto standings = against_whole(figure, options.level);
  tell_sides(standings, options.level);
  add_places(figure, options, standings);
  return standings;
}

std::string to_csv(const std::vector<AreaStanding>& rows) {
  std::string text = csv_line(columns);
  for (const auto& s : rows) {
    const auto& a = s.area;
    std::vector<std::string> fields{a.wave,       a.era,  a.indicator, a.statistic,
                                    a.area_level, a.area, a.sex,       fmt::format("{}", a.n)};
    for (const double number : {a.estimate, a.lower, a.upper, s.whole, s.difference, s.se, s.lower,
                                s.upper, s.t, s.p_value, s.p_adjusted})
      fields.push_back(shortest(number));
    fields.emplace_back(to_text(s.side));
    const bool given = s.places.has_value();
    const auto places = s.places.value_or(RankSet{});
    fields.push_back(whole_number(given, placed_with(rows, s)));
    for (const auto place : {places.highest, places.lowest, places.own_highest, places.own_lowest})
      fields.push_back(whole_number(given, place));
    fields.push_back(a.note);
    text += csv_line(fields);
  }
  return text;
}

}  // namespace trygg
