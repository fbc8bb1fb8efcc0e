#pragma once

#include <string>
#include <vector>

#include "area/areas.hpp"
#include "reports/charts/parts.hpp"

namespace trygg::reports {

/// The classes of a map: `limits` are the lower ends of the second to the last, rising, at most
/// four. They are declared in the project, so that the maps of a year, and of both sexes, have one
/// scale.
struct MapClasses {
  std::vector<double> limits;

  /// 1 … limits + 1, by the published value: at a limit belongs to the upper class.
  std::size_t of(const Published& share) const;
  std::size_t count() const { return limits.size() + 1; }
};
/// \throws ArgumentError  more than four limits, not rising, or outside of 0–100
MapClasses map_classes(std::vector<double> limits);
/// Five classes of the narrowest round width that reaches `greatest`: for an indicator whose
/// project declares none.
MapClasses round_classes(double greatest);

/// What one area of a map shows.
struct MapFigure {
  const ReleasedRow* share;
  /// The area against the whole; secured above or below gives a triangle. nullptr: not compared.
  const ReleasedRow* against = nullptr;
};

/// Which triangle a comparison with the whole permits.
enum class Against { above, below, not_secured };
Against against_whole(const MapFigure& figure);

/// One map of a figure: all areas for one sex, or for all persons.
struct MapPanel {
  std::string heading;             ///< "Kvinnor"
  std::string style;               ///< of the heading: "cw", "cm" or "tx"
  const ReleasedRow* whole;        ///< stands in the heading: "Kvinnor (hela staden 12,6 %)"
  std::vector<MapFigure> figures;  ///< in the order of the map's areas
};

/// "Kvinnor (hela staden 12,6 %)".
void draw_heading(Drawing& drawing, const MapPanel& panel, const std::string& whole,
                  const Phrases& phrases, double x, double y);
/// " Kvinnor: hela staden 12,6 procent; Bromma 16,9 procent, …." for `<desc>`.
std::string spoken_panel(const MapPanel& panel, const std::vector<const Area*>& areas,
                         const std::string& whole, const Phrases& phrases);

/// What the signs on a map's areas are; only those that occur are explained.
struct MapKey {
  MapClasses classes;
  std::string whole;  ///< "hela staden"
  bool withheld = false, above = false, below = false, flagged = false;

  void note(const MapFigure& figure);
};
/// The classes, then the signs, from `y` on. \returns the lower edge
double draw_key(Drawing& drawing, const MapKey& key, const Phrases& phrases, Format format,
                double y);

/// "Bromma 16,9 procent, säkerställt högre än hela staden": for `<desc>`.
std::string spoken_area(const std::string& name, const MapFigure& figure, const std::string& whole,
                        const Phrases& phrases);

/// Numbers and names below a map whose areas have no room for them, in columns from `y` on.
/// \returns the lower edge
double draw_numbered_names(Drawing& drawing, const std::vector<std::string>& names, Format format,
                           double y);

}  // namespace trygg::reports
