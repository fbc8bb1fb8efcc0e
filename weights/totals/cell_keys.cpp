#include "weights/totals/cell_keys.hpp"

#include "base/error.hpp"
#include "table/column.hpp"

namespace trygg::weights {
namespace {

constexpr std::uint64_t longest_array = 1u << 22;

}  // namespace

CellKeys::CellKeys(std::vector<const Column*> columns) : columns_(std::move(columns)) {
  for (const auto* column : columns_) {
    auto& is_missing = is_missing_.emplace_back();
    for (const auto& level : column->levels) is_missing.push_back(level.missing != Missing::none);
    const std::uint64_t levels = column->levels.empty() ? 1 : column->levels.size();
    require<InputError>(count_ <= (std::uint64_t{1} << 63) / levels,
                        "{}: too many combinations with the variables that it is crossed with",
                        column->name);
    count_ *= levels;
  }
}

std::uint64_t CellKeys::of_record(std::size_t record) const {
  std::uint64_t key = 0;
  for (std::size_t v = 0; v < columns_.size(); ++v) {
    const auto level = columns_[v]->codes[record];
    if (is_missing_[v][level]) return missing;
    key = key * columns_[v]->levels.size() + level;
  }
  return key;
}

std::uint64_t CellKeys::of_levels(std::span<const std::uint32_t> levels) const {
  std::uint64_t key = 0;
  for (std::size_t v = 0; v < columns_.size(); ++v)
    key = key * columns_[v]->levels.size() + levels[v];
  return key;
}

std::vector<std::uint32_t> CellKeys::levels_of(std::uint64_t key) const {
  std::vector<std::uint32_t> levels(columns_.size());
  for (std::size_t v = columns_.size(); v-- > 0;) {
    levels[v] = static_cast<std::uint32_t>(key % columns_[v]->levels.size());
    key /= columns_[v]->levels.size();
  }
  return levels;
}

KeyPlaces::KeyPlaces(std::uint64_t count) {
  if (count <= longest_array) array_.assign(count, none);
}

std::uint32_t KeyPlaces::find(std::uint64_t key) const {
  if (!array_.empty()) return array_[key];
  const auto found = table_.find(key);
  return found == table_.end() ? none : found->second;
}

std::uint32_t KeyPlaces::emplace(std::uint64_t key, std::uint32_t place) {
  if (array_.empty()) return table_.try_emplace(key, place).first->second;
  if (array_[key] == none) array_[key] = place;
  return array_[key];
}

}  // namespace trygg::weights
