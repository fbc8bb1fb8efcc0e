#pragma once

#include <filesystem>

#include "geo/layer.hpp"

namespace trygg {

/// A FeatureCollection of Polygons and MultiPolygons. Coordinates are longitude and latitude (RFC
/// 7946), or what an old file's member `crs` names: CRS84, EPSG:4326, 3006 or 3011, always east
/// before north. Heights are left out; numbers among the properties become texts.
/// \throws InputError  not JSON, another kind of object or geometry, another system, an open ring
GeoLayer read_geojson(const std::filesystem::path& path);

}  // namespace trygg
