// bench_series: times all that compares rounds, from respondents in memory: 15,000 in each of four
// rounds, 40 shares, the whole and 14 areas, each for all, women and men. Levels and gaps of every
// round, changes and changes of gaps between all rounds, trends, pooled rounds, and a goal for
// every share. Writes a table in Markdown.
#include <fmt/core.h>

#include <algorithm>
#include <chrono>
#include <functional>
#include <string>
#include <vector>

#include "base/parallel.hpp"
#include "base/random.hpp"
#include "change/cell_series.hpp"
#include "change/change.hpp"
#include "change/pooled.hpp"
#include "change/trend_rows.hpp"
#include "design/design.hpp"
#include "estimate/cells.hpp"
#include "estimate/folded_estimator.hpp"
#include "fold/folder.hpp"
#include "goal/assess.hpp"

namespace {

using namespace trygg;

constexpr std::size_t respondents = 15'000, shares = 40, areas = 14, strata = 120;
const std::vector<std::string> waves{"2014", "2017", "2020", "2023"};

Column codes(const std::string& name, std::size_t levels) {
  Column column{.name = name};
  for (std::size_t l = 0; l < levels; ++l) column.levels.push_back({.text = fmt::format("{}", l)});
  find_numbers(column, '.');
  return column;
}

std::string share_name(std::size_t share) {
  return fmt::format("q{}", share + 1);
}

/// A round: strata lie in areas, every stratum has its own weight, one answer in fifty is missing.
Table draw_round(std::uint32_t round) {
  Random random(1, round);
  auto stratum = codes("stratum", strata), area = codes("area", areas), sex = codes("sex", 2);
  auto weight = codes("w", strata);
  for (std::size_t h = 0; h < strata; ++h)
    weight.levels[h] = {.text = fmt::format("{}", 20 + h % 37),
                        .number = static_cast<double>(20 + h % 37)};
  std::vector<Column> questions;
  for (std::size_t q = 0; q < shares; ++q) {
    questions.push_back(codes(share_name(q), 3));
    questions.back().levels[2].missing = Missing::other;
  }
  for (std::size_t k = 0; k < respondents; ++k) {
    const auto h = static_cast<std::uint32_t>(k * strata / respondents);
    stratum.codes.push_back(h);
    weight.codes.push_back(h);
    area.codes.push_back(h % areas);
    sex.codes.push_back(random.below(2));
    for (std::size_t q = 0; q < shares; ++q) {
      const double share = 0.03 + 0.005 * static_cast<double>(q) + 0.02 * sex.codes.back();
      const double uniform = random.uniform();
      questions[q].codes.push_back(uniform < 0.02 ? 2 : uniform < 0.02 + share ? 1 : 0);
    }
  }
  std::vector<Column> all{std::move(stratum), std::move(area), std::move(sex), std::move(weight)};
  std::ranges::move(questions, std::back_inserter(all));
  return Table("round", std::move(all));
}

CubeRow row_of(const Result& r, const std::string& wave, const Quantity& quantity,
               const std::string& area, const std::string& sex, const std::string& contrast) {
  CubeRow row;
  row.wave = wave;
  row.indicator = quantity.indicator;
  row.statistic = "share";
  if (!area.empty()) {
    row.area_level = "area";
    row.era = "one";
  }
  row.area = area;
  row.sex = sex;
  row.contrast = contrast;
  row.n = r.n;
  row.estimate = r.estimate;
  row.se = r.se;
  row.lower = r.lower;
  row.upper = r.upper;
  row.df = r.df;
  row.p_value = r.p_value;
  return row;
}

std::vector<Quantity> quantities() {
  std::vector<Quantity> all;
  for (std::size_t q = 0; q < shares; ++q)
    all.push_back({.indicator = share_name(q),
                   .statistic = Statistic::share,
                   .variable = share_name(q),
                   .levels = {1}});
  return all;
}

/// A cell: an area or all, a sex or both.
struct Place {
  std::string area, sex;
  Domain domain;
};

std::vector<Place> places_of(const Table& cells_table, const Design& design) {
  const auto everybody = domain_where({}, cells_table, design);
  const auto name = [&](const char* column, std::uint32_t level) {
    return cells_table.column(column).levels[level].text;
  };
  std::vector<Place> places;
  for (const bool by_area : {false, true})
    for (const bool by_sex : {false, true}) {
      std::vector<std::string> by;
      if (by_area) by.emplace_back("area");
      if (by_sex) by.emplace_back("sex");
      for (auto& cell : cells(by, everybody, cells_table, design))
        places.push_back({by_area ? name("area", cell.levels[0]) : "",
                          by_sex ? name("sex", cell.levels.back()) : "", std::move(cell.domain)});
    }
  return places;
}

using ByPlace = std::vector<std::vector<Result>>;

/// The difference between the sexes, at the place of the second; elsewhere nothing.
ByPlace gaps_of(const DomainEstimator& estimator, const std::vector<Place>& places,
                unsigned threads) {
  const Contrast difference{
      .text = {},
      .variables = {},
      .terms = {{.coefficient = 1, .levels = {}}, {.coefficient = -1, .levels = {}}}};
  ByPlace gaps(places.size());
  parallel_for(places.size(), threads, [&](std::size_t p) {
    if (places[p].sex != "1") return;
    for (const auto& other : places)
      if (other.sex == "0" && other.area == places[p].area) {
        const std::vector<Domain> terms{places[p].domain, other.domain};
        estimator.contrasts(difference, {&terms, 1}, std::span(gaps).subspan(p, 1));
      }
  });
  return gaps;
}

/// Levels and gaps of one round.
std::vector<CubeRow> estimate(const Table& table, const std::string& wave, unsigned threads) {
  FoldPlan plan{.keys = {"stratum", "w", "area", "sex"}};
  for (std::size_t q = 0; q < shares; ++q) plan.items.push_back(share_name(q));
  const auto folded = fold(table, plan);
  const auto design = make_design(folded.cells, {.weight = "w", .strata = "stratum"});
  auto asked = quantities();
  for (std::size_t q = 0; q < asked.size(); ++q)
    for (std::uint32_t l = 0; l < folded.items[q].levels.size(); ++l)
      if (folded.items[q].levels[l].text == "1") asked[q].levels = {l};
  const auto estimator = make_folded_estimator(folded, design, asked, {});
  const auto places = places_of(folded.cells, design);
  ByPlace levels(places.size());
  parallel_for(places.size(), threads, [&](std::size_t p) {
    estimator->levels({&places[p].domain, 1}, std::span(levels).subspan(p, 1));
  });
  const auto gaps = gaps_of(*estimator, places, threads);
  std::vector<CubeRow> rows;
  for (std::size_t q = 0; q < asked.size(); ++q)
    for (std::size_t p = 0; p < places.size(); ++p) {
      rows.push_back(row_of(levels[p][q], wave, asked[q], places[p].area, places[p].sex, ""));
      if (!gaps[p].empty())
        rows.push_back(row_of(gaps[p][q], wave, asked[q], places[p].area, "", "sex:1-0"));
    }
  return rows;
}

double total = 0;

/// Does `work`, which tells how many rows it makes, five times, and tells the median time.
void tell(const char* what, const std::function<std::size_t()>& work) {
  using Clock = std::chrono::steady_clock;
  std::vector<double> times;
  std::size_t rows = 0;
  for (int i = 0; i < 5; ++i) {
    const auto begin = Clock::now();
    rows = work();
    times.push_back(std::chrono::duration<double, std::milli>(Clock::now() - begin).count());
  }
  std::ranges::sort(times);
  total += times[2];
  fmt::print("| {} | {:.1f} | {} |\n", what, times[2], rows);
}

/// Every pair of rounds.
std::vector<CubeRow> all_changes(const Cube& cube) {
  std::vector<CubeRow> all;
  const CellSeries series(cube);
  for (std::size_t later = 1; later < waves.size(); ++later)
    for (std::size_t earlier = 0; earlier < later; ++earlier)
      std::ranges::move(
          changes(series, {.later = waves[later], .earlier = waves[earlier], .variable = "round"}),
          std::back_inserter(all));
  return all;
}

std::size_t verdicts(const Cube& cube) {
  std::size_t count = 0;
  for (std::size_t q = 0; q < shares; ++q) {
    Goal goal;
    goal.indicator = share_name(q);
    goal.baselines = {"2017"};
    count += assess(goal, cube).size();
  }
  return count;
}

}  // namespace

int main() {
  const unsigned threads = default_threads();
  std::vector<Table> rounds;
  for (std::uint32_t r = 0; r < waves.size(); ++r) rounds.push_back(draw_round(r));
  fmt::print("| what | ms | rows |\n| --- | --- | --- |\n");
  Cube cube;
  tell("levels and gaps of four rounds, from respondents", [&] {
    cube.rows.clear();
    for (std::size_t r = 0; r < waves.size(); ++r)
      std::ranges::move(estimate(rounds[r], waves[r], threads), std::back_inserter(cube.rows));
    return cube.rows.size();
  });
  tell("changes and changes of gaps, all six pairs of rounds",
       [&] { return all_changes(cube).size(); });
  tell("trends of all shares", [&] { return trends(CellSeries(cube), nullptr, {}).size(); });
  tell("the last two rounds pooled",
       [&] { return pooled(CellSeries(cube), std::span(waves).last(2), nullptr, {}).size(); });
  tell("verdicts on a goal for each share", [&] { return verdicts(cube); });
  fmt::print("| together | {:.1f} | |\n", total);
}
