#include "release/components.hpp"

#include <catch2/catch.hpp>

#include "estimate/cube_fixture.hpp"

using namespace trygg;

namespace {

Cube two_rounds() {
  Cube cube;
  for (const auto* wave : {"2017", "2023"})
    for (const auto* sex : {"", "1", "2"}) cube.rows.push_back(test::share(wave, sex, 0.1));
  return cube;
}

std::vector<std::string> cells_of(const Cube& cube, const CubeRow& row) {
  const auto components = ContrastReader(cube).components(row);
  std::vector<std::string> cells;
  if (components)
    for (const auto* cell : components->cells) cells.push_back(cell->wave + "/" + cell->sex);
  return cells;
}

using Cells = std::vector<std::string>;

}  // namespace

TEST_CASE("a comparison is read back to the cells that it rests on", "[release]") {
  const auto cube = two_rounds();
  const auto row = [](const std::string& contrast) {
    return test::comparison("2023", contrast, 0.1, 0.1);
  };
  CHECK(cells_of(cube, row("kon:2-1")) == Cells{"2023/2", "2023/1"});
  CHECK(cells_of(cube, row("omgang:2023-2017")) == Cells{"2023/", "2017/"});
  CHECK(cells_of(cube, row("kon:2-1 omgang:2023-2017")) ==
        Cells{"2023/2", "2023/1", "2017/2", "2017/1"});
  auto women = row("omgang:2023-2017");
  women.sex = "2";
  CHECK(cells_of(cube, women) == Cells{"2023/2", "2017/2"});
  CHECK(ContrastReader(cube).components(row("kon:2/1"))->comparison == Comparison::ratio);
}

TEST_CASE("an area against the whole rests on both levels", "[release]") {
  auto cube = two_rounds();
  auto area = test::in_area(test::share("2023", "2", 0.2), "01");
  cube.rows.push_back(area);
  area.contrast = against_whole_contrast;
  const auto components = ContrastReader(cube).components(area);
  REQUIRE(components);
  CHECK(components->comparison == Comparison::difference);
  CHECK(components->cells.at(0)->area == "01");
  CHECK(components->cells.at(1)->area.empty());
  CHECK(components->cells.at(1)->sex == "2");
}

TEST_CASE("a comparison of cells that are not there is not read", "[release]") {
  const auto cube = two_rounds();
  for (const auto* contrast : {"kon:2-3", "kon", "kon:", "omgang:2023-2020", "omgang:2017-2023",
                               "kon:2-1 x", "kon:2-1  omgang:2023-2017"}) {
    CAPTURE(contrast);
    CHECK_FALSE(ContrastReader(cube).components(test::comparison("2023", contrast, 0.1, 0.1)));
  }
  auto elsewhere = test::in_area(test::comparison("2023", "kon:2-1", 0.1, 0.1), "03");
  CHECK_FALSE(ContrastReader(cube).components(elsewhere));
}

TEST_CASE("codes with hyphens are split where both parts are codes", "[release]") {
  Cube cube{.group_names = {"alder"}};
  for (const auto* age : {"16-19", "20-29", "30"}) {
    cube.rows.push_back(test::share("2023", "", 0.1));
    cube.rows.back().groups = {age};
  }
  const ContrastReader reader(cube);
  for (const auto* contrast :
       {"alder:16-19-20-29", "alder:\"16-19\"-\"20-29\"", "alder:16-19/20-29"}) {
    CAPTURE(contrast);
    auto row = test::comparison("2023", contrast, 0.1, 0.1);
    row.groups = {""};
    const auto components = reader.components(row);
    REQUIRE(components);
    CHECK(components->cells == std::vector<const CubeRow*>{&cube.rows[0], &cube.rows[1]});
  }
}

TEST_CASE("when codes are both rounds and sexes nothing is guessed", "[release]") {
  Cube cube;
  for (const auto* wave : {"1", "2"})
    for (const auto* sex : {"", "1", "2"}) cube.rows.push_back(test::share(wave, sex, 0.1));
  const ContrastReader reader(cube);
  CHECK_FALSE(reader.components(test::comparison("2", "kon:2-1", 0.1, 0.1)));
  CHECK(reader.components(test::comparison("1", "kon:2-1", 0.1, 0.1)));
}
