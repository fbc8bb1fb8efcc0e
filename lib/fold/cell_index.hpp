#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace trygg {

/// Numbers tuples of codes in the order in which they are first met.
class CellIndex {
 public:
  /// \param width  codes in a tuple
  explicit CellIndex(std::size_t width) : width_(width) {}

  /// Cells of tuples that stand column by column: `cell[k]` becomes that of
  /// (column[0][k], column[1][k], …).
  void find_or_add(std::span<const std::span<const std::uint32_t>> column,
                   std::span<std::uint32_t> cell);

  std::size_t size() const { return size_; }
  std::size_t width() const { return width_; }
  std::span<const std::uint32_t> codes(std::size_t cell) const {
    return std::span(codes_).subspan(cell * width_, width_);
  }
  /// Of all cells, one after the other.
  const std::vector<std::uint32_t>& all_codes() const { return codes_; }

 private:
  static constexpr std::uint32_t free = 0xFFFFFFFF;
  void grow();

  std::size_t width_, size_ = 0;
  std::vector<std::uint32_t> codes_;  // cell by cell
  std::vector<std::uint64_t> hash_;   // by cell
  std::vector<std::uint32_t> slot_;   // open addressing; a power of two
  std::vector<std::uint64_t> hashes_;
};

}  // namespace trygg
