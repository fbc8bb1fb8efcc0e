#include "change/cell_series.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "base/error.hpp"
#include "change/change.hpp"
#include "change/pooled.hpp"
#include "change/round_correlations.hpp"
#include "change/trend_rows.hpp"
#include "dist/quantiles.hpp"
#include "estimate/cube_fixture.hpp"
#include "estimate/interval.hpp"

using namespace trygg;
using Catch::Contains;

namespace {

Approx agrees(double reference) {
  return Approx(reference).epsilon(1e-12);
}

/// Two areas and a gap in four rounds; area 02 was not there in the first.
Cube four_rounds() {
  Cube cube;
  double level = 0.2;
  for (const auto* wave : {"2014", "2017", "2020", "2023"}) {
    cube.rows.push_back(test::share(wave, "", level, 0.006));
    cube.rows.push_back(test::in_area(test::share(wave, "", level + 0.02, 0.02, 200, 150), "01"));
    if (wave != std::string("2014"))
      cube.rows.push_back(test::in_area(test::share(wave, "", level - 0.05, 0.03, 120, 100), "02"));
    cube.rows.push_back(test::comparison(wave, "kon:2-1", 0.08, 0.04));
    cube.rows.push_back(test::comparison(wave, "kon:2/1", 1.8, 0.3));
    level -= 0.02;
  }
  return cube;
}

const std::vector<std::string> last_two{"2020", "2023"};

}  // namespace

TEST_CASE("rows of a cube are found by cell and wave", "[change]") {
  const auto cube = four_rounds();
  const CellSeries series(cube);
  CHECK(series.waves() == std::vector<std::string>{"2014", "2017", "2020", "2023"});
  CHECK(series.cells() == 5);
  const auto cell = series.cell_of(1);
  CHECK(series.row(cell, series.wave("2014")) == &cube.rows[1]);
  CHECK(series.row(cell, series.wave("2017")) == &cube.rows[5]);
  const auto second = series.cell_of(6);
  CHECK(series.row(second, 0) == nullptr);
  CHECK(series.name(second).wave == "2023");
  CHECK(series.family_of(cell) == series.family_of(second));
  CHECK(series.family_of(cell) != series.family_of(series.cell_of(0)));
  CHECK_THROWS_WITH(series.wave("2021"), Contains("the wave '2021' is not in the cube"));
  auto twice = cube;
  twice.rows.push_back(twice.rows[2]);
  CHECK_THROWS_WITH(CellSeries(twice), Contains("two rows for one cell: 2014"));
}

TEST_CASE("a correlation narrows the change of its own cell only", "[change]") {
  const auto cube = four_rounds();
  const CellSeries series(cube);
  RoundCorrelations correlations;
  const auto* now = series.row(series.cell_of(1), 3);
  const auto* before = series.row(series.cell_of(1), 2);
  correlations.add(*now, *before, 0.4);
  const ChangeRequest request{.later = "2023", .earlier = "2020", .variable = "omgang"};
  const auto apart = changes(series, request), together = changes(series, request, &correlations);
  REQUIRE(apart.size() == 4);
  CHECK(together[0].se == apart[0].se);
  CHECK(together[1].area == "01");
  CHECK(together[1].se == agrees(std::sqrt(2 * 0.02 * 0.02 * (1 - 0.4))));
  CHECK(together[1].df == apart[1].df);
}

TEST_CASE("pooled rounds are the average of their levels with its error", "[change]") {
  const auto cube = four_rounds();
  const CellSeries series(cube);
  const auto rows = pooled(series, last_two, nullptr, {});
  REQUIRE(rows.size() == 4);  // no ratio
  const auto& row = rows[1];
  CHECK(row.wave == "2020+2023");
  CHECK(row.area == "01");
  CHECK(row.n == 400);
  CHECK(row.estimate == agrees((0.18 + 0.16) / 2));
  CHECK(row.se == agrees(0.02 / std::sqrt(2.0)));
  CHECK(row.df == agrees(300));
  CHECK(row.n_effective == agrees(0.17 * 0.83 / (0.02 * 0.02 / 2)));
  const double n =
      korn_graubard_n(0.17, 0.0002, 400, t_quantile(0.975, 399), t_quantile(0.975, 300));
  const auto limits = korn_graubard_limits(0.17, n, 0.05);
  CHECK(row.lower == agrees(limits.lower));
  CHECK(row.upper == agrees(limits.upper));
  CHECK(std::isnan(row.t));
  CHECK(rows[3].contrast == "kon:2-1");
  CHECK(rows[3].t == agrees(0.08 / (0.02 / std::sqrt(2.0))));
  CHECK(rows[3].p_adjusted == rows[3].p_value);
}

TEST_CASE("what rounds have in common is in the error of their average", "[change][law]") {
  const auto cube = four_rounds();
  const CellSeries series(cube);
  RoundCorrelations correlations;
  correlations.add(*series.row(series.cell_of(1), 3), *series.row(series.cell_of(1), 2), 1);
  const auto rows = pooled(series, last_two, &correlations, {});
  CHECK(rows[1].se == agrees(0.02));  // the same persons twice tell nothing more
  CHECK(rows[2].se == agrees(0.03 / std::sqrt(2.0)));
}

TEST_CASE("cells that lack a round are not pooled, and broken series say so", "[change]") {
  const auto cube = four_rounds();
  const CellSeries series(cube);
  const std::vector<std::string> all{"2014", "2017", "2020", "2023"};
  for (const auto& row : pooled(series, all, nullptr, {})) CHECK(row.area != "02");
  const std::vector<SeriesBreak> breaks{
      {.indicator = "otrygg", .wave = "2023", .kind = BreakKind::wording}};
  for (const auto& row : pooled(series, last_two, nullptr, breaks)) {
    CHECK(row.note == "series_break");
    CHECK(std::isnan(row.estimate));
  }
  const std::vector<std::string> before{"2017", "2020"};
  CHECK(pooled(series, before, nullptr, breaks)[0].note.empty());
}

TEST_CASE("what cannot be pooled has its reason", "[change]") {
  Cube cube;
  cube.rows = {test::share("2020", "", 0, 0, 50, 40), test::share("2023", "", 0, 0, 60, 50)};
  cube.rows[0].note = "all_or_none";
  const auto none = pooled(CellSeries(cube), last_two, nullptr, {}).at(0);
  CHECK(none.estimate == 0);
  CHECK(none.note == "all_or_none");
  CHECK(none.lower == 0);
  CHECK(none.upper == agrees(1 - std::pow(0.025, 1 / 110.0)));
  cube.rows[1] = test::share("2023", "", 0.1, 0.02, 60, 0);
  const auto no_df = pooled(CellSeries(cube), last_two, nullptr, {}).at(0);
  CHECK_THAT(no_df.note, Contains("df_zero"));
  CHECK(std::isnan(no_df.lower));
  cube.rows[1] = test::share("2023", "", CubeRow::missing, CubeRow::missing, 0, 0);
  cube.rows[1].note = "no_valid_answers";
  const auto nobody = pooled(CellSeries(cube), last_two, nullptr, {}).at(0);
  CHECK(std::isnan(nobody.estimate));
  CHECK(nobody.note == "all_or_none no_valid_answers");
}

TEST_CASE("rounds that are no rounds to pool are refused", "[change][error]") {
  const auto cube = four_rounds();
  const CellSeries series(cube);
  const std::vector<std::string> one{"2023"}, twice{"2023", "2023"}, unknown{"2023", "2029"};
  CHECK_THROWS_WITH(pooled(series, one, nullptr, {}), Contains("1 rounds"));
  CHECK_THROWS_WITH(pooled(series, twice, nullptr, {}), Contains("'2023' twice"));
  CHECK_THROWS_WITH(pooled(series, unknown, nullptr, {}), Contains("'2029' is not in the cube"));
  CHECK_THROWS_WITH(pooled(series, last_two, nullptr, {}, 95), Contains("level 95"));
}

TEST_CASE("every share of a cube has its trend, broken where its series is", "[trend]") {
  const auto cube = four_rounds();
  const CellSeries series(cube);
  const auto rows = trends(series, nullptr, {});
  REQUIRE(rows.size() == 3);  // no comparisons
  CHECK(rows[0].cell.wave == "2023");
  const auto alone = fit_trend(series_of(series, series.cell_of(0), nullptr, {}), 0.95).at(0);
  CHECK(rows[0].line.slope == alone.slope);
  CHECK(rows[0].line.rounds == 4);
  CHECK(rows[0].p_adjusted == rows[0].line.p_value);
  CHECK(rows[1].line.rounds == 4);
  CHECK(rows[2].line.rounds == 3);
  CHECK(rows[1].p_adjusted >= rows[1].line.p_value);
  const std::vector<SeriesBreak> breaks{
      {.indicator = "otrygg", .wave = "2017", .kind = BreakKind::cut}};
  const auto broken = trends(series, nullptr, breaks);
  CHECK(broken.size() == 5);
  CHECK(broken[0].line.to == 2014);
  CHECK(broken[0].cell.wave == "2014");
  CHECK(broken[1].line.from == 2017);
  const auto csv = to_csv(rows, {});
  CHECK_THAT(csv, Contains("\n2023,2007,otrygg,share,omrade,01,,2014,4,"));
  CHECK(std::count(csv.begin(), csv.end(), '\n') == 4);
  auto spring = cube;
  for (auto& row : spring.rows) row.wave = "spring " + row.wave;
  CHECK_THROWS_WITH(trends(CellSeries(spring), nullptr, {}),
                    Contains("'spring 2014' is not a year"));
}

TEST_CASE("correlations between rounds reach the trend", "[trend]") {
  const auto cube = four_rounds();
  const CellSeries series(cube);
  RoundCorrelations correlations;
  correlations.add(*series.row(series.cell_of(0), 3), *series.row(series.cell_of(0), 0), 0.5);
  const auto with = trends(series, &correlations, {}), without = trends(series, nullptr, {});
  CHECK(with[0].line.var_slope < without[0].line.var_slope);
  CHECK(with[1].line.var_slope == agrees(without[1].line.var_slope));
}
