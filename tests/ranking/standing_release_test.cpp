#include "ranking/standing_release.hpp"

#include <catch2/catch.hpp>

#include "base/random.hpp"

using namespace trygg;

namespace {

AreaStanding standing(double difference, double lower, double upper) {
  AreaStanding s;
  s.area.wave = "2023";
  s.area.era = "2020";
  s.area.indicator = "unsafe";
  s.area.statistic = "share";
  s.area.area_level = "district";
  s.area.area = "01";
  s.area.n = 512;
  s.area.estimate = 0.1 + difference;
  s.area.df = 511;
  s.whole = 0.1;
  s.difference = difference;
  s.lower = lower;
  s.upper = upper;
  return s;
}

ReleasedRow level(const std::string& area, Decision decision) {
  ReleasedRow row;
  row.wave = "2023";
  row.indicator = "unsafe";
  row.statistic = "share";
  if (!area.empty()) {
    row.era = "2020";
    row.area_level = "district";
    row.area = area;
  }
  row.decision = decision;
  return row;
}

Release levels(Decision area, Decision whole) {
  return {.rows = {level("", whole), level("01", area)}};
}

ReleasedRow released(const AreaStanding& s, Decision area = Decision::show,
                     Decision whole = Decision::show) {
  return released_standings({s}, levels(area, whole), {}).front();
}

}  // namespace

TEST_CASE("an area is above or below the whole only where the interval of the difference says so",
          "[ranking][law]") {
  CHECK(released(standing(0.04, 0.012, 0.07)).finding == Finding::higher);
  CHECK(released(standing(-0.04, -0.07, -0.012)).finding == Finding::lower);
  CHECK(released(standing(0.04, -0.003, 0.07)).finding == Finding::not_shown);
  CHECK(released(standing(0.04, -0.05, 0.12)).finding == Finding::undetermined);
  CHECK(released(standing(0.001, -0.015, 0.018)).finding == Finding::similar);
}

TEST_CASE("what is printed as 0.0 does not lie above the whole", "[ranking][law]") {
  // The limit is above 0 by less than the last decimal: words and printed interval must agree.
  const auto row = released(standing(0.03, 0.0003, 0.06));
  CHECK(row.lower.text() == "0.0");
  CHECK(row.finding == Finding::not_shown);
}

TEST_CASE("a comparison with the whole falls with either of its levels", "[ranking][law]") {
  const auto s = standing(0.04, 0.012, 0.07);
  for (const bool area : {true, false}) {
    const auto row =
        area ? released(s, Decision::suppress) : released(s, Decision::show, Decision::suppress);
    CHECK(row.decision == Decision::suppress);
    CHECK(row.reason == "cell_suppressed");
    CHECK(row.finding == Finding::suppressed);
    for (const auto* number : {&row.n, &row.estimate, &row.lower, &row.upper, &row.margin})
      CHECK_FALSE(number->is_shown());
  }
  const auto flagged = released(s, Decision::flag);
  CHECK(flagged.decision == Decision::flag);
  CHECK(flagged.finding == Finding::undetermined);
  CHECK(flagged.estimate.text() == "4.0");
  CHECK(released_standings({s}, {}, {}).front().decision == Decision::suppress);
}

TEST_CASE("a comparison with the whole has the symbol of the level that it falls with",
          "[ranking][law]") {
  for (const auto symbol : {Symbol::uncertain, Symbol::confidential}) {
    auto all = levels(Decision::suppress, Decision::show);
    all.rows[1].estimate = Published::withheld(symbol);
    const auto row = released_standings({standing(0.04, 0.012, 0.07)}, all, {}).front();
    for (const auto* number : {&row.n, &row.estimate, &row.lower, &row.upper, &row.margin})
      CHECK(symbol_of(*number) == symbol);
  }
}

TEST_CASE("a share of none and few degrees of freedom leave the comparison undetermined",
          "[ranking][law]") {
  auto none = standing(-0.1, -0.11, -0.05);
  none.area.estimate = 0;
  CHECK(released(none).reason == "cell_all_or_none");
  CHECK(released(none).finding == Finding::undetermined);
  auto few = standing(0.04, 0.012, 0.07);
  few.area.df = 5;
  CHECK(released(few).finding == Finding::undetermined);
  auto unknown = standing(0.04, AreaStanding::missing, AreaStanding::missing);
  CHECK(released(unknown).reason == "not_estimable");
}

TEST_CASE("the sex of a level decides for the comparison of that sex alone", "[ranking][law]") {
  auto all = levels(Decision::show, Decision::show);
  auto women = standing(0.04, 0.012, 0.07);
  women.area.sex = "2";
  for (const auto* place : {"", "01"}) {
    all.rows.push_back(level(place, *place ? Decision::suppress : Decision::show));
    all.rows.back().sex = "2";
  }
  const auto rows = released_standings({standing(0.04, 0.012, 0.07), women}, all, {});
  CHECK(rows[0].decision == Decision::show);
  CHECK(rows[1].decision == Decision::suppress);
}

TEST_CASE("the mean of an index is compared in its own unit", "[ranking][law]") {
  auto s = standing(0.3, 0.1, 0.5);
  s.area.statistic = "mean";
  const auto row = released(s);
  CHECK(row.estimate.text() == "0.30");
  CHECK(row.finding == Finding::higher);
  s.lower = -0.1;
  CHECK(released(s).finding == Finding::undetermined);
}
