#include "estimate/cube.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "base/error.hpp"
#include "estimate/cube_index.hpp"
#include "support.hpp"

using namespace trygg;
using Catch::Contains;

namespace {

const std::string header =
    "wave,era,indicator,statistic,area_level,area,sex,alder,contrast,n,estimate,se,lower,upper,df,"
    "deff,n_effective,t,p_value,p_adjusted,cases,weight,largest_weight,note\n";

Cube example() {
  Cube cube{.group_names = {"alder"}};
  CubeRow level;
  level.wave = "2023";
  level.era = "2007–2020";
  level.indicator = "otrygg, sent";
  level.statistic = "share";
  level.sex = "02";
  level.groups = {"16-19"};
  level.n = 1262;
  level.estimate = 0.1;
  level.se = 1.0 / 3;
  level.note = "all_or_none";
  cube.rows.push_back(level);
  return cube;
}

}  // namespace

TEST_CASE("a cube is written with the shortest numbers and empty fields", "[estimate][cube]") {
  CHECK(to_csv(example()) == header +
                                 "2023,2007–2020,\"otrygg, sent\",share,,,02,16-19,,1262,0.1,"
                                 "0.3333333333333333,,,,,,,,,,,,all_or_none\n");
}

TEST_CASE("a cube reads back as it was written", "[estimate][cube][law]") {
  const test::Folder folder;
  const auto text = to_csv(example());
  const auto cube = read_cube(folder.file("cube.csv", text));
  CHECK(to_csv(cube) == text);
  REQUIRE(cube.rows.size() == 1);
  CHECK(cube.group_names == std::vector<std::string>{"alder"});
  CHECK(cube.rows[0].se == 1.0 / 3);
  CHECK(std::isnan(cube.rows[0].df));
  CHECK(cube.rows[0].sex == "02");
  CHECK(cube.rows[0].n == 1262);
}

TEST_CASE("a row of the cube starts with no number at all", "[estimate][cube]") {
  const CubeRow row;
  for (const double x : {row.estimate, row.se, row.lower, row.upper, row.df, row.deff,
                         row.n_effective, row.t, row.p_value, row.p_adjusted})
    CHECK(std::isnan(x));
}

TEST_CASE("a file that is no cube is refused with its place", "[estimate][cube][error]") {
  const test::Folder folder;
  const auto refused = [&](const std::string& text, const std::string& message) {
    CAPTURE(text);
    CHECK_THROWS_WITH(read_cube(folder.file("c.csv", text)), Contains(message));
    CHECK_THROWS_AS(read_cube(folder.file("c.csv", text)), InputError);
  };
  refused("wave,era,indicator\n", "c.csv:1: column 4 must be 'statistic', but it is nothing");
  refused("wave,area\n", "column 2 must be 'era', but it is 'area'");
  refused(header.substr(0, header.size() - 1) + ",extra\n", "column 'extra' after 'note'");
  refused("wave,era,indicator,statistic,area_level,area,sex,alder,n\n",
          "column 10 must be 'contrast', but it is nothing");
  refused(header + "2023,,i,share,,,,,,5,x,,,,,,,,,,,,,\n", "c.csv:2: column 'estimate': 'x'");
  refused(header + "2023,,i,share,,,,,,5.5,,,,,,,,,,,,,,\n", "column 'n': '5.5'");
  refused(header + "2023,,i,share,,,,,,-1,,,,,,,,,,,,,,\n", "column 'n': '-1'");
  refused(header + "2023,,i,share,,,,,,,,,,,,,,,,,,,,\n", "column 'n': ''");
  const std::string row = "2023,,i,share,,,2,,,5,,,,,,,,,,,,,,\n";
  refused(header + row + row, "c.csv: two rows for one cell: 2023 i");
}

TEST_CASE("rows of a cube are found by their key", "[estimate][cube]") {
  const auto cube = example();
  const CubeIndex index(cube);
  auto key = key_of(cube.rows[0]);
  CHECK(index.find(key) == &cube.rows[0]);
  key.sex = "1";
  CHECK(index.find(key) == nullptr);
}
