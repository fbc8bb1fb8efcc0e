#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "geo/layer.hpp"

namespace trygg {

/// The polygons of a GeoPackage's geometry: the header "GP", version, flags, system and envelope,
/// then well-known binary of a Polygon or MultiPolygon in either byte order, with or without
/// heights and measures. An empty geometry gives none. \param where  for messages
/// \throws InputError  cut short, another geometry, curves
std::vector<GeoPolygon> read_geopackage_geometry(std::string_view bytes, const std::string& where);

}  // namespace trygg
