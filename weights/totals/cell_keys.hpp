#pragma once

#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

namespace trygg {
struct Column;
}

namespace trygg::weights {

/// A number for every combination of levels of some columns, which must outlive this.
class CellKeys {
 public:
  /// \throws InputError  more combinations than there are numbers (2^63)
  explicit CellKeys(std::vector<const Column*> columns);

  static constexpr std::uint64_t missing = ~std::uint64_t{0};
  /// `missing` where the record has no valid value of one of the columns.
  std::uint64_t of_record(std::size_t record) const;
  std::uint64_t of_levels(std::span<const std::uint32_t> levels) const;
  /// The levels of a combination.
  std::vector<std::uint32_t> levels_of(std::uint64_t key) const;
  std::uint64_t count() const { return count_; }

 private:
  std::vector<const Column*> columns_;
  std::vector<std::vector<char>> is_missing_;  // by column, by level
  std::uint64_t count_ = 1;
};

/// Where a key stands: a plain array where that is not too long, else a hash table.
class KeyPlaces {
 public:
  static constexpr std::uint32_t none = 0xffffffff;
  explicit KeyPlaces(std::uint64_t count);
  std::uint32_t find(std::uint64_t key) const;
  /// Gives the key a place, unless it has one. \return  the place that it has now
  std::uint32_t emplace(std::uint64_t key, std::uint32_t place);

 private:
  std::vector<std::uint32_t> array_;
  std::unordered_map<std::uint64_t, std::uint32_t> table_;
};

}  // namespace trygg::weights
