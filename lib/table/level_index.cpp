#include "table/level_index.hpp"

#include <algorithm>

namespace trygg {

std::uint64_t TextKey::hash(std::string_view text) {
  std::uint64_t h = text.size() * 0x9E3779B97F4A7C15u;
  while (!text.empty()) {
    std::uint64_t word = 0;
    const auto taken = std::min<std::size_t>(8, text.size());
    std::memcpy(&word, text.data(), taken);
    h = (h ^ word) * 0xD6E8FEB86659FD93u;
    h ^= h >> 32;
    text.remove_prefix(taken);
  }
  return h;
}

void LevelIndex::grow() {
  const auto old =
      std::exchange(slots_, std::vector<Slot>(slots_.empty() ? 16 : slots_.size() * 2));
  for (const auto& slot : old)
    if (slot.level != free) slots_[place(slot.key, [](std::uint32_t) { return false; })] = slot;
}

}  // namespace trygg
