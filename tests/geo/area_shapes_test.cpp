#include "geo/area_shapes.hpp"

#include <catch2/catch.hpp>

#include "base/error.hpp"
#include "support.hpp"

using namespace trygg;
using Catch::Contains;

namespace {

/// Two districts of three parts.
AreaSystem city(const test::Folder& folder) {
  return read_areas(folder.file("areas.csv",
                                "era,niva,kod,namn,alias\n"
                                "2020,distrikt,A,Norra sidan,\n"
                                "2020,distrikt,B,Östra-Åsen,Ostra Asen\n"
                                ",del,1,Ett,\n,del,2,Två,\n,del,3,Tre,\n"),
                    folder.file("crosswalk.csv", "del,2020\n1,A\n2,A\n3,B\n"));
}

GeoLayer layer(const std::vector<std::string>& names) {
  GeoLayer made{.source = "map.geojson"};
  for (const auto& name : names)
    made.features.push_back(
        {.properties = {{"nr", "1"}, {"namn", name}}, .polygons = {{{{{0, 0}, {1, 0}, {1, 1}}}}}});
  return made;
}

std::string problem(const GeoLayer& from, const std::string& property = "namn") {
  const test::Folder folder;
  const auto areas = city(folder);
  try {
    area_shapes(from, property, areas, "2020", "distrikt");
  } catch (const InputError& e) {
    return e.what();
  }
  return "";
}

}  // namespace

TEST_CASE("shapes are found by code, name or alias however they are spelt", "[geo][law]") {
  const test::Folder folder;
  const auto areas = city(folder);
  for (const auto* name : {"B", "ÖSTRA - ÅSEN", "östra–åsen", "ostra asen"}) {
    INFO(name);
    const auto shapes =
        area_shapes(layer({name, "NORRA SIDAN", "norra sidan"}), "namn", areas, "2020", "distrikt");
    REQUIRE(shapes.size() == 2);
    CHECK(shapes[0].area->code == "A");
    CHECK(shapes[0].polygons.size() == 2);  // two shapes of one name are parts of it
    CHECK(shapes[1].polygons.size() == 1);
  }
}

TEST_CASE("shapes of the smallest areas make up those that they are counted in", "[geo][law]") {
  const test::Folder folder;
  const auto areas = city(folder);
  const auto shapes = area_shapes(layer({"Ett", "Två", "Tre"}), "namn", areas, "2020", "distrikt");
  REQUIRE(shapes.size() == 2);
  CHECK(shapes[0].polygons.size() == 2);
  CHECK(shapes[1].polygons.size() == 1);
}

TEST_CASE("names that are no area are listed, each with the nearest", "[geo][error]") {
  CHECK_THAT(problem(layer({"Norra sidan", "Östra-Asen", "Xyz"})),
             Contains("map.geojson") && Contains("'Östra-Asen'; did you mean 'B'") &&
                 Contains("'Xyz'") && Contains("alias") && !Contains("'Norra sidan';"));
  std::vector<std::string> many(12, "Okänd");
  CHECK_THAT(problem(layer(many)), Contains("and 4 more"));
}

TEST_CASE("an area without a shape, and a property that is not there, are errors", "[geo][error]") {
  CHECK_THAT(problem(layer({"Norra sidan"})), Contains("no shape for Östra-Åsen"));
  CHECK_THAT(problem(layer({"A", "B"}), "name"),
             Contains("no property 'name'") && Contains("namn"));
  CHECK_THAT(problem(layer({"A", "B"}), ""), Contains("map_name") && Contains("nr, namn"));
}
