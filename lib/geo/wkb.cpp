#include "geo/wkb.hpp"

#include <algorithm>
#include <bit>
#include <cstdint>

#include "base/error.hpp"

namespace trygg {
namespace {

enum class ByteOrder { big, little };

class Reader {
 public:
  Reader(std::string_view bytes, const std::string& where) : bytes_(bytes), where_(where) {}

  void skip(std::size_t n) {
    need(n);
    at_ += n;
  }
  std::uint8_t byte() {
    need(1);
    return static_cast<std::uint8_t>(bytes_[at_++]);
  }
  std::uint32_t integer() { return number<std::uint32_t>(); }
  double real() { return std::bit_cast<double>(number<std::uint64_t>()); }

  void set_order(std::uint8_t mark) {
    require<InputError>(mark <= 1, "{}: {} is no mark of a byte order", where_, mark);
    order_ = mark == 1 ? ByteOrder::little : ByteOrder::big;
  }
  const std::string& where() const { return where_; }

 private:
  void need(std::size_t n) const {
    require<InputError>(bytes_.size() - at_ >= n, "{}: the geometry is cut short", where_);
  }
  template <class T>
  T number() {
    need(sizeof(T));
    T value = 0;
    for (std::size_t i = 0; i < sizeof(T); ++i) {
      const auto k = order_ == ByteOrder::big ? i : sizeof(T) - 1 - i;
      value = static_cast<T>(value << 8) | static_cast<std::uint8_t>(bytes_[at_ + k]);
    }
    at_ += sizeof(T);
    return value;
  }

  std::string_view bytes_;
  const std::string& where_;
  std::size_t at_ = 0;
  ByteOrder order_ = ByteOrder::big;
};

constexpr std::uint32_t polygon_type = 3, multipolygon_type = 6;

struct Kind {
  std::uint32_t type;
  std::size_t dimensions;
};

/// Types are 3, 6 and, with Z, M or both, 1000, 2000 or 3000 more; some writers set high bits.
Kind kind_of(std::uint32_t code) {
  const bool high_z = code & 0x80000000u, high_m = code & 0x40000000u;
  code &= 0x0fffffffu;
  const auto thousands = code / 1000;
  const std::size_t more = thousands == 3 ? 2 : thousands > 0 ? 1 : 0;
  return {code % 1000, 2 + std::max<std::size_t>(more, (high_z ? 1u : 0u) + (high_m ? 1u : 0u))};
}

Kind read_kind(Reader& in) {
  in.set_order(in.byte());
  return kind_of(in.integer());
}

GeoRing read_ring(Reader& in, std::size_t dimensions) {
  GeoRing ring;
  const auto n = in.integer();
  for (std::uint32_t i = 0; i < n; ++i) {
    const double x = in.real(), y = in.real();
    in.skip(8 * (dimensions - 2));
    ring.push_back({x, y});
  }
  const bool closed = n >= 4 && ring.front().x == ring.back().x && ring.front().y == ring.back().y;
  require<InputError>(closed, "{}: a ring of {} points does not end where it begins", in.where(),
                      n);
  ring.pop_back();
  return ring;
}

GeoPolygon read_polygon(Reader& in, std::size_t dimensions) {
  GeoPolygon polygon;
  const auto n = in.integer();
  for (std::size_t i = 0; i < n; ++i) polygon.rings.push_back(read_ring(in, dimensions));
  require<InputError>(n > 0, "{}: a polygon without rings", in.where());
  return polygon;
}

}  // namespace

std::vector<GeoPolygon> read_geopackage_geometry(std::string_view bytes, const std::string& where) {
  require<InputError>(bytes.size() >= 8 && bytes.starts_with("GP"),
                      "{}: its geometry is not that of a GeoPackage", where);
  constexpr std::size_t envelopes[] = {0, 32, 48, 48, 64};
  const auto flags = static_cast<std::uint8_t>(bytes[3]);
  const std::size_t envelope = (flags >> 1) & 7u;
  require<InputError>(envelope < std::size(envelopes), "{}: {} is no kind of envelope", where,
                      envelope);
  if (flags & 0x10u) return {};  // marked as empty
  Reader in(bytes, where);
  in.skip(8 + envelopes[envelope]);
  const auto [type, dimensions] = read_kind(in);
  require<InputError>(type == polygon_type || type == multipolygon_type,
                      "{}: its geometry is of type {}; areas are Polygon (3) or MultiPolygon (6)",
                      where, type);
  if (type == polygon_type) return {read_polygon(in, dimensions)};
  std::vector<GeoPolygon> polygons;
  const auto n = in.integer();
  for (std::size_t i = 0; i < n; ++i) {
    const auto part = read_kind(in);
    require<InputError>(part.type == polygon_type, "{}: a MultiPolygon holds a part of type {}",
                        where, part.type);
    polygons.push_back(read_polygon(in, part.dimensions));
  }
  return polygons;
}

}  // namespace trygg
