#include "geo/label_place.hpp"

#include <algorithm>
#include <cmath>

namespace trygg {
namespace {

constexpr int grid = 16;

/// Twice the signed area.
double area_of(const GeoRing& ring) {
  double sum = 0;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const auto& p = ring[i];
    const auto& q = ring[(i + 1) % ring.size()];
    sum += p.x * q.y - q.x * p.y;
  }
  return sum;
}

const GeoPolygon& largest(const std::vector<GeoPolygon>& polygons) {
  return *std::ranges::max_element(polygons, {}, [](const GeoPolygon& polygon) {
    return std::abs(area_of(polygon.rings.front()));
  });
}

struct Bounds {
  double left, top, right, bottom;
};

Bounds bounds_of(const GeoRing& ring) {
  Bounds b{ring[0].x, ring[0].y, ring[0].x, ring[0].y};
  for (const auto& [x, y] : ring) {
    b.left = std::min(b.left, x), b.right = std::max(b.right, x);
    b.top = std::min(b.top, y), b.bottom = std::max(b.bottom, y);
  }
  return b;
}

/// Liang and Barsky's clipping (1984): whether any of the line from p to q is in the box.
bool crosses(const GeoPoint& p, const GeoPoint& q, const Bounds& box) {
  double from = 0, to = 1;
  const auto clip = [&](double direction, double distance) {
    if (direction == 0) return distance >= 0;
    const double t = distance / direction;
    if (direction < 0)
      from = std::max(from, t);
    else
      to = std::min(to, t);
    return from <= to;
  };
  const double dx = q.x - p.x, dy = q.y - p.y;
  return clip(-dx, p.x - box.left) && clip(dx, box.right - p.x) && clip(-dy, p.y - box.top) &&
         clip(dy, box.bottom - p.y);
}

bool any_edge_crosses(const std::vector<GeoPolygon>& polygons, const Bounds& box) {
  for (const auto& polygon : polygons)
    for (const auto& ring : polygon.rings)
      for (std::size_t i = 0; i < ring.size(); ++i)
        if (crosses(ring[i], ring[(i + 1) % ring.size()], box)) return true;
  return false;
}

}  // namespace

bool contains(const std::vector<GeoPolygon>& polygons, const GeoPoint& point) {
  bool inside = false;
  for (const auto& polygon : polygons)
    for (const auto& ring : polygon.rings)
      for (std::size_t i = 0; i < ring.size(); ++i) {
        const auto& p = ring[i];
        const auto& q = ring[(i + 1) % ring.size()];
        if ((p.y > point.y) != (q.y > point.y) &&
            point.x < p.x + (q.x - p.x) * (point.y - p.y) / (q.y - p.y))
          inside = !inside;
      }
  return inside;
}

std::optional<GeoPoint> place_of_box(const std::vector<GeoPolygon>& polygons, double width,
                                     double height) {
  if (polygons.empty()) return std::nullopt;
  const auto all = bounds_of(largest(polygons).rings.front());
  const double room_x = all.right - all.left - width, room_y = all.bottom - all.top - height;
  if (room_x < 0 || room_y < 0) return std::nullopt;
  const GeoPoint middle{(all.left + all.right) / 2, (all.top + all.bottom) / 2};
  std::optional<GeoPoint> best;
  double least = 0;
  for (int i = 0; i <= grid; ++i)
    for (int k = 0; k <= grid; ++k) {
      const GeoPoint at{all.left + width / 2 + room_x * i / grid,
                        all.top + height / 2 + room_y * k / grid};
      const double distance = std::hypot(at.x - middle.x, at.y - middle.y);
      if (best && distance >= least) continue;
      const Bounds box{at.x - width / 2, at.y - height / 2, at.x + width / 2, at.y + height / 2};
      if (!contains(polygons, at) || any_edge_crosses(polygons, box)) continue;
      best = at, least = distance;
    }
  return best;
}

}  // namespace trygg
