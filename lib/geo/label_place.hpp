#pragma once

#include <optional>
#include <vector>

#include "geo/layer.hpp"

namespace trygg {

/// Whether a point lies in the polygons and in none of their holes (even-odd).
bool contains(const std::vector<GeoPolygon>& polygons, const GeoPoint& point);

/// The centre of a box of `width` × `height` that lies wholly inside the polygons, as near to the
/// middle of the largest of them as a grid of 16 × 16 centres over it allows. None: it fits nowhere
/// there.
std::optional<GeoPoint> place_of_box(const std::vector<GeoPolygon>& polygons, double width,
                                     double height);

}  // namespace trygg
