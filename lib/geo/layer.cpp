#include "geo/layer.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/error.hpp"
#include "geo/geojson.hpp"
#include "geo/geopackage.hpp"
#include "geo/transverse_mercator.hpp"

namespace trygg {
namespace {

void check_ring(const GeoLayer& layer, std::size_t feature, const GeoRing& ring) {
  require<InputError>(ring.size() >= 3, "{}: shape {} has a ring of {} points; it takes three",
                      layer.source, feature + 1, ring.size());
  for (const auto& [x, y] : ring) {
    require<InputError>(std::isfinite(x) && std::isfinite(y),
                        "{}: shape {} has a coordinate that is no number", layer.source,
                        feature + 1);
    const bool degrees = std::abs(x) <= 180 && std::abs(y) <= 90;
    require<InputError>(layer.system != GeoSystem::wgs84 || degrees,
                        "{}: {} {} in shape {} are no degrees of longitude and latitude; name the "
                        "system of the coordinates in the file (EPSG:3006 or EPSG:3011)",
                        layer.source, x, y, feature + 1);
    require<InputError>(layer.system == GeoSystem::wgs84 || !degrees,
                        "{}: {} {} in shape {} are degrees, but the file says that its coordinates "
                        "are metres (EPSG:3006 or EPSG:3011); take out its crs, or convert it",
                        layer.source, x, y, feature + 1);
  }
}

/// The middle of the layer from east to west.
double middle_longitude(const GeoLayer& layer) {
  double west = std::numeric_limits<double>::infinity(), east = -west;
  for (const auto& feature : layer.features)
    for (const auto& polygon : feature.polygons)
      for (const auto& point : polygon.rings.front())
        west = std::min(west, point.x), east = std::max(east, point.x);
  return (west + east) / 2;
}

}  // namespace

GeoSystem geo_system(int epsg, std::string_view source) {
  switch (epsg) {
    case 4326:
    case 4258:  // ETRS89 in degrees: the same within a metre
    case 4619:  // SWEREF 99 in degrees
      return GeoSystem::wgs84;
    case 3006:
      return GeoSystem::sweref99_tm;
    case 3011:
      return GeoSystem::sweref99_1800;
    default:
      throw InputError(fmt::format(
          "{}: the coordinates are in EPSG:{}; EPSG:4326, 3006 and 3011 are read; convert the "
          "file, for instance with ogr2ogr -t_srs EPSG:3006",
          source, epsg));
  }
}

GeoLayer read_layer(const std::filesystem::path& path) {
  const auto ending = path.extension().string();
  if (ending == ".gpkg") return read_geopackage(path);
  require<InputError>(ending == ".geojson" || ending == ".json",
                      "{}: a map is GeoJSON (.geojson, .json) or a GeoPackage (.gpkg)",
                      path.string());
  return read_geojson(path);
}

GeoLayer in_plane(GeoLayer layer) {
  if (layer.system != GeoSystem::wgs84 || layer.features.empty()) return layer;
  const TransverseMercator projection({middle_longitude(layer), 1, 0});
  for (auto& feature : layer.features)
    for (auto& polygon : feature.polygons)
      for (auto& ring : polygon.rings)
        for (auto& point : ring) {
          const auto [north, east] = projection.forward({point.y, point.x});
          point = {east, north};
        }
  layer.system = GeoSystem::sweref99_tm;
  return layer;
}

void check_layer(const GeoLayer& layer) {
  require<InputError>(!layer.features.empty(), "{}: there are no shapes in it", layer.source);
  for (std::size_t i = 0; i < layer.features.size(); ++i) {
    require<InputError>(!layer.features[i].polygons.empty(), "{}: shape {} is empty", layer.source,
                        i + 1);
    for (const auto& polygon : layer.features[i].polygons)
      for (const auto& ring : polygon.rings) check_ring(layer, i, ring);
  }
}

}  // namespace trygg
