#include <catch2/catch.hpp>
#include <cmath>

#include "base/error.hpp"
#include "goal/goal_fixture.hpp"

using namespace trygg;
using Catch::Contains;
using test::against;
using test::answers;
using test::halving;

TEST_CASE("the verdict follows the interval of the ratio", "[goal]") {
  const auto base = test::share("2017", "", 0.2, 0.002);
  const auto at = [&](double p, double se) {
    return against(base, test::share("2023", "", p, se));
  };
  struct Case {
    double p, se;
    Verdict state;
    std::string development;
    Course course;
  };
  // The path of 2023 is at 0.5^0.75 = 0.595 of the baseline.
  const auto c =
      GENERATE(Case{0.08, 0.002, Verdict::reached, "halved", Course::on_path},
               Case{0.14, 0.002, Verdict::not_reached, "reduced_not_halved", Course::behind_path},
               Case{0.102, 0.002, Verdict::cannot_tell, "reduced_unclear", Course::on_path},
               Case{0.119, 0.002, Verdict::not_reached, "reduced_not_halved", Course::cannot_tell},
               Case{0.12, 0.04, Verdict::cannot_tell, "cannot_tell", Course::cannot_tell},
               Case{0.2, 0.01, Verdict::not_reached, "no_change", Course::behind_path},
               Case{0.25, 0.01, Verdict::not_reached, "increased", Course::behind_path});
  CAPTURE(c.p, c.se);
  const auto row = at(c.p, c.se);
  CHECK(row.state == c.state);
  CHECK(row.development == c.development);
  CHECK(row.course == c.course);
}

TEST_CASE("a row carries both rounds, the path and the target", "[goal][reference]") {
  const auto base = test::share("2017", "2", 0.1, 0.0035, 900, 210);
  const auto row = against(base, test::share("2023", "2", 0.045, 0.0025, 1100, 180));
  CHECK(row.wave == "2023");
  CHECK(row.baseline == "2017");
  CHECK(row.sex == "2");
  CHECK(row.n_baseline == 900);
  CHECK(row.n == 1100);
  CHECK(row.ratio.ratio == Approx(0.45).epsilon(1e-13));
  // Printed by tests/reference/goal.R (R 4.2.2); the same formula, t quantiles to 12 digits.
  CHECK(row.ratio.lower == Approx(0.395459468443136).epsilon(1e-10));
  CHECK(row.ratio.upper == Approx(0.512062590882479).epsilon(1e-10));
  CHECK(row.target == Approx(0.05).epsilon(1e-13));
  CHECK(row.path == Approx(0.1 * std::pow(0.5, 0.75)).epsilon(1e-13));
  CHECK(row.note == "before_target_year projection_too_few_rounds");
}

TEST_CASE("with 1,262 answers a third is called halved, and two thirds is not told",
          "[goal][reference]") {
  // Where the verdict turns at p0 = 10 % and a design effect of 1.5, by tests/reference/goal.R
  // (normal quantiles): 0.3289 and 0.6890; with half the answers 0.2609 and 0.7741. A plan that
  // holds the standard error at its value for a ratio of 0.5 has 0.35 and 0.71 (0.30 and 0.83).
  const auto verdict = [](double ratio, std::size_t n) {
    return against(answers("2017", 0.1, n), answers("2023", ratio * 0.1, n)).state;
  };
  CHECK(verdict(0.3288, 1262) == Verdict::reached);
  CHECK(verdict(0.3291, 1262) == Verdict::cannot_tell);
  CHECK(verdict(0.6888, 1262) == Verdict::cannot_tell);
  CHECK(verdict(0.6891, 1262) == Verdict::not_reached);
  CHECK(verdict(0.2608, 631) == Verdict::reached);
  CHECK(verdict(0.2611, 631) == Verdict::cannot_tell);
  CHECK(verdict(0.7739, 631) == Verdict::cannot_tell);
  CHECK(verdict(0.7742, 631) == Verdict::not_reached);
}

TEST_CASE("no event at all can be halved, and no baseline cannot", "[goal]") {
  auto none = test::share("2023", "", 0, 0, 538, 500);
  const auto row = against(test::share("2017", "", 0.04, 0.01, 500, 480), none);
  CHECK(row.state == Verdict::reached);
  CHECK(row.note == "before_target_year projection_too_few_rounds");
  CHECK(row.ratio.upper == Approx(0.189386121059646).epsilon(1e-10));  // tests/reference/goal.R

  none.wave = "2017";
  const auto without = against(none, test::share("2026", "", 0.04));
  CHECK(without.state == Verdict::not_available);
  CHECK(without.development == "not_available");
  CHECK(without.course == Course::not_available);
  CHECK(std::isnan(without.p_reached));
  CHECK(without.family == 0);
  CHECK(without.note == "baseline_zero");
}

TEST_CASE("the path is exponential or linear, and ends at the target", "[goal]") {
  auto goal = halving();
  CHECK(path_ratio(goal, 2017, 2017) == 1);
  CHECK(path_ratio(goal, 2017, 2021) == Approx(std::sqrt(0.5)).epsilon(1e-15));
  CHECK(path_ratio(goal, 2017, 2025) == 0.5);
  CHECK(path_ratio(goal, 2017, 2030) == 0.5);
  goal.path = GoalPath::linear;
  CHECK(path_ratio(goal, 2017, 2017) == 1);
  CHECK(path_ratio(goal, 2017, 2021) == 0.75);
  CHECK(path_ratio(goal, 2017, 2025) == 0.5);
  CHECK(path_ratio(goal, 2017, 2026) == 0.5);
}

TEST_CASE("every later wave is judged in the cells that the baseline has", "[goal]") {
  Cube cube{.group_names = {"alder"}};
  const auto add = [&](CubeRow row, const char* group = "") {
    row.groups = {group};
    cube.rows.push_back(std::move(row));
  };
  for (const auto* wave : {"2014", "2017", "2020", "2026"}) {
    add(test::share(wave, "", 0.1));
    add(test::share(wave, "2", 0.1));
    add(test::share(wave, "2", 0.1), "16-19");
    add(test::in_area(test::share(wave, "", 0.1), "01"));
  }
  add(test::in_area(test::share("2026", "", 0.1), "02"));
  auto later_era = test::in_area(test::share("2026", "", 0.1), "01");
  later_era.era = "2023";
  add(later_era);
  auto other = test::share("2026", "", 0.1);
  other.indicator = "oro";
  add(other);
  for (const auto* wave : {"2017", "2026"}) add(test::comparison(wave, "kon:2-1", 0.1, 0.1));

  std::vector<std::string> judged;
  for (const auto& row : assess(halving(), cube))
    if (row.occasion == Occasion::round)
      judged.push_back(row.wave + "/" + row.area + "/" + row.sex);
  CHECK(judged ==
        std::vector<std::string>{"2020//", "2020//2", "2020/01/", "2026//", "2026//2", "2026/01/"});
}

TEST_CASE("nothing is said about the goal before its year", "[goal]") {
  const auto base = test::share("2017", "", 0.2, 0.002);
  CHECK(against(base, test::share("2023", "", 0.1)).note ==
        "before_target_year projection_too_few_rounds");
  CHECK(against(base, test::share("2025", "", 0.1)).note.empty());
  CHECK(against(base, test::share("2026", "", 0.1)).note.empty());
}

TEST_CASE("a goal that the cube cannot answer is refused", "[goal][error]") {
  Cube cube;
  cube.rows = {test::share("2017", "", 0.2), test::share("2023", "", 0.1)};
  const auto refused = [&](const Goal& goal, const std::string& message) {
    CHECK_THROWS_AS(assess(goal, cube), ConfigError);
    CHECK_THROWS_WITH(assess(goal, cube), Contains(message));
  };
  auto goal = halving();
  goal.indicator = "otryg";
  refused(goal, "'otryg' is not in the cube; did you mean 'otrygg'?");
  goal = halving();
  goal.baselines = {"2014"};
  refused(goal, "baseline '2014' is no wave of 'otrygg' in the cube");
  for (auto& row : cube.rows) row.statistic = "mean";
  refused(halving(), "'otrygg' is a mean; a goal is set for a share");
  cube.rows = {test::share("2017", "", 0.2), test::share("second", "", 0.1)};
  CHECK_THROWS_AS(assess(halving(), cube), InputError);
  CHECK_THROWS_WITH(assess(halving(), cube), Contains("the wave 'second' is not a year"));
}

TEST_CASE("the verdict only worsens when the share rises", "[goal][law]") {
  int before = 0;
  for (int step = 0; step <= 300; ++step) {
    const auto row = against(answers("2017", 0.1, 1262), answers("2023", step / 1000.0, 1262));
    const int rank = row.state == Verdict::reached ? 0 : row.state == Verdict::cannot_tell ? 1 : 2;
    CAPTURE(step);
    CHECK(rank >= before);
    before = rank;
  }
  CHECK(before == 2);
}

TEST_CASE("smaller errors never turn one definite verdict into the other", "[goal][law]") {
  for (const double p : {0.02, 0.045, 0.05, 0.055, 0.08, 0.12}) {
    Verdict known = Verdict::cannot_tell;
    for (double se = 0.05; se > 1e-5; se /= 1.5) {
      const auto row = against(test::share("2017", "", 0.1, se), test::share("2023", "", p, se));
      CAPTURE(p, se);
      if (known != Verdict::cannot_tell) CHECK(row.state == known);
      if (row.state != Verdict::cannot_tell) known = row.state;
    }
  }
}

TEST_CASE("a round like the baseline has changed by nothing", "[goal][law]") {
  const auto row =
      against(test::share("2017", "", 0.1, 0.005), test::share("2026", "", 0.1, 0.005));
  CHECK(row.ratio.ratio == 1);
  CHECK(row.ratio.lower * row.ratio.upper == Approx(1).epsilon(1e-13));
  CHECK(row.development == "no_change");
}
