#include "geo/geojson.hpp"

#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/text.hpp"

namespace trygg {
namespace {

using nlohmann::json;

const json& member(const json& object, const char* name, const std::string& where) {
  const auto found = object.find(name);
  require<InputError>(found != object.end(), "{}: there is no \"{}\"", where, name);
  return *found;
}

std::string text_of(const json& value) {
  return value.is_string() ? value.get<std::string>() : value.is_null() ? "" : value.dump();
}

/// "urn:ogc:def:crs:EPSG::3011", "EPSG:3011", "urn:ogc:def:crs:OGC:1.3:CRS84".
GeoSystem system_of(const json& collection, const std::string& source) {
  const auto crs = collection.find("crs");
  if (crs == collection.end() || crs->is_null()) return GeoSystem::wgs84;
  const auto name = text_of(crs->value("properties", json::object()).value("name", json()));
  if (name.ends_with("CRS84")) return GeoSystem::wgs84;
  const auto colon = name.rfind(':');
  const auto code = colon == std::string::npos ? std::nullopt : to_number(name.substr(colon + 1));
  require<InputError>(code && name.find("EPSG") != std::string::npos,
                      "{}: the system of coordinates '{}' is not known; EPSG:4326, 3006 and 3011 "
                      "are",
                      source, name);
  return geo_system(static_cast<int>(*code), source);
}

GeoRing ring_of(const json& points, const std::string& where) {
  GeoRing ring;
  for (const auto& point : points) {
    require<InputError>(
        point.is_array() && point.size() >= 2 && point[0].is_number() && point[1].is_number(),
        "{}: {} is no point", where, point.dump());
    ring.push_back({point[0].get<double>(), point[1].get<double>()});
  }
  const bool closed =
      ring.size() >= 4 && ring.front().x == ring.back().x && ring.front().y == ring.back().y;
  require<InputError>(closed, "{}: a ring of {} points does not end where it begins", where,
                      ring.size());
  ring.pop_back();
  return ring;
}

GeoPolygon polygon_of(const json& rings, const std::string& where) {
  require<InputError>(rings.is_array() && !rings.empty(), "{}: a polygon without rings", where);
  GeoPolygon polygon;
  for (const auto& ring : rings) polygon.rings.push_back(ring_of(ring, where));
  return polygon;
}

GeoFeature feature_of(const json& object, const std::string& where) {
  GeoFeature feature;
  if (const auto found = object.find("properties"); found != object.end() && found->is_object())
    for (const auto& [key, value] : found->items())
      feature.properties.emplace_back(key, text_of(value));
  const auto& geometry = member(object, "geometry", where);
  require<InputError>(geometry.is_object(), "{}: it has no geometry", where);
  const auto type = text_of(member(geometry, "type", where));
  const auto& coordinates = member(geometry, "coordinates", where);
  require<InputError>(type == "Polygon" || type == "MultiPolygon",
                      "{}: it is a {}; areas are Polygon or MultiPolygon", where, type);
  if (type == "Polygon")
    feature.polygons.push_back(polygon_of(coordinates, where));
  else
    for (const auto& polygon : coordinates) feature.polygons.push_back(polygon_of(polygon, where));
  return feature;
}

}  // namespace

GeoLayer read_geojson(const std::filesystem::path& path) {
  const auto source = path.string();
  const auto collection = json::parse(read_file(path), nullptr, false);
  require<InputError>(!collection.is_discarded(), "{}: this is not JSON", source);
  const bool known = collection.is_object() && collection.contains("type") &&
                     collection["type"] == "FeatureCollection";
  require<InputError>(known, "{}: this is no GeoJSON FeatureCollection", source);
  GeoLayer layer{.source = source, .system = system_of(collection, source)};
  const auto& features = member(collection, "features", source);
  require<InputError>(features.is_array(), "{}: \"features\" is no list", source);
  for (const auto& feature : features)
    layer.features.push_back(
        feature_of(feature, fmt::format("{}: shape {}", source, layer.features.size() + 1)));
  check_layer(layer);
  return layer;
}

}  // namespace trygg
