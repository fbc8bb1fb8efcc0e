#pragma once

#include <string>
#include <vector>

#include "geo/area_shapes.hpp"
#include "reports/charts/map_parts.hpp"

namespace trygg::reports {

/// Chart C6: areas in their real shapes, for many areas whose geometry the project has; one map or
/// two with one scale. Never the only map of a page: small areas in the middle of a city all but
/// vanish, so the tile map or the table stands beside it. Water is left blank.
///
///     const auto layer = in_plane(read_layer(folder / "stadsdelar.geojson"));
///     const auto shapes = area_shapes(layer, "namn", areas, era, level);
///     const Chart chart = area_map({.id = "f2", .title = finding, .shapes = shapes,
///                                   .panels = {{"Kvinnor", "cw", &women, of_women}},
///                                   .classes = map_classes({5, 10, 15, 20}),
///                                   .whole = "hela staden"}, phrases);
///
/// A name and its value stand in an area where they fit; else a number does, with the name in a
/// list below. `<desc>` holds every released figure and is written here.
struct AreaMap {
  std::string id, title;
  std::vector<AreaShape> shapes;  ///< in a plane, north upwards
  std::vector<MapPanel> panels;   ///< one or two; figures in the order of the shapes
  MapClasses classes;
  std::string whole;     ///< "hela staden"
  std::string own_area;  ///< code; outlined; "": none
  Synthetic synthetic = Synthetic::no;
};

/// \throws ArgumentError  no shapes, or a panel has not one figure a shape
Chart area_map(const AreaMap& map, const Phrases& phrases);

}  // namespace trygg::reports
