#include "geo/transverse_mercator.hpp"

#include <catch2/catch.hpp>

#include "geo/layer.hpp"

using namespace trygg;

namespace {

struct Known {
  Degrees at;
  Metres tm, stockholm;
};

// PROJ 9.1.1: cs2cs -f %.6f EPSG:4326 EPSG:3006 and EPSG:3011; six decimals are printed.
const Known known[] = {
    {{59.3293, 18.0686}, {6580743.008331, 674571.866449}, {6579354.448319, 153905.092804}},
    {{62, 15}, {6874180.147715, 500000.0}, {6880564.826797, -7154.572004}},
    {{59.3, 18}, {6577304.567007, 670817.915574}, {6576088.401117, 150000.0}},
    {{58, 11}, {6435711.229051, 263647.384698}, {6452744.340918, -263477.065630}},
    {{65.85, 24.15}, {7333626.392659, 916540.236456}, {7319868.346929, 430519.026644}},
    {{55.34, 13.5}, {6133651.772155, 404864.119588}, {6144308.906762, -135429.618299}},
    {{67.9, 20.5}, {7541983.045296, 730663.936778}, {7536851.636007, 254981.004043}},
    {{59.2, 17.7}, {6565444.047246, 654193.583704}, {6564987.005657, 132857.544466}}};

// A hundredth of a millimetre: the series ends with the fourth power of n, the print with 1e-6 m.
constexpr double tolerance = 1e-5;

}  // namespace

TEST_CASE("SWEREF 99 TM and 18 00 agree with PROJ", "[geo][reference]") {
  const TransverseMercator tm(zone_of_sweref99_tm), stockholm(zone_of_sweref99_1800);
  for (const auto& k : known) {
    INFO(k.at.latitude << ' ' << k.at.longitude);
    CHECK(tm.forward(k.at).north == Approx(k.tm.north).margin(tolerance).epsilon(0));
    CHECK(tm.forward(k.at).east == Approx(k.tm.east).margin(tolerance).epsilon(0));
    CHECK(stockholm.forward(k.at).north == Approx(k.stockholm.north).margin(tolerance).epsilon(0));
    CHECK(stockholm.forward(k.at).east == Approx(k.stockholm.east).margin(tolerance).epsilon(0));
  }
}

TEST_CASE("the way back from the plane ends where it began", "[geo][law]") {
  for (const auto& zone : {zone_of_sweref99_tm, zone_of_sweref99_1800}) {
    const TransverseMercator projection(zone);
    for (double latitude = 55; latitude <= 69; latitude += 0.7)
      for (double longitude = 10.5; longitude <= 24.5; longitude += 1.3) {
        const auto back = projection.inverse(projection.forward({latitude, longitude}));
        CHECK(back.latitude == Approx(latitude).margin(1e-10).epsilon(0));  // 0.01 mm
        CHECK(back.longitude == Approx(longitude).margin(1e-10).epsilon(0));
      }
  }
}

TEST_CASE("degrees are drawn with north upwards, metres as they are", "[geo][law]") {
  GeoLayer layer{.source = "here",
                 .features = {{.polygons = {{{{{17, 59}, {19, 59}, {18, 60}}}}}}}};
  const auto plane = in_plane(layer).features[0].polygons[0].rings[0];
  CHECK(plane[0].x == Approx(-plane[1].x));  // about the meridian in the middle
  CHECK(plane[0].y == Approx(plane[1].y));
  CHECK(plane[2].x == Approx(0).margin(1e-6));
  CHECK(plane[2].y - plane[0].y == Approx(110'900).margin(900));  // a degree, less a curved foot
  layer.system = GeoSystem::sweref99_1800;
  CHECK(in_plane(layer).features[0].polygons[0].rings[0][1].x == 19);
}
