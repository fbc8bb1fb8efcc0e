#include <catch2/catch.hpp>
#include <cmath>

#include "base/error.hpp"
#include "ranking/standing.hpp"
#include "support.hpp"

using namespace trygg;

namespace {

AreaStanding placed_area() {
  AreaStanding s;
  s.area.wave = "2023";
  s.area.era = "2020";
  s.area.indicator = "unsafe";
  s.area.statistic = "share";
  s.area.area_level = "district";
  s.area.area = "01";
  s.area.n = 512;
  s.area.estimate = 0.125;
  s.area.lower = 0.1;
  s.area.upper = 0.15;
  s.area.df = 511;
  s.whole = 0.1;
  s.difference = 0.025;
  s.lower = -0.001;
  s.upper = 0.05;
  s.side = Side::not_shown;
  s.places = RankSet{1, 4, 2, 3};
  return s;
}

}  // namespace

TEST_CASE("standings are read back as they were written", "[ranking][law]") {
  auto without_place = placed_area();
  without_place.area.area = "02";
  without_place.places.reset();
  const std::vector<AreaStanding> rows{placed_area(), without_place};
  const test::Folder folder;
  const auto text = to_csv(rows);
  const auto read = read_standings(folder.file("standings.csv", text));
  REQUIRE(read.size() == 2);
  CHECK(to_csv(read) == text);
  CHECK(read[0].places->own_lowest == 3);
  CHECK(std::isnan(read[0].se));
  CHECK_FALSE(read[1].places);
  CHECK(read[1].side == Side::not_shown);
}

TEST_CASE("a file of standings that is not one is refused with its line", "[ranking][error]") {
  const test::Folder folder;
  const auto text = to_csv({placed_area()});
  CHECK_THROWS_WITH(read_standings(folder.file("a.csv", "wave,era\n")),
                    Catch::Contains("a.csv:1: the header is not that of standings"));
  auto side = text;
  side.replace(side.find("not_shown"), 9, "beside");
  CHECK_THROWS_WITH(read_standings(folder.file("b.csv", side)),
                    Catch::Contains("b.csv:2") && Catch::Contains("unknown word 'beside'"));
  auto number = text;
  number.replace(number.find("0.125"), 5, "much");
  CHECK_THROWS_WITH(read_standings(folder.file("c.csv", number)),
                    Catch::Contains("column 'estimate': 'much' is no number"));
}
