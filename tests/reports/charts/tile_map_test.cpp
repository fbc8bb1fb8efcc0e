#include "reports/charts/tile_map.hpp"

#include <catch2/catch.hpp>

#include "figures.hpp"
#include "gallery.hpp"

using namespace trygg;
using namespace trygg::reports;

namespace {

std::size_t count(std::string_view text, std::string_view part) {
  std::size_t n = 0;
  for (auto at = text.find(part); at != text.npos; at = text.find(part, at + 1)) ++n;
  return n;
}

/// A map of three areas with these figures.
struct SmallMap {
  test::MadeFigures made;
  std::vector<Area> areas = test::thirteen_areas(3);
  std::vector<MapFigure> figures;
  const ReleasedRow& whole = made.share(12.6, 1);

  TileMap map() const {
    return {.id = "f1",
            .title = "Finding",
            .areas = {&areas[0], &areas[1], &areas[2]},
            .panels = {{"Alla", "tx", &whole, figures}},
            .classes = map_classes({5, 10, 15, 20}),
            .whole = "hela staden"};
  }
  std::string wide() const { return tile_map(map(), test::swedish()).wide.markup(); }
};

}  // namespace

TEST_CASE("a class is found by the published value, its lower limit included",
          "[reports][charts][law]") {
  const auto classes = map_classes({5, 10, 15, 20});
  CHECK(classes.of(Published::shown(4.949, 1)) == 1);  // 4.9
  CHECK(classes.of(Published::shown(4.951, 1)) == 2);  // printed as 5.0, and so it is coloured
  CHECK(classes.of(Published::shown(5, 1)) == 2);
  CHECK(classes.of(Published::shown(19.94, 1)) == 4);
  CHECK(classes.of(Published::shown(100, 1)) == 5);
  CHECK(map_classes({50}).of(Published::shown(50, 0)) == 2);
}

TEST_CASE("classes are one to four rising limits within 0 to 100", "[reports][charts][error]") {
  CHECK_THROWS_WITH(map_classes({}), Catch::Contains("one to four limits, not 0"));
  CHECK_THROWS_WITH(map_classes({1, 2, 3, 4, 5}), Catch::Contains("not 5"));
  CHECK_THROWS_WITH(map_classes({10, 5}), Catch::Contains("5 follows 10"));
  CHECK_THROWS_WITH(map_classes({0, 5}), Catch::Contains("limit 0"));
  CHECK_THROWS_WITH(map_classes({50, 100}), Catch::Contains("limit 100"));
}

TEST_CASE("classes that nobody declared are round and reach the greatest value",
          "[reports][charts][law]") {
  for (const double greatest : {0.4, 4.9, 5.1, 9.8, 24.9, 49.0, 51.0, 100.0}) {
    const auto limits = round_classes(greatest).limits;
    REQUIRE(limits.size() == 4);
    CHECK(limits[0] * 5 >= std::min(greatest, 100.0));
    CHECK(limits[1] == 2 * limits[0]);
  }
  CHECK(round_classes(22).limits == std::vector<double>{5, 10, 15, 20});
}

TEST_CASE("a triangle stands only where the area is secured above or below the whole",
          "[reports][charts][law]") {
  SmallMap m;
  m.figures = {{&m.made.share(20, 2), &m.made.difference(7.4, 2)},
               {&m.made.share(9, 2), &m.made.difference(-3.6, 2)},
               {&m.made.share(14, 3), &m.made.difference(1.4, 3)}};
  const auto both = m.wide();
  CHECK(count(both, "<polygon") == 4);  // two in the map, two in the key
  CHECK(both.find("säkerställt högre än hela staden") != std::string::npos);
  m.figures[0].against = &m.made.undetermined(7.4, 2);
  const auto below = m.wide();
  CHECK(count(below, "<polygon") == 2);
  CHECK(below.find("högre än") == std::string::npos);
  m.figures[1].against = nullptr;
  CHECK(count(m.wide(), "<polygon") == 0);
  CHECK(against_whole({&m.made.withheld(), &m.made.difference(7, 1)}) == Against::not_secured);
}

TEST_CASE("a withheld area is hatched, has its symbol and no class", "[reports][charts][law]") {
  SmallMap m;
  m.figures = {{&m.made.share(20, 2)}, {&m.made.withheld()}, {&m.made.share(14, 3)}};
  const auto svg = m.wide();
  CHECK(count(svg, "fill=\"url(#f1w-h)\"") == 2);  // the tile and the key
  CHECK(count(svg, "<pattern id=\"f1w-h\"") == 1);
  CHECK(count(svg, ">..</text>") == 1);
  CHECK(svg.find("Enskede-Årsta-Vantör redovisas inte") != std::string::npos);
  m.figures[1].share = &m.made.share(3, 1);
  CHECK(m.wide().find("pattern") == std::string::npos);  // nothing is explained that is not there
}

TEST_CASE("only the subject's own area is outlined", "[reports][charts][law]") {
  SmallMap m;
  m.figures = {{&m.made.share(20, 2)}, {&m.made.share(3, 1)}, {&m.made.share(14, 3)}};
  CHECK(count(m.wide(), "class=\"own\"") == 0);
  auto map = m.map();
  map.own_area = "101";
  CHECK(count(tile_map(map, test::swedish()).wide.markup(), "class=\"own\"") == 1);
}

TEST_CASE("an area without a tile is left out, and a map without any is an error",
          "[reports][charts][error]") {
  SmallMap m;
  m.figures = {{&m.made.share(20, 2)}, {&m.made.share(3, 1)}, {&m.made.share(14, 3)}};
  m.areas[0].tile_row = 0;
  const auto svg = m.wide();
  CHECK(svg.find("Bromma") == std::string::npos);
  CHECK(svg.find("Farsta") != std::string::npos);
  for (auto& area : m.areas) area.tile_column = 0;
  CHECK_THROWS_WITH(m.wide(), Catch::Contains("rad and kolumn"));
  m.figures.pop_back();
  CHECK_THROWS_WITH(m.wide(), Catch::Contains("2 figures for 3 areas"));
}
