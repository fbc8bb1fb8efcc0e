#include "geo/geopackage.hpp"

#include <sqlite3.h>

#include <bit>
#include <catch2/catch.hpp>
#include <cstdint>

#include "base/error.hpp"
#include "geo/wkb.hpp"
#include "support.hpp"

using namespace trygg;
using Catch::Contains;

namespace {

enum class Order { big, little };

/// Well-known binary written by hand.
class Binary {
 public:
  explicit Binary(Order order) : order_(order) {}
  Binary& byte(int value) {
    bytes_ += static_cast<char>(value);
    return *this;
  }
  Binary& integer(std::uint32_t value) { return number(value); }
  Binary& real(double value) { return number(std::bit_cast<std::uint64_t>(value)); }
  Binary& mark() { return byte(order_ == Order::little ? 1 : 0); }
  /// A square with its lower left corner there; `more` values after each point.
  Binary& square(double x, double y, int more = 0) {
    integer(1).integer(5);
    const double dx[] = {0, 2, 2, 0, 0}, dy[] = {0, 0, 2, 2, 0};
    for (int i = 0; i < 5; ++i) {
      real(x + dx[i]).real(y + dy[i]);
      for (int k = 0; k < more; ++k) real(99);
    }
    return *this;
  }
  const std::string& bytes() const { return bytes_; }

 private:
  template <class T>
  Binary& number(T value) {
    for (std::size_t i = 0; i < sizeof(T); ++i) {
      const auto k = order_ == Order::little ? i : sizeof(T) - 1 - i;
      byte(static_cast<int>((value >> (8 * k)) & 0xff));
    }
    return *this;
  }
  Order order_;
  std::string bytes_;
};

/// "GP", version 0, flags: envelope kind, empty.
std::string header(int envelope = 0, bool empty = false) {
  constexpr int doubles[] = {0, 4, 6, 6, 8};
  Binary out(Order::little);
  out.byte('G').byte('P').byte(0).byte(1 | envelope << 1 | (empty ? 0x10 : 0)).integer(3011);
  for (int i = 0; i < doubles[envelope]; ++i) out.real(0);
  return out.bytes();
}

std::string polygon(Order order, std::uint32_t type = 3, int more = 0) {
  return Binary(order).mark().integer(type).square(152010, 6580020, more).bytes();
}

/// A GeoPackage with one layer "omraden" whose rows are these geometries.
std::string package(const test::Folder& folder, const std::vector<std::string>& geometries,
                    const std::string& more = "") {
  const auto path = folder / "map.gpkg";
  sqlite3* db = nullptr;
  sqlite3_open(path.c_str(), &db);
  const auto run = [&](const std::string& query) {
    REQUIRE(sqlite3_exec(db, query.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK);
  };
  run("CREATE TABLE gpkg_spatial_ref_sys(srs_name, srs_id INTEGER PRIMARY KEY, organization,"
      " organization_coordsys_id, definition);"
      "INSERT INTO gpkg_spatial_ref_sys VALUES('',3011,'EPSG',3011,''),('',3857,'epsg',3857,'');"
      "CREATE TABLE gpkg_contents(table_name PRIMARY KEY, data_type);"
      "CREATE TABLE gpkg_geometry_columns(table_name, column_name, geometry_type_name, srs_id);"
      "INSERT INTO gpkg_contents VALUES('omraden','features');"
      "INSERT INTO gpkg_geometry_columns VALUES('omraden','geom','POLYGON',3011);"
      "CREATE TABLE omraden(fid INTEGER PRIMARY KEY, geom BLOB, namn TEXT, nr INTEGER);" +
      more);
  sqlite3_stmt* insert = nullptr;
  sqlite3_prepare_v2(db, "INSERT INTO omraden(geom,namn,nr) VALUES(?,'Område',7)", -1, &insert,
                     nullptr);
  for (const auto& bytes : geometries) {
    sqlite3_bind_blob(insert, 1, bytes.data(), static_cast<int>(bytes.size()), SQLITE_TRANSIENT);
    sqlite3_step(insert);
    sqlite3_reset(insert);
  }
  sqlite3_finalize(insert);
  sqlite3_close(db);
  return path;
}

std::string problem(const std::string& bytes) {
  try {
    read_geopackage_geometry(bytes, "shape 1");
  } catch (const InputError& e) {
    return e.what();
  }
  return "";
}

}  // namespace

TEST_CASE("geometry is read in both byte orders, with heights, measures and envelopes",
          "[geo][law]") {
  const auto check = [](const std::string& bytes) {
    const auto polygons = read_geopackage_geometry(bytes, "shape 1");
    REQUIRE(polygons.size() == 1);
    REQUIRE(polygons[0].rings.size() == 1);
    REQUIRE(polygons[0].rings[0].size() == 4);
    CHECK(polygons[0].rings[0][2].x == 152012);
    CHECK(polygons[0].rings[0][2].y == 6580022);
  };
  for (const auto order : {Order::big, Order::little}) {
    for (int envelope = 0; envelope <= 4; ++envelope) check(header(envelope) + polygon(order));
    check(header() + polygon(order, 1003, 1));         // Z
    check(header() + polygon(order, 2003, 1));         // M
    check(header() + polygon(order, 3003, 2));         // ZM
    check(header() + polygon(order, 0x80000003u, 1));  // Z as PostGIS writes it
  }
  const auto two = Binary(Order::big).mark().integer(6).integer(2).bytes() +
                   polygon(Order::little) + polygon(Order::big);
  CHECK(read_geopackage_geometry(header() + two, "shape 1").size() == 2);
  CHECK(read_geopackage_geometry(header(0, true), "shape 1").empty());
}

TEST_CASE("geometry that is cut short at any byte is an error, never a crash", "[geo][error]") {
  const auto whole = header(1) + polygon(Order::little);
  for (std::size_t n = 0; n < whole.size(); ++n) CHECK(!problem(whole.substr(0, n)).empty());
  CHECK(problem(whole).empty());
  CHECK_THAT(problem(header() + polygon(Order::big, 1)), Contains("of type 1"));
  CHECK_THAT(problem(header() + polygon(Order::big, 10)), Contains("of type 10"));  // a curve
  CHECK_THAT(problem("XP" + whole.substr(2)), Contains("not that of a GeoPackage"));
  // A count that the bytes cannot hold.
  CHECK_THAT(problem(header() + Binary(Order::big).mark().integer(3).integer(0xfffffff0u).bytes()),
             Contains("cut short"));
}

TEST_CASE("a layer of a GeoPackage is read with its system and properties", "[geo][law]") {
  const test::Folder folder;
  const auto layer = read_layer(
      package(folder, {header() + polygon(Order::little), header(1) + polygon(Order::big)}));
  CHECK(layer.system == GeoSystem::sweref99_1800);
  REQUIRE(layer.features.size() == 2);
  CHECK(layer.features[1].properties == std::vector<std::pair<std::string, std::string>>{
                                            {"fid", "2"}, {"namn", "Område"}, {"nr", "7"}});
}

TEST_CASE("what is no GeoPackage of one layer is said", "[geo][error]") {
  const test::Folder folder;
  const auto fails = [](const std::string& path, const char* with) {
    CHECK_THROWS_WITH(read_geopackage(path), Contains(with));
  };
  fails(folder / "none.gpkg", "no such file");
  fails(folder.file("text.gpkg", "no database, but long enough to be one, it seems to me"),
        "no GeoPackage");
  const auto with = [&](const char* more, const char* message) {
    const test::Folder own;
    fails(package(own, {header() + polygon(Order::big)}, more), message);
  };
  with("UPDATE gpkg_contents SET data_type='tiles';", "no layer of shapes");
  with("UPDATE gpkg_geometry_columns SET srs_id=3857;", "EPSG:3857");
  with("UPDATE gpkg_spatial_ref_sys SET organization='NONE';", "not an EPSG code");
  with(
      "INSERT INTO gpkg_contents VALUES('andra','features');"
      "INSERT INTO gpkg_geometry_columns VALUES('andra','geom','POLYGON',3011);",
      "several layers");
}
