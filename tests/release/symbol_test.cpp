#include "release/symbol.hpp"

#include <catch2/catch.hpp>

#include "estimate/cube_fixture.hpp"
#include "release/release.hpp"

using namespace trygg;

TEST_CASE("every symbol is told apart from its text, and from a number", "[release]") {
  for (const auto symbol :
       {Symbol::none, Symbol::nil, Symbol::uncertain, Symbol::confidential, Symbol::impossible}) {
    CAPTURE(to_text(symbol));
    CHECK(symbol_of(Published::withheld(symbol)) == symbol);
    CHECK(symbol_of(Published::parsed(to_text(symbol))) == symbol);
    CHECK_FALSE(Published::withheld(symbol).is_shown());
  }
  CHECK(to_text(Symbol::confidential) == "...");
  CHECK(symbol_of(Published::parsed("0.0")) == Symbol::none);
  CHECK(Published::parsed("0.0").is_shown());
  CHECK(Published::parsed("-").text() == "–");
}

TEST_CASE("less than half a unit is a nought, and nothing at all a nil", "[release]") {
  CHECK(Published::shown(0.00049, 1, Scale::percent).text() == "0.0");
  CHECK(Published::shown(0.0005, 1, Scale::percent).text() == "0.1");
  CHECK(Published::shown(-0.00049, 1, Scale::percent).text() == "0.0");
  const auto count = [](double estimate) {
    auto row = test::share("2023", "", estimate, 0, 100);
    row.statistic = "count";
    row.lower = 0;
    row.upper = 10;
    Cube cube;
    cube.rows = {row};
    return release(cube, {}).rows.at(0).estimate.text();
  };
  CHECK(count(0) == "–");
  CHECK(count(0.49) == "0");
  CHECK(count(0.5) == "1");
}

TEST_CASE("what was not asked in a round cannot occur, and nothing is compared with it",
          "[release]") {
  auto then = test::share("2017", "2", CubeRow::missing, 0.01, 0);
  Cube cube;
  cube.rows = {test::share("2023", "2", 0.126), then,
               test::comparison("2023", "omgang:2023-2017", 0.01, 0.02)};
  cube.rows[2].sex = "2";
  const auto rows = release(cube, {}).rows;
  CHECK(rows[0].estimate.text() == "12.6");
  CHECK(rows[1].reason == "not_asked");
  CHECK(rows[1].estimate.text() == ".");
  CHECK(rows[2].estimate.text() == ".");
  // Others were asked: a group without answers is too small, and not impossible.
  cube.rows[1].n = 900;
  cube.rows[1].estimate = 0.1;
  cube.rows.push_back(test::share("2017", "1", CubeRow::missing, 0.01, 0));
  CHECK(release(cube, {}).rows[3].estimate.text() == "..");
}

TEST_CASE("rounds that did not ask the same cannot be compared", "[release]") {
  Cube cube;
  cube.rows = {test::share("2023", "2", 0.126), test::share("2017", "2", 0.1),
               test::comparison("2023", "omgang:2023-2017", 0.026, 0.02)};
  cube.rows[2].sex = "2";
  cube.rows[2].note = series_break_note;
  const auto row = release(cube, {}).rows[2];
  CHECK(row.finding == Finding::broken);
  CHECK(row.estimate.text() == ".");
}
