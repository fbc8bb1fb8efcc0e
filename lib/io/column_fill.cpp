#include "io/column_fill.hpp"

#include <limits>
#include <optional>
#include <utility>

#include "table/column.hpp"

namespace trygg {

std::uint32_t TextCodes::code(std::string_view text) {
  if (text.size() > 1) return longer(text);
  auto& code = of_byte_[text.empty() ? of_no_byte : static_cast<unsigned char>(text.front())];
  if (code == none) code = added(text);
  return code;
}

void TextCodes::fill(const CutGrid& grid, std::size_t column, std::span<std::uint32_t> codes) {
  if (grid.is_bare() && !has_longer_ && fill_short(grid, column, codes)) return;
  fill<CutGrid>(grid, column, codes);
}

/// As `fill`, with neither a call nor a branch for a field; false when a text is longer than a byte
/// or new, and the codes must be found otherwise.
bool TextCodes::fill_short(const CutGrid& grid, std::size_t column,
                           std::span<std::uint32_t> codes) const {
  const auto* ends = grid.ends(column);
  const char* bytes = grid.bytes();
  const auto* known = of_byte_.data();
  const auto width = grid.width();
  std::uint32_t sizes = 0, found = 0;
  for (std::uint32_t& code : codes) {
    const std::uint32_t begin = ends[0] + 1, size = ends[1] - begin;
    const std::uint32_t byte = static_cast<unsigned char>(bytes[begin]);
    code = known[size == 0 ? of_no_byte : byte];
    sizes |= size;
    found |= code;
    ends += width;
  }
  return sizes <= 1 && found != none;
}

std::uint32_t TextCodes::added(std::string_view text) {
  texts_.emplace_back(text);
  return static_cast<std::uint32_t>(texts_.size() - 1);
}

std::uint32_t TextCodes::longer(std::string_view text) {
  has_longer_ = true;
  const TextKey key(text);
  const auto next = static_cast<std::uint32_t>(texts_.size());
  const auto code = longer_.find_or_add(
      key.value(), next, [&](std::uint32_t c) { return key.is_exact() || texts_[c] == text; });
  return code == next ? added(text) : code;
}

Dictionary TextCodes::take() {
  of_byte_.fill(none);
  longer_ = {};
  return std::exchange(texts_, {});
}

std::optional<double> NumberTexts::number(std::string_view text) {
  if (is_missing_text(text)) return std::numeric_limits<double>::quiet_NaN();
  if (decimal_ != '?') return number_in_field(text, decimal_);
  const auto with_point = number_in_field(text, '.');
  const auto number = with_point ? with_point : number_in_field(text, ',');
  has_points_ = has_points_ || (number && text.find('.') != std::string_view::npos);
  has_commas_ = has_commas_ || (number && text.find(',') != std::string_view::npos);
  return number;
}

}  // namespace trygg
