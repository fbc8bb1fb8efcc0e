#include "change/change.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "base/error.hpp"
#include "estimate/cube_fixture.hpp"
#include "release/components.hpp"

using namespace trygg;
using Catch::Contains;

namespace {

const ChangeRequest since_2017{.later = "2023", .earlier = "2017", .variable = "omgang"};

// The same formulas in double precision; t quantiles and probabilities agree to about 12 digits.
Approx agrees(double reference) {
  return Approx(reference).epsilon(1e-10);
}

/// The first row of `changes` for a cell in two rounds.
CubeRow between(const CubeRow& before, const CubeRow& now) {
  Cube cube;
  cube.rows = {before, now};
  return changes(cube, since_2017).at(0);
}

}  // namespace

TEST_CASE("the change between independent rounds agrees with Satterthwaite's test",
          "[change][reference]") {
  // Printed by tests/reference/goal.R (R 4.2.2).
  const auto row = between(test::share("2017", "", 0.1, 0.008, 900, 90),
                           test::share("2023", "", 0.08, 0.006, 1100, 120));
  CHECK(row.contrast == "omgang:2023-2017");
  CHECK(row.wave == "2023");
  CHECK(row.n == 2000);
  CHECK(row.estimate == agrees(-0.02));
  CHECK(row.se == agrees(0.01));
  CHECK(row.df == agrees(177.584846093133));
  CHECK(row.lower == agrees(-0.0397341246516897));
  CHECK(row.upper == agrees(-0.000265875348310324));
  CHECK(row.t == agrees(-2));
  CHECK(row.p_value == agrees(0.0470243934442385));
  CHECK(row.p_adjusted == row.p_value);
  CHECK(std::isnan(row.deff));
  CHECK(std::isnan(row.n_effective));
}

TEST_CASE("the change of a difference is a row of its own", "[change][reference]") {
  const auto row = between(test::comparison("2017", "kon:2-1", 0.09, 0.03, 1800, 12),
                           test::comparison("2023", "kon:2-1", 0.05, 0.02, 2200, 20));
  CHECK(row.contrast == "kon:2-1 omgang:2023-2017");
  CHECK(row.n == 4000);
  // Printed by tests/reference/goal.R (R 4.2.2).
  CHECK(row.estimate == agrees(-0.04));
  CHECK(row.se == agrees(0.01802775637731995));
  CHECK(row.df == agrees(22.3841059602649));
  CHECK(row.lower == agrees(-0.07735011638795856));
  CHECK(row.upper == agrees(-0.00264988361204144));
  CHECK(row.p_value == agrees(0.03693713017575316));
}

TEST_CASE("only cells that both rounds have in the same era are compared", "[change]") {
  Cube cube;
  cube.rows = {test::share("2017", "2", 0.1),
               test::in_area(test::share("2017", "", 0.1), "01"),
               test::share("2023", "2", 0.1),
               test::share("2023", "1", 0.1),
               test::in_area(test::share("2023", "", 0.1), "01"),
               test::in_area(test::share("2023", "", 0.1), "02")};
  CHECK(changes(cube, since_2017).size() == 2);
  cube.rows[4].era = "2023";
  const auto rows = changes(cube, since_2017);
  REQUIRE(rows.size() == 1);
  CHECK(rows[0].sex == "2");
}

TEST_CASE("a comparison that is a ratio has no change", "[change]") {
  Cube cube;
  cube.rows = {test::comparison("2017", "kon:2/1", 1.8, 0.3),
               test::comparison("2023", "kon:2/1", 1.7, 0.3)};
  CHECK(changes(cube, since_2017).empty());
}

TEST_CASE("p-values are adjusted within the areas of one level", "[change]") {
  Cube cube;
  for (const auto* wave : {"2017", "2023"}) {
    const double shift = wave == std::string("2023") ? 1 : 0;
    cube.rows.push_back(test::share(wave, "", 0.2 - 0.03 * shift));
    cube.rows.push_back(test::in_area(test::share(wave, "", 0.2 - 0.03 * shift), "01"));
    cube.rows.push_back(test::in_area(test::share(wave, "", 0.2 - 0.04 * shift), "02"));
    cube.rows.push_back(test::in_area(test::share(wave, "2", 0.2 - 0.03 * shift), "01"));
  }
  const auto rows = changes(cube, since_2017);
  REQUIRE(rows.size() == 4);
  CHECK(rows[0].p_adjusted == rows[0].p_value);  // the whole: a family of its own
  CHECK(rows[1].p_adjusted == rows[1].p_value);  // the larger of two
  CHECK(rows[2].p_adjusted == agrees(2 * rows[2].p_value));
  CHECK(rows[3].p_adjusted == rows[3].p_value);  // women: another family
}

TEST_CASE("what a change cannot give is empty, with its reason", "[change]") {
  auto empty = test::share("2017", "", CubeRow::missing, CubeRow::missing, 0, 0);
  empty.note = "no_valid_answers";
  auto later = test::share("2023", "", 0.1);
  later.note = "all_or_none no_valid_answers";
  auto row = between(empty, later);
  CHECK(std::isnan(row.estimate));
  CHECK(std::isnan(row.se));
  CHECK(std::isnan(row.p_value));
  CHECK(row.note == "all_or_none no_valid_answers");

  row = between(test::share("2017", "", 0.1, 0.01, 100, 0), test::share("2023", "", 0.2));
  CHECK(row.estimate == agrees(0.1));
  CHECK(row.se > 0);
  CHECK(std::isnan(row.lower));
  CHECK(row.note == "df_zero");

  // Fixed by the weights in both rounds.
  row = between(test::share("2017", "", 0.2, 0), test::share("2023", "", 0.2, 0));
  CHECK(row.se == 0);
  CHECK(std::isnan(row.lower));
  CHECK(std::isnan(row.t));
  CHECK(row.note == "no_variance");

  row =
      between(test::share("2017", "", 0.2, 0, 50, 40), test::share("2023", "", 0.1, 0.02, 60, 50));
  CHECK(row.df == agrees(50));
  CHECK(row.se == agrees(0.02));
}

TEST_CASE("a share of none is as uncertain as its answers are few", "[change][reference]") {
  // p = 5/12, then none of 3: R 4.2.2, by the formula of docs/methods.md:
  // se1 <- (1 - 0.025^(1/3)) / qt(0.975, 2); se0 <- sqrt(5/12 * 7/12 / 11); Satterthwaite.
  const double se0 = std::sqrt(5.0 / 12 * 7 / 12 / 11);
  auto before = test::share("2017", "", 5.0 / 12, se0, 12, 11);
  auto now = test::share("2023", "", 0, 0, 3, 2);
  now.note = "all_or_none";
  const auto row = between(before, now);
  const double se1 = (1 - std::pow(0.025, 1.0 / 3)) / 4.30265272974946;
  CHECK(row.estimate == agrees(-5.0 / 12));
  CHECK(row.se == agrees(std::sqrt(se0 * se0 + se1 * se1)));
  CHECK(row.p_value > 0.05);
  CHECK(row.lower < -5.0 / 12);
  CHECK(row.upper > 0);
  CHECK(row.note == "all_or_none");
  // All of 3 after 7 of 12 is the same turned.
  before.estimate = 7.0 / 12;
  now.estimate = 1;
  CHECK(between(before, now).p_value == agrees(row.p_value));
  // None in both rounds: nothing is told to have changed.
  auto none = now;
  none.estimate = 0;
  none.wave = "2017";
  now.estimate = 0;
  CHECK(between(none, now).p_value == agrees(1));
  CHECK(between(none, now).upper > 0.5);
}

TEST_CASE("the part that one group is of both has a change", "[change]") {
  auto before = test::comparison("2017", "kon:2/2|1", 0.7, 0.04);
  auto now = test::comparison("2023", "kon:2/2|1", 0.6, 0.04);
  before.statistic = now.statistic = "distribution";
  CHECK(between(before, now).estimate == agrees(-0.1));
}

TEST_CASE("rounds whose names hold separators are quoted and read back", "[change]") {
  Cube cube;
  cube.rows = {test::share("spring-17", "", 0.1), test::share("spring-23", "", 0.2)};
  const auto rows =
      changes(cube, {.later = "spring-23", .earlier = "spring-17", .variable = "omgang"});
  CHECK(rows.at(0).contrast == "omgang:\"spring-23\"-\"spring-17\"");
  cube.rows.push_back(rows.at(0));
  const auto components = ContrastReader(cube).components(cube.rows[2]);
  REQUIRE(components);
  CHECK(components->cells == std::vector<const CubeRow*>{&cube.rows[1], &cube.rows[0]});
}

TEST_CASE("rounds that are not there are refused", "[change][error]") {
  Cube cube;
  cube.rows = {test::share("2017", "", 0.1), test::share("2023", "", 0.2)};
  CHECK_THROWS_WITH(changes(cube, {.later = "2024", .earlier = "2017", .variable = "omgang"}),
                    Contains("the wave '2024' is not in the cube; did you mean '2023'?"));
  CHECK_THROWS_AS(changes(cube, {.later = "2023", .earlier = "2023", .variable = "omgang"}),
                  ArgumentError);
  auto request = since_2017;
  request.level = 95;
  CHECK_THROWS_AS(changes(cube, request), ArgumentError);
}

TEST_CASE("turning the rounds turns the sign and nothing else", "[change][law]") {
  const auto a = test::share("2017", "", 0.1, 0.008, 900, 90);
  const auto b = test::share("2023", "", 0.08, 0.006, 1100, 120);
  auto swapped_a = a, swapped_b = b;
  swapped_a.wave = "2023";
  swapped_b.wave = "2017";
  const auto there = between(a, b), back = between(swapped_b, swapped_a);
  CHECK(back.estimate == -there.estimate);
  CHECK(back.lower == -there.upper);
  CHECK(back.upper == -there.lower);
  CHECK(back.p_value == there.p_value);
  CHECK(back.df == agrees(there.df));
}

TEST_CASE("the change of women less that of men is the change of the difference", "[change][law]") {
  // The point estimates are one number, whatever the errors.
  const auto women = between(test::share("2017", "2", 0.15), test::share("2023", "2", 0.12));
  const auto men = between(test::share("2017", "1", 0.08), test::share("2023", "1", 0.07));
  const auto gap = between(test::comparison("2017", "kon:2-1", 0.15 - 0.08, 0.02),
                           test::comparison("2023", "kon:2-1", 0.12 - 0.07, 0.02));
  CHECK(gap.estimate == Approx(women.estimate - men.estimate).margin(1e-15));
}
