#pragma once

#include <string>
#include <vector>

#include "area/areas.hpp"
#include "reports/charts/map_parts.hpp"

namespace trygg::reports {

/// Chart C5: a square for each area, near its place in the city; one map or two with one scale.
/// The value stands in its square; a triangle only where the area is secured above or below the
/// whole; what is withheld is hatched and has its symbol.
///
///     const Chart chart = tile_map({.id = "f2",
///                                   .title = finding,
///                                   .areas = areas,  // with tile_row and tile_column
///                                   .panels = {{"Kvinnor", "cw", &women, of_women},
///                                              {"Män", "cm", &men, of_men}},
///                                   .classes = map_classes({5, 10, 15, 20}),
///                                   .whole = "hela staden",
///                                   .own_area = subject.code,  // outlined; "": none
///                                   .synthetic = project.synthetic},
///                                  phrases);
///
/// Names that do not fit their square in at most three lines are replaced by numbers with a list
/// below. `<desc>` holds every released figure and is written here.
struct TileMap {
  std::string id;  ///< of the figure: ids of the drawings start with it
  std::string title;
  std::vector<const Area*> areas;  ///< those without a tile are left out
  std::vector<MapPanel> panels;    ///< one or two
  MapClasses classes;
  std::string whole;     ///< "hela staden"
  std::string own_area;  ///< code
  Synthetic synthetic = Synthetic::no;
};

/// \throws ArgumentError  no area has a tile, or a panel has not one figure an area
Chart tile_map(const TileMap& map, const Phrases& phrases);

}  // namespace trygg::reports
