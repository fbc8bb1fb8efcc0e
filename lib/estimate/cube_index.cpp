#include "estimate/cube_index.hpp"

#include <tuple>

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

CubeIndex::CubeIndex(const Cube& cube) {
  for (const auto& row : cube.rows) {
    const auto key = key_of(row);
    require<InputError>(rows_.emplace(key, &row).second, "two rows for one cell: {}", to_text(key));
  }
}

const CubeRow* CubeIndex::find(const CellKey& key) const {
  const auto found = rows_.find(key);
  return found == rows_.end() ? nullptr : found->second;
}

}  // namespace trygg
