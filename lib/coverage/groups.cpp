#include "coverage/groups.hpp"

#include <algorithm>

namespace trygg {
namespace {

bool matches(const GroupKey& key, const StudyCell& cell, const std::vector<Region>& regions) {
  const auto part = cell.sex == StudyDomains::everybody ? SexPart::together : SexPart::apart;
  return cell.kind == key.kind &&
         (!key.size || class_of(cell.expected, size_bounds) == *key.size) &&
         (!key.share || class_of(cell.truth, share_bounds) == *key.share) &&
         (!key.rarity || (cell.truth < rare_below) == (*key.rarity == Rarity::rare)) &&
         (!key.division || regions[cell.region].division == *key.division) &&
         (!key.sexes || part == *key.sexes);
}

void add_crossed_with_size(std::vector<GroupKey>& keys, GroupKey key) {
  keys.push_back(key);
  for (std::size_t size = 0; size < size_bounds.size(); ++size) {
    key.size = size;
    keys.push_back(key);
  }
}

std::vector<GroupKey> keys_of(CellKind kind) {
  std::vector<GroupKey> keys;
  add_crossed_with_size(keys, {.kind = kind});
  for (const auto division : all_divisions)
    for (const auto sexes : {SexPart::together, SexPart::apart})
      keys.push_back({.kind = kind, .division = division, .sexes = sexes});
  if (kind != CellKind::share) return keys;
  for (std::size_t share = 0; share < share_bounds.size(); ++share)
    add_crossed_with_size(keys, {.share = share});
  for (const auto rarity : {Rarity::rare, Rarity::common})
    add_crossed_with_size(keys, {.rarity = rarity});
  return keys;
}

}  // namespace

std::size_t class_of(double value, std::span<const double> bounds) {
  const auto above = std::upper_bound(bounds.begin() + 1, bounds.end(), value);
  return static_cast<std::size_t>(above - bounds.begin()) - 1;
}

std::vector<CellGroup> cell_groups(std::span<const StudyCell> cells,
                                   const std::vector<Region>& regions) {
  std::vector<CellGroup> groups;
  for (const auto kind : {CellKind::share, CellKind::mean, CellKind::gap})
    for (const auto& key : keys_of(kind)) {
      CellGroup group{key, {}};
      for (std::uint32_t c = 0; c < cells.size(); ++c)
        if (matches(key, cells[c], regions)) group.cells.push_back(c);
      if (!group.cells.empty()) groups.push_back(std::move(group));
    }
  return groups;
}

}  // namespace trygg
