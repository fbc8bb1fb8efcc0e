#include "fold/cell_index.hpp"

namespace trygg {
namespace {

constexpr std::uint64_t multiplier = 0xD6E8FEB86659FD93u;

/// Spreads what the multiplications gathered in the high bits; the number of a cell never depends
/// on it.
std::uint64_t spread(std::uint64_t h) {
  return h ^ h >> 32;
}

}  // namespace

void CellIndex::find_or_add(std::span<const std::span<const std::uint32_t>> column,
                            std::span<std::uint32_t> cell) {
  hashes_.assign(cell.size(), 0);
  for (const auto codes : column)
    for (std::size_t k = 0; k < cell.size(); ++k) hashes_[k] = (hashes_[k] ^ codes[k]) * multiplier;
  for (std::size_t k = 0; k < cell.size(); ++k) {
    const auto hash = spread(hashes_[k]);
    const auto is_cell = [&](std::uint32_t c) {
      if (hash_[c] != hash) return false;
      const auto* known = codes_.data() + c * width_;
      for (std::size_t v = 0; v < width_; ++v)
        if (known[v] != column[v][k]) return false;
      return true;
    };
    if (2 * (size_ + 1) > slot_.size()) grow();
    const auto mask = slot_.size() - 1;
    auto at = static_cast<std::size_t>(hash) & mask;
    while (slot_[at] != free && !is_cell(slot_[at])) at = (at + 1) & mask;
    if (slot_[at] == free) {
      slot_[at] = static_cast<std::uint32_t>(size_++);
      hash_.push_back(hash);
      for (const auto codes : column) codes_.push_back(codes[k]);
    }
    cell[k] = slot_[at];
  }
}

void CellIndex::grow() {
  slot_.assign(slot_.empty() ? 64 : 2 * slot_.size(), free);
  const auto mask = slot_.size() - 1;
  for (std::size_t c = 0; c < size_; ++c) {
    auto at = static_cast<std::size_t>(hash_[c]) & mask;
    while (slot_[at] != free) at = (at + 1) & mask;
    slot_[at] = static_cast<std::uint32_t>(c);
  }
}

}  // namespace trygg
