#include "change/round_correlations.hpp"

#include <catch2/catch.hpp>

#include "base/error.hpp"
#include "estimate/cube_fixture.hpp"
#include "support.hpp"

using namespace trygg;
using Catch::Contains;

TEST_CASE("correlations between rounds are found in either order, and are 0 where there are none",
          "[change]") {
  RoundCorrelations correlations;
  const auto now = test::in_area(test::share("2023", "2", 0.1), "01");
  const auto before = test::in_area(test::share("2020", "2", 0.2), "01");
  CHECK(correlations.empty());
  CHECK(correlations.between(now, before) == 0);
  correlations.add(now, before, 0.25);
  CHECK(correlations.between(now, before) == 0.25);
  CHECK(correlations.between(before, now) == 0.25);
  CHECK(correlations.between(now, now) == 1);
  auto other = before;
  other.wave = "2017";
  CHECK(correlations.between(now, other) == 0);
  auto men = now;
  men.sex = "1";
  CHECK(correlations.between(men, before) == 0);
  auto gap = now;
  gap.contrast = "kon:2-1";
  CHECK(correlations.between(gap, before) == 0);
}

TEST_CASE("correlations that are no pairs of one cell are refused", "[change][error]") {
  RoundCorrelations correlations;
  const auto now = test::share("2023", "2", 0.1), before = test::share("2020", "2", 0.2);
  CHECK_THROWS_WITH(correlations.add(now, now, 0.2), Contains("the wave '2023' with itself"));
  CHECK_THROWS_WITH(correlations.add(now, test::share("2020", "1", 0.2), 0.2),
                    Contains("two cells"));
  CHECK_THROWS_WITH(correlations.add(now, before, 1.2), Contains("correlation 1.2 of 2023 otrygg"));
  correlations.add(now, before, -0.2);
  CHECK_THROWS_WITH(correlations.add(before, now, 0.2), Contains("two correlations with 2023"));
}

TEST_CASE("correlations are read as they were written", "[change]") {
  RoundCorrelations correlations({"alder"});
  auto now = test::in_area(test::share("2023", "2", 0.1), "01"), before = now;
  before.wave = "2020";
  now.groups = before.groups = {"16-19"};
  correlations.add(now, before, 0.125);
  const auto text = to_csv(correlations);
  CHECK(text ==
        "wave,era,indicator,statistic,area_level,area,sex,alder,contrast,earlier,correlation\n"
        "2023,2007,otrygg,share,omrade,01,2,16-19,,2020,0.125\n");
  const test::Folder folder;
  const auto path = folder.file("correlations.csv", text);
  const auto read = read_round_correlations(path);
  CHECK(to_csv(read) == text);
  CHECK(read.between(before, now) == 0.125);
  CHECK_THROWS_WITH(read_round_correlations(
                        folder.file("x.csv", text + "2023,2007,otrygg,share,,,,,,2020,much\n")),
                    Contains("x.csv:3: column 'correlation': 'much' is not a number"));
  CHECK_THROWS_WITH(
      read_round_correlations(folder.file("y.csv", text + "2023,2007,otrygg,share,,,,,,2020,2\n")),
      Contains("y.csv:3: correlation 2"));
}
