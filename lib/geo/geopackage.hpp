#pragma once

#include <filesystem>

#include "geo/layer.hpp"

namespace trygg {

/// The layer of polygons in a GeoPackage (OGC 12-128, 1.0–1.3): an SQLite database whose geometry
/// is WKB after a header. The coordinates are east before north whatever the system says. A file
/// with several layers of features is an error, since none is the one that is meant. \throws
/// InputError  no such database, no or several layers, another geometry or system
GeoLayer read_geopackage(const std::filesystem::path& path);

}  // namespace trygg
