#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <utility>
#include <vector>

namespace trygg {

/// What a text is looked up by. A text of up to seven bytes is its own key (its length in the
/// highest byte); a longer one has a hash for key, so that its text must be compared too.
class TextKey {
 public:
  explicit TextKey(std::string_view text)
      : value_(text.size() > 7 ? hash(text) | hashed : packed(text)) {}

  std::uint64_t value() const { return value_; }
  /// True when no other text has this key.
  bool is_exact() const { return (value_ & hashed) == 0; }

 private:
  static constexpr std::uint64_t hashed = std::uint64_t{1} << 63;

  static std::uint64_t packed(std::string_view text) {
    const auto n = text.size();
    const char* p = text.data();
    const auto byte = [p](std::size_t i) {
      return std::uint64_t{static_cast<unsigned char>(p[i])};
    };
    if (n == 0) return 0;
    if (n < 4) return byte(0) | byte(n / 2) << 8 | byte(n - 1) << 16 | std::uint64_t{n} << 56;
    std::uint32_t first = 0, last = 0;
    std::memcpy(&first, p, 4);
    std::memcpy(&last, p + n - 4, 4);
    return std::uint64_t{first} | std::uint64_t{last} << (8 * (n - 4)) | std::uint64_t{n} << 56;
  }
  /// Eight bytes at a time; the order of levels never depends on it.
  static std::uint64_t hash(std::string_view text);

  std::uint64_t value_;
};

/// Numbers distinct things in the order in which they are met: from keys to levels. Open addressing
/// with linear probing.
class LevelIndex {
 public:
  /// The level that has `key` and is the `same`; `next`, from now on, when there is none.
  template <class Same>
  std::uint32_t find_or_add(std::uint64_t key, std::uint32_t next, Same same) {
    if (2 * (used_ + 1) > slots_.size()) grow();
    auto& slot = slots_[place(key, same)];
    if (slot.level == free) {
      slot = {key, next};
      ++used_;
    }
    return slot.level;
  }

 private:
  static constexpr std::uint32_t free = 0xFFFFFFFF;
  struct Slot {
    std::uint64_t key = 0;
    std::uint32_t level = free;
  };

  template <class Same>
  std::size_t place(std::uint64_t key, Same same) const {
    const auto mask = slots_.size() - 1;
    auto mixed = key * 0x9E3779B97F4A7C15u;
    mixed ^= mixed >> 32;
    for (auto i = static_cast<std::size_t>(mixed) & mask;; i = (i + 1) & mask) {
      const auto& slot = slots_[i];
      if (slot.level == free || (slot.key == key && same(slot.level))) return i;
    }
  }
  void grow();

  std::vector<Slot> slots_;
  std::size_t used_ = 0;
};

}  // namespace trygg
