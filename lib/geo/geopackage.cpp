#include "geo/geopackage.hpp"

#include <sqlite3.h>

#include <memory>

#include "base/error.hpp"
#include "geo/wkb.hpp"

namespace trygg {
namespace {

struct Close {
  void operator()(sqlite3* database) const { sqlite3_close(database); }
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Database = std::unique_ptr<sqlite3, Close>;
using Statement = std::unique_ptr<sqlite3_stmt, Close>;

Database open(const std::filesystem::path& path) {
  require<InputError>(std::filesystem::is_regular_file(path), "{}: there is no such file",
                      path.string());
  sqlite3* raw = nullptr;
  const int status = sqlite3_open_v2(path.c_str(), &raw, SQLITE_OPEN_READONLY, nullptr);
  Database database(raw);
  require<InputError>(status == SQLITE_OK, "{}: cannot be opened: {}", path.string(),
                      sqlite3_errmsg(raw));
  return database;
}

Statement prepare(const Database& database, const std::string& query, const std::string& source) {
  sqlite3_stmt* raw = nullptr;
  const int status = sqlite3_prepare_v2(database.get(), query.c_str(), -1, &raw, nullptr);
  require<InputError>(status == SQLITE_OK, "{}: this is no GeoPackage ({})", source,
                      sqlite3_errmsg(database.get()));
  return Statement(raw);
}

/// Whether there is one more row. \throws InputError  the database is damaged
bool next(const Statement& statement, const std::string& source) {
  const int status = sqlite3_step(statement.get());
  require<InputError>(status == SQLITE_ROW || status == SQLITE_DONE,
                      "{}: the database is damaged: {}", source, sqlite3_errstr(status));
  return status == SQLITE_ROW;
}

std::string bytes(sqlite3_stmt* statement, int column) {
  const auto* data = static_cast<const char*>(sqlite3_column_blob(statement, column));
  const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement, column));
  return data == nullptr ? std::string() : std::string(data, size);
}

std::string quoted(const std::string& name) {
  std::string text = "\"";
  for (const char c : name) text += c == '"' ? "\"\"" : std::string(1, c);
  return text + '"';
}

struct LayerTable {
  std::string table, geometry;
  GeoSystem system;
};

LayerTable layer_table(const Database& database, const std::string& source) {
  const auto statement = prepare(
      database,
      "SELECT c.table_name, g.column_name, upper(s.organization), s.organization_coordsys_id "
      "FROM gpkg_contents c JOIN gpkg_geometry_columns g USING (table_name) "
      "JOIN gpkg_spatial_ref_sys s ON s.srs_id = g.srs_id "
      "WHERE c.data_type = 'features' ORDER BY c.table_name",
      source);
  require<InputError>(next(statement, source), "{}: there is no layer of shapes in it", source);
  auto* row = statement.get();
  const auto table = bytes(row, 0);
  require<InputError>(bytes(row, 2) == "EPSG",
                      "{}: the system of its coordinates is not an EPSG code", source);
  LayerTable layer{table, bytes(row, 1), geo_system(sqlite3_column_int(row, 3), source)};
  if (next(statement, source))
    throw InputError(fmt::format(
        "{}: there are several layers in it, '{}' and '{}' among them; give a file with one",
        source, table, bytes(row, 0)));
  return layer;
}

}  // namespace

GeoLayer read_geopackage(const std::filesystem::path& path) {
  const auto source = path.string();
  const auto database = open(path);
  const auto found = layer_table(database, source);
  GeoLayer layer{.source = source, .system = found.system};
  const auto statement =
      prepare(database, "SELECT * FROM " + quoted(found.table) + " ORDER BY rowid", source);
  auto* row = statement.get();
  while (next(statement, source)) {
    GeoFeature feature;
    for (int c = 0; c < sqlite3_column_count(row); ++c) {
      const std::string name = sqlite3_column_name(row, c);
      if (name == found.geometry)
        feature.polygons = read_geopackage_geometry(
            bytes(row, c), fmt::format("{}: shape {}", source, layer.features.size() + 1));
      else if (sqlite3_column_type(row, c) != SQLITE_BLOB)
        feature.properties.emplace_back(name, bytes(row, c));
    }
    layer.features.push_back(std::move(feature));
  }
  check_layer(layer);
  return layer;
}

}  // namespace trygg
