#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace trygg {

/// East and north: metres of a plane, or degrees of longitude and latitude.
struct GeoPoint {
  double x, y;
};
using GeoRing = std::vector<GeoPoint>;  ///< the first point stands once, at the beginning

/// An outer ring, then holes in it.
struct GeoPolygon {
  std::vector<GeoRing> rings;
};

/// A shape with its properties, as texts.
struct GeoFeature {
  std::vector<std::pair<std::string, std::string>> properties;
  std::vector<GeoPolygon> polygons;
};

/// The system of the coordinates: EPSG:4326 (degrees), 3006 or 3011 (metres).
enum class GeoSystem { wgs84, sweref99_tm, sweref99_1800 };
/// \throws InputError  another code
GeoSystem geo_system(int epsg, std::string_view source);

/// Shapes from one file.
struct GeoLayer {
  std::string source;  ///< file, for messages
  GeoSystem system = GeoSystem::wgs84;
  std::vector<GeoFeature> features;
};

/// Reads `.geojson`, `.json` (GeoJSON) or `.gpkg` (GeoPackage), as geojson.hpp and geopackage.hpp
/// describe. \throws InputError  another ending; as there
GeoLayer read_layer(const std::filesystem::path& path);

/// The layer in a plane with north upwards: degrees are projected about the meridian in the middle
/// of the layer, metres stay as they are.
GeoLayer in_plane(GeoLayer layer);

/// What readers share. \throws InputError  fewer than three different points, a number that is not
/// finite, or degrees beyond the globe (metres in a layer of degrees)
void check_layer(const GeoLayer& layer);

}  // namespace trygg
