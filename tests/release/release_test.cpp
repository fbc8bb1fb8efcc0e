#include "release/release.hpp"

#include <catch2/catch.hpp>

#include "estimate/cube_fixture.hpp"

using namespace trygg;

namespace {

/// Women, men and their difference ± margin, in one round.
Cube pair(CubeRow women, CubeRow men, double difference, double margin, double df = 500) {
  Cube cube;
  cube.rows = {women, men, test::comparison("2023", "kon:2-1", difference, margin, 2000, df)};
  return cube;
}

Cube usual(double difference, double margin, double df = 500) {
  return pair(test::share("2023", "2", 0.126), test::share("2023", "1", 0.069), difference, margin,
              df);
}

ReleasedRow only(const CubeRow& row, const ReleaseRules& rules = {}) {
  Cube cube;
  cube.rows = {row};
  return release(cube, rules).rows.at(0);
}

Finding finding(const Cube& cube, const ReleaseRules& rules = {}) {
  return release(cube, rules).rows.at(2).finding;
}

void check_nothing_is_left(const ReleasedRow& row) {
  CHECK(row.decision == Decision::suppress);
  for (const auto& number : {row.n, row.estimate, row.lower, row.upper, row.margin})
    CHECK_FALSE(number.is_shown());
  CHECK(row.estimate.text() == "..");
  CHECK(row.n.text() == "..");
}

}  // namespace

TEST_CASE("a level is decided by the answers in its base", "[release]") {
  const auto at = [](std::size_t n) { return only(test::share("2023", "", 0.1, 0.01, n)); };
  CHECK(at(200).decision == Decision::show);
  CHECK(at(200).reason.empty());
  CHECK(at(199).decision == Decision::flag);
  CHECK(at(199).reason == "small_base");
  CHECK(at(30).decision == Decision::flag);
  CHECK(at(29).decision == Decision::suppress);
  CHECK(at(29).reason == "few_answers");
  check_nothing_is_left(at(29));
  CHECK(at(0).reason == "not_asked");  // nobody at all has answered
  CHECK_FALSE(at(0).estimate.is_shown());
}

TEST_CASE("a share is published in per cent, rounded once", "[release]") {
  const auto row = only(test::share("2023", "", 0.1265, 0.01, 1234));
  CHECK(row.estimate.text() == "12.7");
  CHECK(row.lower.text() == "10.7");
  CHECK(row.upper.text() == "14.7");
  CHECK(row.n.text() == "1234");
  CHECK(row.margin.text().empty());
  CHECK(row.finding == Finding::none);
}

TEST_CASE("means, ratios and counts are not multiplied by a hundred", "[release]") {
  auto mean = test::share("2023", "", 1.2345, 0.01);
  mean.statistic = "mean";
  CHECK(only(mean).estimate.text() == "1.23");
  CHECK(only(mean, {.mean_decimals = 1}).estimate.text() == "1.2");
  mean.statistic = "count";
  mean.estimate = 1234.5;
  CHECK(only(mean).estimate.text() == "1235");
}

TEST_CASE("what has no estimate or no interval is suppressed", "[release]") {
  auto row = test::share("2023", "", 0.1);
  row.upper = CubeRow::missing;
  row.note = "df_zero";
  CHECK(only(row).reason == "not_estimable");
  check_nothing_is_left(only(row));
}

TEST_CASE("a share of none or all is shown with its interval", "[release]") {
  auto row = test::share("2023", "", 0, 0);
  row.lower = 0;
  row.upper = 0.0021;
  CHECK(only(row).decision == Decision::show);
  CHECK(only(row).estimate.text() == "0.0");
  CHECK(only(row).upper.text() == "0.2");
}

TEST_CASE("the published interval of a difference decides what may be said", "[release]") {
  CHECK(finding(usual(0.057, 0.011)) == Finding::higher);
  CHECK(finding(usual(-0.057, 0.011)) == Finding::lower);
  CHECK(finding(usual(0.001, 0.012)) == Finding::similar);
  CHECK(finding(usual(0.01, 0.03)) == Finding::not_shown);
  CHECK(finding(usual(0.01, 0.06)) == Finding::undetermined);
  CHECK(finding(usual(0.01, 0.05)) == Finding::not_shown);  // half-width 5.0, the limit
  CHECK(finding(usual(0.01, 0.0510)) == Finding::undetermined);
  CHECK(finding(usual(0.01, 0.01)) == Finding::similar);    // 0.0 to 2.0: not above, not outside
  CHECK(finding(usual(0.0104, 0.01)) == Finding::similar);  // printed 0.0 to 2.0
  CHECK(finding(usual(0.0106, 0.01)) == Finding::higher);   // printed 0.1 to 2.1
}

TEST_CASE("a difference is published in percentage points with its margin", "[release]") {
  const auto row = release(usual(0.0572, 0.0114), {}).rows.at(2);
  CHECK(row.estimate.text() == "5.7");
  CHECK(row.margin.text() == "1.1");
  CHECK(row.lower.text() == "4.6");
  CHECK(row.upper.text() == "6.9");
  CHECK(row.decision == Decision::show);
}

TEST_CASE("a comparison is suppressed when one of its cells is", "[release]") {
  const auto few = test::share("2023", "1", 0.069, 0.01, 29);
  const auto released = release(pair(test::share("2023", "2", 0.126), few, 0.057, 0.011), {});
  check_nothing_is_left(released.rows.at(2));
  CHECK(released.rows.at(2).reason == "cell_suppressed");
  CHECK(released.rows.at(2).finding == Finding::suppressed);
  CHECK(released.rows.at(2).margin.text() == "..");
  CHECK(released.rows.at(0).decision == Decision::show);
}

TEST_CASE("a change of a difference is suppressed by any of its four cells", "[release]") {
  Cube cube;
  for (const auto* wave : {"2017", "2023"})
    for (const auto* sex : {"1", "2"}) cube.rows.push_back(test::share(wave, sex, 0.1));
  cube.rows.push_back(test::comparison("2023", "kon:2-1 omgang:2023-2017", 0.03, 0.02));
  CHECK(release(cube, {}).rows.at(4).finding == Finding::higher);
  for (std::size_t cell = 0; cell < 4; ++cell) {
    auto damaged = cube;
    damaged.rows[cell].n = 29;
    check_nothing_is_left(release(damaged, {}).rows.at(4));
  }
}

TEST_CASE("a comparison whose cells are not in the cube is suppressed", "[release]") {
  auto cube = usual(0.057, 0.011);
  cube.rows.erase(cube.rows.begin());
  CHECK(release(cube, {}).rows.at(1).reason == "cells_not_found");
  check_nothing_is_left(release(cube, {}).rows.at(1));
}

TEST_CASE("a flagged cell or few degrees of freedom leave a comparison undetermined", "[release]") {
  const auto uncertain = test::share("2023", "1", 0.069, 0.01, 199);
  const auto cube = pair(test::share("2023", "2", 0.126), uncertain, 0.057, 0.011);
  const auto row = release(cube, {}).rows.at(2);
  CHECK(row.finding == Finding::undetermined);
  CHECK(row.decision == Decision::flag);
  CHECK(row.reason == "cell_flagged");
  CHECK(row.estimate.text() == "5.7");

  CHECK(finding(usual(0.057, 0.011, 8)) == Finding::higher);
  CHECK(finding(usual(0.057, 0.011, 7.9)) == Finding::undetermined);
  CHECK(finding(usual(0.057, 0.011, CubeRow::missing)) == Finding::undetermined);
}

TEST_CASE("two shares of none are not called similar", "[release]") {
  const auto none = [](const char* sex) {
    auto row = test::share("2023", sex, 0, 0);
    row.upper = 0.01;
    return row;
  };
  const auto both = release(pair(none("2"), none("1"), 0, 0), {}).rows.at(2);
  CHECK(both.reason == "not_estimable");
  CHECK(both.finding == Finding::suppressed);
  const auto one = release(pair(test::share("2023", "2", 0.126), none("1"), 0.126, 0.02), {});
  CHECK(one.rows.at(2).reason == "cell_all_or_none");
  CHECK(one.rows.at(2).finding == Finding::undetermined);
}

TEST_CASE("a ratio is compared with one, and has no margin", "[release]") {
  auto cube = usual(1.8, 0.3);
  cube.rows[2].contrast = "kon:2/1";
  const auto row = release(cube, {}).rows.at(2);
  CHECK(row.estimate.text() == "1.80");
  CHECK(row.margin.text().empty());
  CHECK(row.finding == Finding::higher);
  cube.rows[2] = test::comparison("2023", "kon:2/1", 1.1, 0.3);
  CHECK(finding(cube) == Finding::undetermined);
}

TEST_CASE("no number of a suppressed row is anywhere in the file", "[release][law]") {
  auto cube = usual(0.0571, 0.0113);
  cube.rows[1] = test::share("2023", "1", 0.0693, 0.0121, 29);
  const auto text = to_csv(release(cube, {}));
  for (const auto* leak : {"6.9", "0.069", "4.5", "9.4", "29", "5.7", "1.1"}) {
    CAPTURE(leak, text);
    CHECK(text.find(leak) == std::string::npos);
  }
}

TEST_CASE("more answers never turn a row from shown to suppressed", "[release][law]") {
  int before = 0;
  for (std::size_t n = 0; n < 400; ++n) {
    const auto decision = only(test::share("2023", "", 0.1, 0.01, n)).decision;
    const int rank = decision == Decision::suppress ? 0 : decision == Decision::flag ? 1 : 2;
    CHECK(rank >= before);
    before = rank;
  }
}
