#include "io/column_fill.hpp"

#include <limits>
#include <optional>
#include <utility>

#include "table/column.hpp"

namespace trygg {

std::uint32_t TextCodes::added(std::string_view text) {
  texts_.emplace_back(text);
  return static_cast<std::uint32_t>(texts_.size() - 1);
}

std::uint32_t TextCodes::longer(std::string_view text) {
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
