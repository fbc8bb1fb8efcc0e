#include "geo/label_place.hpp"

#include <catch2/catch.hpp>

using namespace trygg;

namespace {

GeoRing box(double left, double top, double right, double bottom) {
  return {{left, top}, {right, top}, {right, bottom}, {left, bottom}};
}

}  // namespace

TEST_CASE("a point in a hole is not inside", "[geo][law]") {
  const std::vector<GeoPolygon> ring = {{{box(0, 0, 10, 10), box(3, 3, 7, 7)}}};
  CHECK(contains(ring, {1, 1}));
  CHECK_FALSE(contains(ring, {5, 5}));
  CHECK_FALSE(contains(ring, {11, 5}));
}

TEST_CASE("a label stands in the middle where it can, beside a hole, or nowhere", "[geo][law]") {
  const std::vector<GeoPolygon> plain = {{{box(0, 0, 100, 40)}}};
  const auto middle = place_of_box(plain, 60, 20);
  REQUIRE(middle);
  CHECK(middle->x == Approx(50));
  CHECK(middle->y == Approx(20));
  CHECK_FALSE(place_of_box(plain, 60, 41));
  const std::vector<GeoPolygon> holed = {{{box(0, 0, 100, 40), box(40, 5, 60, 35)}}};
  const auto aside = place_of_box(holed, 30, 20);
  REQUIRE(aside);
  CHECK((aside->x + 15 <= 40 || aside->x - 15 >= 60));
  CHECK_FALSE(place_of_box(holed, 60, 20));
  CHECK_FALSE(place_of_box({}, 1, 1));
}

TEST_CASE("a label stands in the largest of several parts and crosses no edge", "[geo][law]") {
  const std::vector<GeoPolygon> parts = {
      {{box(0, 0, 10, 10)}}, {{GeoRing{{20, 0}, {120, 0}, {120, 60}, {70, 20}, {20, 60}}}}};
  const auto at = place_of_box(parts, 40, 12);
  REQUIRE(at);
  for (const double dx : {-20.0, 20.0})
    for (const double dy : {-6.0, 6.0}) CHECK(contains(parts, {at->x + dx, at->y + dy}));
}
