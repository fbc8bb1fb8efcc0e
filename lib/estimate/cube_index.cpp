#include "estimate/cube_index.hpp"

#include <tuple>
#include <unordered_set>

#include "base/error.hpp"
#include "base/text.hpp"
#include "estimate/cube.hpp"

namespace trygg {

bool CellKey::operator<(const CellKey& other) const {
  const auto all = [](const CellKey& k) {
    return std::tie(k.wave, k.era, k.indicator, k.statistic, k.area_level, k.area, k.sex, k.groups,
                    k.contrast);
  };
  return all(*this) < all(other);
}

CellKey key_of(const CubeRow& row) {
  return {row.wave, row.era, row.indicator, row.statistic, row.area_level,
          row.area, row.sex, row.groups,    row.contrast};
}

std::string to_text(const CellKey& key) {
  return fmt::format("{} {} area '{}' '{}' sex '{}' groups '{}' contrast '{}'", key.wave,
                     key.indicator, key.area_level, key.area, key.sex, joined(key.groups, "+"),
                     key.contrast);
}

namespace {

[[noreturn]] void refuse_second(const CellKey& key) {
  throw InputError(fmt::format("two rows for one cell: {}", to_text(key)));
}

auto all_of(const CubeRow& r) {
  return std::tie(r.area, r.sex, r.contrast, r.indicator, r.wave, r.era, r.statistic, r.area_level,
                  r.groups);
}

struct HashOfKey {
  std::size_t operator()(const CubeRow* row) const {
    std::size_t hash = 0;
    const auto add = [&](const std::string& text) {
      hash = 31 * hash + std::hash<std::string>()(text);
    };
    for (const auto* text : {&row->wave, &row->era, &row->indicator, &row->statistic,
                             &row->area_level, &row->area, &row->sex, &row->contrast})
      add(*text);
    for (const auto& group : row->groups) add(group);
    return hash;
  }
};

struct SameKey {
  bool operator()(const CubeRow* a, const CubeRow* b) const { return all_of(*a) == all_of(*b); }
};

}  // namespace

CubeIndex::CubeIndex(const Cube& cube) {
  for (const auto& row : cube.rows) {
    auto key = key_of(row);
    if (!rows_.try_emplace(std::move(key), &row).second) refuse_second(key_of(row));
  }
}

void require_one_row_a_cell(const Cube& cube) {
  std::unordered_set<const CubeRow*, HashOfKey, SameKey> met;  // never iterated over
  met.reserve(cube.rows.size());
  for (const auto& row : cube.rows)
    if (!met.insert(&row).second) refuse_second(key_of(row));
}

const CubeRow* CubeIndex::find(const CellKey& key) const {
  const auto found = rows_.find(key);
  return found == rows_.end() ? nullptr : found->second;
}

}  // namespace trygg
