#include "release/linked_table.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>
#include <tuple>

#include "release/surface.hpp"

namespace trygg {
namespace {

constexpr double unlimited = std::numeric_limits<double>::infinity();

/// Where a cell lies apart from its area and sex.
struct Slice {
  std::string wave;
  std::vector<std::string> groups;
  auto operator<=>(const Slice&) const = default;
};

/// An area, the whole place (all empty), or a piece of areas (level "", code its number).
using Place = AreaName;

struct Address {
  Slice slice;
  Place place;
  std::string sex;
  auto operator<=>(const Address&) const = default;
};

Address address_of(const CubeRow& row) {
  return {{row.wave, row.groups}, {row.era, row.area_level, row.area}, row.sex};
}

double weight_of(const CubeRow& row) {
  if (row.n == 0) return 0;
  return std::isnan(row.weight) ? unlimited : row.weight;
}

/// Smallest areas that no published area tells apart.
struct Piece {
  Place place;  ///< a published area that is just this piece, or a place of its own
  std::set<std::string> smallest;
  std::vector<Place> inside;  ///< published areas that it is a part of
};

std::vector<Piece> pieces_of(const std::set<Place>& places, const AreaNesting& nesting) {
  std::map<std::string, std::vector<Place>> around;
  for (const auto& place : places) {
    const auto found = nesting.parts.find(place);
    if (found == nesting.parts.end()) continue;
    for (const auto& code : found->second) around[code].push_back(place);
  }
  std::map<std::vector<Place>, Piece> by_signature;
  for (const auto& [code, inside] : around) {
    auto& piece = by_signature[inside];
    piece.inside = inside;
    piece.smallest.insert(code);
  }
  std::vector<Piece> pieces;
  for (auto& [inside, piece] : by_signature) {
    piece.place.code = "#" + std::to_string(pieces.size());
    for (const auto& place : inside)
      if (nesting.parts.at(place) == piece.smallest) piece.place = place;
    pieces.push_back(std::move(piece));
  }
  return pieces;
}

class Builder {
 public:
  Builder(std::span<const CubeRow* const> rows, std::span<const CubeRow* const> smallest,
          const AreaNesting& nesting)
      : nesting_(nesting) {
    for (const auto* row : rows) {
      const auto address = address_of(*row);
      number_[address] = table_.cells.size();
      table_.cells.push_back({row, weight_of(*row)});
      if (!row->area_level.empty()) places_.insert(address.place);
      sexes_.insert(row->sex);
      slices_.insert(address.slice);
    }
    for (const auto* row : smallest)
      weight_of_smallest_[{row->wave, row->area, row->sex}] = weight_of(*row);
  }

  LinkedTable made() {
    find_twins();
    add_areas();
    add_groups();
    add_sexes();
    return std::move(table_);
  }

 private:
  const std::size_t* find(const Address& address) const {
    const auto found = number_.find(address);
    return found == number_.end() ? nullptr : &found->second;
  }

  void find_twins() {
    std::map<std::tuple<Slice, std::string, std::set<std::string>>, std::vector<std::size_t>> same;
    for (const auto& [address, cell] : number_) {
      const auto found = nesting_.parts.find(address.place);
      const auto own = address.place.era + '|' + address.place.level + '|' + address.place.code;
      same[{address.slice, address.sex,
            found == nesting_.parts.end() ? std::set{own} : found->second}]
          .push_back(cell);
    }
    table_.twins.resize(table_.cells.size());
    for (const auto& [persons, cells] : same)
      for (const auto cell : cells) table_.twins[cell] = cells;
  }

  void add_sum(std::size_t whole, std::vector<std::size_t> parts) {
    LinkedSum sum{.whole = whole, .parts = std::move(parts)};
    double known = 0;
    for (const auto part : sum.parts) known += table_.cells[part].weight;
    const double all = table_.cells[whole].weight;
    if (all == 0) return;                                          // nobody to divide
    if (std::isfinite(known) && known > all * (1 + 1e-6)) return;  // no division of it
    sum.rest = std::isfinite(known) && known >= all * (1 - 1e-9) ? 0 : std::max(0.0, all - known);
    if (!std::isfinite(known)) sum.rest = 0;
    table_.sums.push_back(std::move(sum));
  }

  /// The cell of a piece, made if it is not there.
  std::size_t piece_cell(const Piece& piece, const Slice& slice, const std::string& sex) {
    const Address address{slice, piece.place, sex};
    if (const auto* known = find(address)) return *known;
    double weight = 0;
    for (const auto& code : piece.smallest) {
      const auto found = weight_of_smallest_.find({slice.wave, code, sex});
      // A piece without records has no row; one of a group is not known.
      weight += found == weight_of_smallest_.end() ? 0 : found->second;
    }
    const bool grouped =
        std::ranges::any_of(slice.groups, [](const auto& g) { return !g.empty(); });
    if (grouped || weight_of_smallest_.empty()) weight = unlimited;
    number_[address] = table_.cells.size();
    table_.cells.push_back({nullptr, weight});
    return table_.cells.size() - 1;
  }

  /// Every area, and the whole, of the pieces in it.
  void add_areas() {
    const auto pieces = pieces_of(places_, nesting_);
    for (const auto& slice : slices_)
      for (const auto& sex : sexes_) {
        for (const auto& place : places_) add_area(place, pieces, slice, sex);
        add_whole(pieces, slice, sex);
      }
  }

  void add_area(const Place& place, std::span<const Piece> pieces, const Slice& slice,
                const std::string& sex) {
    const auto* whole = find({slice, place, sex});
    if (!whole) return;
    const auto at = *whole;
    std::vector<std::size_t> parts;
    for (const auto& piece : pieces)
      if (piece.place != place && std::ranges::find(piece.inside, place) != piece.inside.end())
        parts.push_back(piece_cell(piece, slice, sex));
    if (!parts.empty()) add_sum(at, std::move(parts));
  }

  void add_whole(std::span<const Piece> pieces, const Slice& slice, const std::string& sex) {
    const auto* whole = find({slice, {}, sex});
    if (!whole) return;
    const auto at = *whole;
    if (!has_areas(slice)) return;
    if (!pieces.empty()) {
      std::vector<std::size_t> parts;
      for (const auto& piece : pieces) parts.push_back(piece_cell(piece, slice, sex));
      add_sum(at, std::move(parts));
      return;
    }
    std::map<std::pair<std::string, std::string>, std::vector<std::size_t>> divisions;
    for (const auto& place : places_)
      if (const auto* part = find({slice, place, sex}))
        divisions[{place.era, place.level}].push_back(*part);
    for (auto& [division, parts] : divisions) add_sum(at, std::move(parts));
  }

  bool has_areas(const Slice& slice) const {
    return std::ranges::any_of(number_, [&](const auto& entry) {
      return entry.first.slice == slice && !entry.first.place.code.empty();
    });
  }

  /// All of the groups by one variable.
  void add_groups() {
    std::map<std::pair<Address, std::size_t>, std::vector<std::size_t>> groups;
    for (const auto& [address, cell] : number_)
      for (std::size_t g = 0; g < address.slice.groups.size(); ++g) {
        if (address.slice.groups[g].empty()) continue;
        auto whole = address;
        whole.slice.groups[g].clear();
        groups[{whole, g}].push_back(cell);
      }
    for (auto& [whole, parts] : groups)
      if (const auto* cell = find(whole.first)) add_sum(*cell, std::move(parts));
  }

  void add_sexes() {
    std::map<Address, std::vector<std::size_t>> sexes;
    for (const auto& [address, cell] : number_) {
      if (address.sex.empty()) continue;
      auto both = address;
      both.sex.clear();
      sexes[both].push_back(cell);
    }
    for (auto& [both, parts] : sexes)
      if (const auto* cell = find(both)) add_sum(*cell, std::move(parts));
  }

  const AreaNesting& nesting_;
  LinkedTable table_;
  std::map<Address, std::size_t> number_;
  std::set<Place> places_;
  std::set<std::string> sexes_;
  std::set<Slice> slices_;
  struct SmallestKey {
    std::string wave, area, sex;
    auto operator<=>(const SmallestKey&) const = default;
  };
  std::map<SmallestKey, double> weight_of_smallest_;
};

}  // namespace

LinkedTable linked_table(std::span<const CubeRow* const> rows,
                         std::span<const CubeRow* const> smallest, const AreaNesting& nesting) {
  return Builder(rows, smallest, nesting).made();
}

}  // namespace trygg
