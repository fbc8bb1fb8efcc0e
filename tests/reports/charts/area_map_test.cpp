#include "reports/charts/area_map.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <map>

#include "figures.hpp"
#include "gallery.hpp"
#include "geo/layer.hpp"
#include "geometry.hpp"
#include "support.hpp"

using namespace trygg;
using namespace trygg::reports;

namespace {

std::size_t count(std::string_view text, std::string_view part) {
  std::size_t n = 0;
  for (auto at = text.find(part); at != text.npos; at = text.find(part, at + 1)) ++n;
  return n;
}

struct Islands {
  test::MadeFigures made;
  std::vector<Area> areas = test::thirteen_areas();
  std::vector<MapFigure> figures;

  Islands() {
    for (std::size_t i = 0; i < areas.size(); ++i)
      figures.push_back(
          {i == 4 ? &made.withheld() : &made.share(3 + 1.5 * static_cast<double>(i), 2)});
  }
  Chart chart() {
    return area_map({.id = "f1",
                     .title = "Finding",
                     .shapes = test::archipelago(areas),
                     .panels = {{"Alla", "tx", &made.share(9, 1), figures}},
                     .classes = map_classes({5, 10, 15, 20}),
                     .whole = "hela staden",
                     .own_area = "102"},
                    test::swedish());
  }
};

}  // namespace

TEST_CASE("each area is one shape in its class, and its holes are holes",
          "[reports][charts][law]") {
  Islands islands;
  const auto svg = islands.chart().wide.markup();
  CHECK(count(svg, "<path class=\"s1 tl\" fill-rule=\"evenodd\"") == 2);  // 3.0 and 4.5
  CHECK(count(svg, "<path class=\"s2 tl\"") == 2);  // 6.0, 7.5; the fifth is withheld
  CHECK(count(svg, "<path class=\"tl\" fill-rule=\"evenodd\"") == 1);
  CHECK(count(svg, "<path class=\"own\"") == 1);
  const auto first =
      svg.substr(svg.find("<path"), svg.find("/>", svg.find("<path")) - svg.find("<path"));
  CHECK(count(first, "M") == 2);  // the shore and the lake
}

TEST_CASE("an area too small for its name has a number in the list below",
          "[reports][charts][law]") {
  Islands islands;
  const auto chart = islands.chart();
  for (const auto& area : islands.areas)  // in the map or in the list, and in <desc>
    CHECK(count(chart.description, area.name) == 1);
  CHECK(count(chart.narrow.markup(), ">1</text>") >= 1);
  CHECK(count(chart.narrow.markup(), ">Kungsholmen</text>") == 1);
}

TEST_CASE("neighbours keep their common border however small the map", "[reports][charts][law]") {
  Islands islands;
  const auto chart = islands.chart();
  // Every corner of the grid that two areas share is in the path of both, as the same text.
  for (const auto* svg : {&chart.wide.markup(), &chart.narrow.markup()}) {
    std::map<std::string, int> points;
    for (auto at = svg->find('L'); at != svg->npos; at = svg->find('L', at + 1)) {
      const auto end = svg->find_first_of("LZM\"", at + 1);
      ++points[svg->substr(at + 1, end - at - 1)];
    }
    CHECK(std::ranges::count_if(points, [](const auto& p) { return p.second >= 2; }) > 60);
  }
}

TEST_CASE("a real city of 117 areas is drawn without a text over another",
          "[reports][charts][gallery]") {
  const auto file = test::shared_data() / "geo/stadsdelar117_simplified.geo.json";
  if (!std::filesystem::exists(file)) {
    WARN("passed over: " << file << " is not there");
    return;
  }
  auto layer = in_plane(read_layer(file));
  AreaSystem system;
  for (const auto& feature : layer.features)
    system.areas.push_back({.level = "del",
                            .code = std::to_string(1000 + system.areas.size()),
                            .name = feature.properties.front().second});
  test::MadeFigures made;
  std::vector<MapFigure> figures;
  for (std::size_t i = 0; i < layer.features.size(); ++i)
    figures.push_back(
        {i % 9 == 4 ? &made.withheld() : &made.share(2 + static_cast<double>(i * 7 % 23), 2)});
  const auto chart = area_map({.id = "f9",
                               .title = "Andelen i stadsdelarna",
                               .shapes = area_shapes(layer, "name", system, "", "del"),
                               .panels = {{"Alla", "tx", &made.share(9, 1), figures}},
                               .classes = map_classes({5, 10, 15, 20}),
                               .whole = "hela staden",
                               .synthetic = Synthetic::yes},
                              test::swedish());
  CHECK(count(chart.wide.markup(), "<path class") == 117);
  CHECK(chart.wide.markup().size() < 150'000);
  CHECK(chart.narrow.markup().size() < 100'000);
  if (const auto* folder = std::getenv("TRYGG_GALLERY"))
    test::write_gallery_page(folder, {"area_map-city", chart});
}

TEST_CASE("a map has areas and a figure for each", "[reports][charts][error]") {
  CHECK_THROWS_WITH(area_map({.id = "f1"}, test::swedish()), Catch::Contains("has areas"));
  Islands islands;
  islands.figures.pop_back();
  CHECK_THROWS_WITH(islands.chart(), Catch::Contains("12 figures for 13 areas"));
}
