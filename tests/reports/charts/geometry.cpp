#include "geometry.hpp"

#include <array>
#include <cmath>

namespace trygg::test {
namespace {

constexpr std::array<double, 5> columns{0, 5200, 7000, 8600, 14000};
constexpr std::array<double, 5> rows{0, 3600, 5200, 6700, 11000};

/// A corner of the grid, moved from its place in the same way for all that meet there.
GeoPoint corner(double x, double y) {
  return {x + 260 * std::sin(x / 900 + y / 1700), y + 260 * std::cos(x / 1300 - y / 800)};
}

/// A side in short steps, so that it bends.
void add_side(GeoRing& ring, double x0, double y0, double x1, double y1) {
  constexpr int steps = 8;
  for (int i = 0; i < steps; ++i)
    ring.push_back(corner(x0 + (x1 - x0) * i / steps, y0 + (y1 - y0) * i / steps));
}

GeoRing cell(std::size_t column, std::size_t row) {
  const double left = columns[column], right = columns[column + 1];
  const double low = rows[row], high = rows[row + 1];
  GeoRing ring;
  add_side(ring, left, low, right, low);
  add_side(ring, right, low, right, high);
  add_side(ring, right, high, left, high);
  add_side(ring, left, high, left, low);
  return ring;
}

GeoRing round(double x, double y, double radius) {
  GeoRing ring;
  for (int i = 0; i < 12; ++i)
    ring.push_back({x + radius * std::cos(i * 0.5236), y + radius * std::sin(i * 0.5236)});
  return ring;
}

}  // namespace

std::vector<AreaShape> archipelago(const std::vector<Area>& areas) {
  std::vector<AreaShape> shapes;
  for (std::size_t i = 0; i < areas.size(); ++i)
    shapes.push_back({&areas[i], {{{cell(i % 4, i / 4)}}}});
  if (!shapes.empty()) shapes[0].polygons[0].rings.push_back(round(1500, 1300, 600));
  if (shapes.size() > 1) shapes[1].polygons.push_back({{round(9000, -1200, 450)}});
  return shapes;
}

}  // namespace trygg::test
