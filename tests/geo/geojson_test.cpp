#include "geo/geojson.hpp"

#include <catch2/catch.hpp>

#include "base/error.hpp"
#include "support.hpp"

using namespace trygg;
using Catch::Contains;

namespace {

const std::string square = "[[[0,0],[4,0],[4,4],[0,4],[0,0]],[[1,1],[1,2],[2,2],[2,1],[1,1]]]";

std::string collection(const std::string& geometry, const std::string& more = "") {
  return R"({"type":"FeatureCollection",)" + more +
         R"("features":[{"type":"Feature","properties":{"namn":"Ö","kod":7,"tomt":null},"geometry":)" +
         geometry + "}]}";
}

std::string polygon(const std::string& rings) {
  return R"({"type":"Polygon","coordinates":)" + rings + "}";
}

GeoLayer read(const std::string& text, const std::string& name = "map.geojson") {
  const test::Folder folder;
  return read_layer(folder.file(name, text));
}

std::string problem(const std::string& text, const std::string& name = "map.geojson") {
  try {
    read(text, name);
  } catch (const InputError& e) {
    return e.what();
  }
  return "";
}

}  // namespace

TEST_CASE("a polygon comes with its hole and its properties as texts", "[geo][law]") {
  const auto layer = read(collection(polygon(square)));
  CHECK(layer.system == GeoSystem::wgs84);
  REQUIRE(layer.features.size() == 1);
  const auto& [properties, polygons] = layer.features[0];
  CHECK(properties == std::vector<std::pair<std::string, std::string>>{
                          {"kod", "7"}, {"namn", "Ö"}, {"tomt", ""}});
  REQUIRE(polygons.size() == 1);
  REQUIRE(polygons[0].rings.size() == 2);
  CHECK(polygons[0].rings[0].size() == 4);  // the first point stands once
  CHECK(polygons[0].rings[1][1].y == 2);
}

TEST_CASE("a multipolygon is several polygons, heights are left out", "[geo][law]") {
  const auto layer = read(
      collection(R"({"type":"MultiPolygon","coordinates":[[[[0,0,5],[1,0,5],[1,1,5],[0,0,5]]],)" +
                 std::string("[[[2,2],[3,2],[3,3],[2,2]]]]}")));
  REQUIRE(layer.features[0].polygons.size() == 2);
  CHECK(layer.features[0].polygons[0].rings[0].size() == 3);
}

TEST_CASE("the systems that old files name are known", "[geo][law]") {
  const std::string in_metres =
      "[[[674571,6580743],[674572,6580743],[674572,6580744],[674571,6580743]]]";
  const auto with = [](const std::string& name, const std::string& ring = square) {
    return collection(polygon(ring),
                      R"("crs":{"type":"name","properties":{"name":")" + name + "\"}},");
  };
  CHECK(read(with("urn:ogc:def:crs:OGC:1.3:CRS84")).system == GeoSystem::wgs84);
  CHECK(read(with("EPSG:4326")).system == GeoSystem::wgs84);
  CHECK(read(with("urn:ogc:def:crs:EPSG::3006", in_metres)).system == GeoSystem::sweref99_tm);
  CHECK(read(with("urn:ogc:def:crs:EPSG::3011", in_metres), "map.json").system ==
        GeoSystem::sweref99_1800);
  CHECK_THAT(problem(with("EPSG:3006")), Contains("are degrees") && Contains("take out its crs"));
  CHECK_THAT(problem(with("EPSG:3857")), Contains("EPSG:3857") && Contains("ogr2ogr"));
  CHECK_THAT(problem(with("local")), Contains("'local' is not known"));
}

TEST_CASE("what is no map of areas is said with its place", "[geo][error]") {
  CHECK_THAT(problem("not json"), Contains("not JSON"));
  CHECK_THAT(problem("[1]"), Contains("no GeoJSON FeatureCollection"));
  CHECK_THAT(problem(R"({"type":"FeatureCollection"})"), Contains("no \"features\""));
  CHECK_THAT(problem(R"({"type":"FeatureCollection","features":[]})"), Contains("no shapes"));
  CHECK_THAT(problem(collection("null")), Contains("shape 1: it has no geometry"));
  CHECK_THAT(problem(collection(R"({"type":"Point","coordinates":[1,2]})")),
             Contains("shape 1: it is a Point"));
  CHECK_THAT(problem(collection(polygon("[[[0,0],[1,0],[1,1],[0,1]]]"))),
             Contains("does not end where it begins"));
  CHECK_THAT(problem(collection(polygon("[[[0,0],[1,\"a\"],[0,0]]]"))), Contains("is no point"));
  CHECK_THAT(problem(collection(polygon("[]"))), Contains("without rings"));
  CHECK_THAT(problem(collection(polygon("[[[674571,6580743],[674572,6580743],[674572,6580744],"
                                        "[674571,6580743]]]"))),
             Contains("no degrees") && Contains("EPSG:3006"));
  CHECK_THAT(problem("", "map.shp"), Contains("GeoPackage (.gpkg)"));
}

TEST_CASE("a real file of 117 areas is read", "[geo][reference]") {
  const auto file = test::shared_data() / "geo/stadsdelar117_simplified.geo.json";
  if (!std::filesystem::exists(file)) {
    WARN("passed over: " << file << " is not there");
    return;
  }
  const auto layer = read_layer(file);
  CHECK(layer.features.size() == 117);
  std::size_t points = 0;
  for (const auto& feature : layer.features)
    for (const auto& part : feature.polygons)
      for (const auto& ring : part.rings) points += ring.size() + 1;
  CHECK(points == 5038);  // counted with Python's json module
}
