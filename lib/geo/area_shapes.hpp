#pragma once

#include <string>
#include <vector>

#include "area/areas.hpp"
#include "geo/layer.hpp"

namespace trygg {

/// An area and where it lies.
struct AreaShape {
  const Area* area;
  std::vector<GeoPolygon> polygons;
};

/// The shapes of the areas of a level in an era, in the order of the area file. A shape is found by
/// the text of its property `name_property` (empty: the only one that the file has), which is a
/// code, name or alias of an area as `AreaMatcher` compares them. Where the file's shapes are the
/// smallest areas, each area gets those that the crosswalk counts in it; several shapes of one
/// name are parts of one area.
/// \throws InputError  no such property (names those that there are); names that fit no area, each
///                     with the nearest; areas without a shape
std::vector<AreaShape> area_shapes(const GeoLayer& layer, const std::string& name_property,
                                   const AreaSystem& areas, const std::string& era,
                                   const std::string& level);

}  // namespace trygg
