#include <catch2/catch.hpp>
#include <cmath>

#include "base/error.hpp"
#include "change/trend.hpp"
#include "goal/goal_fixture.hpp"
#include "goal/goal_release.hpp"

using namespace trygg;
using Catch::Contains;
using test::against;
using test::halving;

TEST_CASE("several baselines stand side by side", "[goal]") {
  Cube cube;
  cube.rows = {test::share("2017", "", 0.2, 0.004), test::share("2020", "", 0.15, 0.004),
               test::share("2023", "", 0.096, 0.004)};
  auto goal = halving();
  goal.baselines = {"2017", "2020"};
  std::vector<std::string> judged;
  for (const auto& row : assess(goal, cube))
    if (row.occasion == Occasion::round)
      judged.push_back(row.baseline + ">" + row.wave + " " + std::string(to_text(row.state)));
  CHECK(judged == std::vector<std::string>{"2017>2020 not_reached", "2017>2023 cannot_tell",
                                           "2020>2023 not_reached"});
}

TEST_CASE("the target year is told by the nearest round, and between two", "[goal]") {
  auto goal = halving();
  Cube cube;
  cube.rows = {test::share("2017", "", 0.2, 0.004, 1000, 400),
               test::share("2023", "", 0.13, 0.005, 900, 300),
               test::share("2026", "", 0.1, 0.003, 800, 500)};
  const auto rows = assess(goal, cube);
  REQUIRE(rows.size() == 4);
  CHECK(rows[2].occasion == Occasion::nearest);
  CHECK(rows[2].wave == "2026");
  CHECK(rows[2].note.empty());
  CHECK(rows[2].ratio.ratio == rows[1].ratio.ratio);
  const auto& between = rows[3];
  CHECK(between.occasion == Occasion::interpolated);
  CHECK(between.wave == "2025");
  CHECK(between.n == 800);
  CHECK(between.estimate == Approx(0.13 / 3 + 0.1 * 2 / 3).epsilon(1e-14));
  const double a = 0.005 / 3, b = 0.003 * 2 / 3, v = a * a + b * b;
  CHECK(between.se == Approx(std::sqrt(v)).epsilon(1e-14));
  CHECK(between.estimate_df ==
        Approx(v * v / (std::pow(a, 4) / 300 + std::pow(b, 4) / 500)).epsilon(1e-13));

  // Rounds that go together: more error between them, less against the baseline.
  const AssessOptions together{.correlation = [](const auto&, const auto&) { return 0.5; }};
  const auto panel = assess(goal, cube, together)[3];
  CHECK(panel.se == Approx(std::sqrt(v + a * b)).epsilon(1e-14));
  CHECK(panel.correlation == Approx(0.5 * (a + b) / std::sqrt(v + a * b)).epsilon(1e-13));
  CHECK(panel.ratio.upper / panel.ratio.lower < between.ratio.upper / between.ratio.lower);

  // As near on both sides: the later one. Before there is a later one: the earlier.
  goal.target_year = 2024.5;
  CHECK(assess(goal, cube)[2].wave == "2026");
  goal.target_year = 2024;
  CHECK(assess(goal, cube)[2].wave == "2023");
  cube.rows.pop_back();
  CHECK(assess(goal, cube).size() == 2);
  CHECK(assess(goal, cube)[1].note == "before_target_year projection_too_few_rounds");
}

TEST_CASE("the interpolated year is a round where it falls on one", "[goal][law]") {
  auto goal = halving();
  goal.target_year = 2023;
  Cube cube;
  cube.rows = {test::share("2017", "", 0.2), test::share("2023", "", 0.13),
               test::share("2026", "", 0.1)};
  for (const auto& row : assess(goal, cube)) CHECK(row.occasion != Occasion::interpolated);
}

TEST_CASE("verdicts over areas are adjusted by Holm, level by level", "[goal][reference]") {
  Cube cube;
  const double now[] = {0.02, 0.033, 0.0352, 0.2};
  for (const auto* wave : {"2017", "2026"}) {
    cube.rows.push_back(test::share(wave, "", wave[3] == '7' ? 0.1 : 0.04, 0.002));
    for (int i = 0; i < 4; ++i)
      cube.rows.push_back(test::in_area(
          test::share(wave, "", wave[3] == '7' ? 0.1 : now[i], wave[3] == '7' ? 0.004 : 0.006),
          std::string(1, static_cast<char>('a' + i))));
  }
  auto women = cube.rows;  // a family of their own
  for (auto& row : women) row.sex = "2";
  cube.rows.insert(cube.rows.end(), women.begin(), women.end());
  std::vector<GoalRow> rows;
  for (auto& row : assess(halving(), cube))
    if (row.occasion == Occasion::round && row.sex.empty()) rows.push_back(row);
  REQUIRE(rows.size() == 5);
  CHECK(rows[0].family == 1);
  CHECK(rows[0].p_reached_adjusted == rows[0].p_reached);
  // Holm: the smallest of four times 4, the next times 3, …, never falling.
  const auto p = [&](int i) { return rows[static_cast<std::size_t>(i)].p_reached; };
  const auto adjusted = [&](int i) { return rows[static_cast<std::size_t>(i)].p_reached_adjusted; };
  CHECK(adjusted(1) == Approx(4 * p(1)).epsilon(1e-12));
  CHECK(adjusted(2) == Approx(3 * p(2)).epsilon(1e-12));
  CHECK(adjusted(3) == Approx(2 * p(3)).epsilon(1e-12));
  CHECK(rows[3].state == Verdict::reached);
  CHECK(rows[3].state_adjusted == Verdict::cannot_tell);
  CHECK(rows[4].state_adjusted == Verdict::not_reached);
  for (int i = 1; i < 5; ++i) {
    CHECK(rows[static_cast<std::size_t>(i)].family == 4);
    CHECK(rows[static_cast<std::size_t>(i)].expected_false == Approx(0.1));
  }
}

TEST_CASE("a series that broke after the baseline has no ratio", "[goal]") {
  Cube cube;
  cube.rows = {test::share("2017", "", 0.2), test::share("2020", "", 0.15),
               test::share("2023", "", 0.09)};
  AssessOptions options;
  options.breaks = {{.indicator = "otrygg", .wave = "2023", .kind = BreakKind::cut},
                    {.indicator = "oro", .wave = "2020", .kind = BreakKind::wording}};
  const auto rows = assess(halving(), cube, options);
  CHECK(rows[0].state == Verdict::not_reached);
  CHECK(rows[1].state == Verdict::not_available);
  CHECK(rows[1].note == "series_break cut before_target_year");
  CHECK(std::isnan(rows[1].ratio.ratio));
  CHECK(release(rows, {})[1].reason == "series_break");
  options.breaks[0].wave = "2017";  // the baseline is the first of the new series
  CHECK(assess(halving(), cube, options)[1].state != Verdict::not_available);
}

TEST_CASE("the distance to the path has the limits of both shares", "[goal][reference]") {
  // Printed by tests/reference/goal.R (R 4.2.2).
  const auto base = test::share("2017", "2", 0.1, 0.0035, 900, 210);
  const auto now = test::share("2023", "2", 0.045, 0.0025, 1100, 180);
  const auto row = against(base, now);
  CHECK(row.distance == Approx(0.045 - 0.1 * std::pow(0.5, 0.75)).epsilon(1e-13));
  CHECK(row.distance_lower == Approx(-0.02077130900965860).epsilon(1e-10));
  CHECK(row.distance_upper == Approx(-0.00791376622139136).epsilon(1e-10));
  Cube cube;
  cube.rows = {base, now};
  const AssessOptions together{.correlation = [](const auto&, const auto&) { return 0.4; }};
  const auto panel = assess(halving(), cube, together).at(0);
  CHECK(panel.distance_lower == Approx(-0.01935719252571790).epsilon(1e-10));
  CHECK(panel.distance_upper == Approx(-0.00933099309254084).epsilon(1e-10));
  CHECK(panel.course == Course::on_path);
}

TEST_CASE("what remains to the target is the distance to the end of the path", "[goal][law]") {
  const auto base = test::share("2017", "2", 0.1, 0.0035, 900, 210);
  const auto early = against(base, test::share("2023", "2", 0.08, 0.0025, 1100, 180));
  CHECK(early.remaining == Approx(0.08 - 0.05).epsilon(1e-13));
  CHECK(early.remaining_lower > early.distance_lower);
  const auto due = against(base, test::share("2025", "2", 0.08, 0.0025, 1100, 180));
  CHECK(due.remaining == due.distance);
  CHECK(due.remaining_lower == due.distance_lower);
  CHECK(due.remaining_upper == due.distance_upper);
  CHECK(early.remaining_upper == due.remaining_upper);
}

TEST_CASE("from the target year on the course is the state", "[goal][law]") {
  // Errors so large that the distance to the target and the ratio do not always say the same.
  const auto base = test::share("2017", "", 0.2, 0.03);
  bool apart = false;
  for (double p = 0.02; p < 0.2; p += 0.001) {
    const auto row = against(base, test::share("2026", "", p, 0.015));
    CAPTURE(p);
    CHECK((row.state == Verdict::reached) == (row.course == Course::on_path));
    CHECK((row.state == Verdict::not_reached) == (row.course == Course::behind_path));
    apart = apart || (row.state == Verdict::cannot_tell && row.distance_lower > 0) ||
            (row.state == Verdict::not_reached && row.distance_lower <= 0);
  }
  CHECK(apart);
}

TEST_CASE("the probability of having reached is its flat prior's, on the logarithm only",
          "[goal]") {
  const auto base = test::share("2017", "", 0.2, 0.004);
  const auto row = against(base, test::share("2026", "", 0.098, 0.006));
  CHECK(row.probability == Approx(row.p_not_reached).epsilon(1e-12));
  CHECK(std::isnan(against(base, test::share("2026", "", 0, 0)).probability));
  auto goal = halving();
  goal.interval = RatioMethod::fieller;
  CHECK(std::isnan(against(base, test::share("2026", "", 0.098, 0.006), goal).probability));
}

TEST_CASE("a goal keeps to its population, levels, areas and era", "[goal]") {
  Cube cube{.group_names = {"alder"}};
  for (const auto* wave : {"2017", "2026"})
    for (const auto* group : {"", "16-19", "20-29"})
      for (const auto* sex : {"", "1", "2"})
        for (const auto* area : {"", "01", "02"}) {
          auto row = test::share(wave, sex, 0.1);
          if (*area != 0) row = test::in_area(row, area);
          row.groups = {group};
          cube.rows.push_back(row);
        }
  const auto count = [&](const Goal& goal) {
    std::size_t rounds = 0;
    for (const auto& row : assess(goal, cube)) rounds += row.occasion == Occasion::round ? 1 : 0;
    return rounds;
  };
  auto goal = halving();
  CHECK(count(goal) == 9);
  goal.population.sex = "2";
  CHECK(count(goal) == 3);
  goal.population.groups = {{"alder", "16-19"}};
  CHECK(count(goal) == 3);
  goal.areas = {"02"};
  CHECK(count(goal) == 2);
  goal.levels = {"omrade"};
  CHECK(count(goal) == 1);
  goal.levels = {"whole"};
  CHECK(count(goal) == 1);
  const auto refused = [&](auto change, const std::string& message) {
    auto wrong = halving();
    change(wrong);
    CHECK_THROWS_AS(assess(wrong, cube), ConfigError);
    CHECK_THROWS_WITH(assess(wrong, cube), Contains(message));
  };
  refused([](Goal& g) { g.levels = {"omraden"}; },
          "level 'omraden' is not in the cube; did you mean 'omrade'?");
  refused([](Goal& g) { g.areas = {"03"}; }, "area '03' is not in the cube");
  refused([](Goal& g) { g.era = "2008"; }, "era '2008' is not in the cube; did you mean '2007'?");
  refused(
      [](Goal& g) {
        g.population.groups = {{"ålder", "x"}};
      },
      "'ålder', which is no group of the cube; did you mean 'alder'?");
  refused([](Goal& g) { g.population.sex = "3"; },
          "no level of 'otrygg' for the goal's population");
}

TEST_CASE("the share is projected to the target year from the rounds so far", "[goal]") {
  Cube cube;
  const std::vector<std::pair<const char*, double>> rounds{{"2011", 0.17}, {"2014", 0.15},
                                                           {"2017", 0.14}, {"2020", 0.12},
                                                           {"2023", 0.1},  {"2026", 0.09}};
  RoundSeries series;
  for (const auto& [wave, p] : rounds) {
    cube.rows.push_back(test::share(wave, "", p, 0.004));
    if (series.rounds.size() < 5)
      series.rounds.push_back({std::stod(wave), 1000, p, 0.004 * 0.004, 500});
  }
  const auto rows = assess(halving(), cube);
  const auto expected = project(fit_trend(series, 0.95).back(), 2025, 0.95);
  CHECK(rows[1].wave == "2023");
  CHECK(rows[1].projection == Approx(expected.value).epsilon(1e-12));
  CHECK(rows[1].projection_lower == Approx(expected.lower).epsilon(1e-12));
  CHECK(rows[1].projection_upper == Approx(expected.upper).epsilon(1e-12));
  CHECK(rows[1].note == "before_target_year");
  CHECK(std::isnan(rows[2].projection));  // 2026 is past the target year

  AssessOptions broken;
  broken.breaks = {{.indicator = "otrygg", .wave = "2014", .kind = BreakKind::mode}};
  CHECK(assess(halving(), cube, broken)[1].projection != rows[1].projection);
  CHECK(assess(halving(), cube, broken)[0].note == "before_target_year projection_too_few_rounds");
  const AssessOptions together{.correlation = [](const auto&, const auto&) { return 0.3; }};
  CHECK(assess(halving(), cube, together)[1].projection_upper != rows[1].projection_upper);
}

TEST_CASE("a set that is no interval tells nothing, or no more than it holds", "[goal]") {
  auto goal = halving();
  goal.interval = RatioMethod::fieller;
  goal.factor = 0.02;
  goal.planning.ratio = 0.01;
  Cube cube;
  cube.rows = {test::share("2017", "", 0.1, 0.06, 1000, 30),
               test::share("2026", "", 0.05, 0.0252, 1000, 30)};
  const AssessOptions together{.correlation = [](const auto&, const auto&) { return 0.95; }};
  const auto gap = assess(goal, cube, together).at(0);
  CHECK(gap.ratio.set == RatioSet::complement);  // all but 0.03 to 0.31, so 0.02 is in it
  CHECK(gap.ratio.lower > goal.factor);
  CHECK(gap.state == Verdict::cannot_tell);
  CHECK(gap.development == "cannot_tell");
  cube.rows[1] = test::share("2026", "", 0.3, 0.05, 1000, 30);
  const auto half = assess(goal, cube).at(0);
  CHECK(half.ratio.set == RatioSet::half_line);
  CHECK(half.state == Verdict::not_reached);
  CHECK(half.development == "increased");
}
