#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "io/field_grid.hpp"
#include "table/level_index.hpp"
#include "table/record_sink.hpp"

namespace trygg {

/// Numbers the distinct texts of a column in the order in which they are met.
class TextCodes {
 public:
  TextCodes() { of_byte_.fill(none); }

  std::uint32_t code(std::string_view text);

  /// Codes of field `column` of all records of a grid.
  template <class Grid>
  void fill(const Grid& grid, std::size_t column, std::span<std::uint32_t> codes) {
    std::string buffer;
    for (std::size_t r = 0; r < codes.size(); ++r) codes[r] = code(grid.text(r, column, buffer));
  }
  void fill(const CutGrid& grid, std::size_t column, std::span<std::uint32_t> codes);

  /// The texts; none are left.
  Dictionary take();

 private:
  static constexpr std::uint32_t none = 0xFFFFFFFF;

  static constexpr std::size_t of_no_byte = 256;

  bool fill_short(const CutGrid& grid, std::size_t column, std::span<std::uint32_t> codes) const;
  std::uint32_t longer(std::string_view text);
  std::uint32_t added(std::string_view text);

  std::array<std::uint32_t, 257> of_byte_;  // of the texts of one byte, and of none
  bool has_longer_ = false;
  LevelIndex longer_;
  Dictionary texts_;
};

/// Reads the numbers of a column. While no decimal sign is known, either is taken.
class NumberTexts {
 public:
  explicit NumberTexts(char decimal) : decimal_(decimal) {}

  /// The number, NaN where the text is missing; nothing for any other text.
  std::optional<double> number(std::string_view text);

  /// True when a number had a decimal point, or a decimal comma, and the sign was not known.
  bool has_points() const { return has_points_; }
  bool has_commas() const { return has_commas_; }

 private:
  char decimal_;
  bool has_points_ = false, has_commas_ = false;
};

}  // namespace trygg
