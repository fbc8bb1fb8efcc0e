#include "table/column.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <numeric>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

#include "base/error.hpp"
#include "base/text.hpp"
#include "table/level_index.hpp"

namespace trygg {
namespace {

constexpr std::array<std::string_view, 6> reasons{"",          "system",    "refused",
                                                  "dont_know", "not_asked", "other"};

/// "1 234 567,5" without the blanks between groups of three digits; "" when it is not such a text.
std::string without_group_blanks(std::string_view text, char decimal) {
  static constexpr std::array<std::string_view, 4> blanks{" ", "\u00A0", "\u2009", "\u202F"};
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  std::string digits;
  std::size_t in_group = 0, groups = 0;
  while (!text.empty() && text.front() != decimal) {
    const auto blank = std::ranges::find_if(blanks, [&](auto b) { return text.starts_with(b); });
    if (blank != blanks.end()) {
      if (in_group == 0 || in_group > 3 || (groups > 0 && in_group != 3)) return {};
      ++groups;
      in_group = 0;
      text.remove_prefix(blank->size());
    } else if (is_digit(text.front()) || (digits.empty() && text.front() == '-')) {
      if (is_digit(text.front())) ++in_group;
      digits += text.front();
      text.remove_prefix(1);
    } else {
      return {};
    }
  }
  const bool leading_zero = digits.starts_with('0') || digits.starts_with("-0");
  if (groups == 0 || in_group != 3 || leading_zero) return {};
  return digits.append(text);
}

}  // namespace

std::string_view to_text(Missing reason) {
  return reasons[static_cast<std::size_t>(reason)];
}

Missing to_missing(std::string_view text) {
  const auto found = std::ranges::find(reasons.begin() + 1, reasons.end(), text);
  require<ConfigError>(found != reasons.end(),
                       "'{}' is no reason for a missing value; known: system, refused, dont_know, "
                       "not_asked, other",
                       text);
  return static_cast<Missing>(found - reasons.begin());
}

std::vector<std::uint32_t> Column::ordered_levels() const {
  std::vector<std::uint32_t> order(levels.size());
  std::iota(order.begin(), order.end(), 0u);
  std::ranges::stable_sort(order, [&](std::uint32_t a, std::uint32_t b) {
    const auto key = [&](const Level& l) {
      const bool is_number = l.number == l.number;
      return std::tuple(l.missing != Missing::none, l.order, !is_number, is_number ? l.number : 0.0,
                        std::string_view(l.text));
    };
    return key(levels[a]) < key(levels[b]);
  });
  return order;
}

std::vector<std::size_t> Column::level_counts() const {
  std::vector<std::size_t> counts(levels.size());
  for (const auto code : codes) ++counts[code];
  return counts;
}

void Column::find_type() {
  bool all_numbers = true, any = false;
  for (const auto& level : levels) {
    if (level.missing != Missing::none) continue;
    const bool is_number = level.number == level.number;
    all_numbers = all_numbers && is_number;
    any = any || is_number;
  }
  any = any || type == ColumnType::number;
  type = all_numbers && any ? ColumnType::number : ColumnType::text;
}

std::optional<double> number_in_field(std::string_view text, char decimal) {
  text = trimmed(text);
  if (const auto number = to_number(text, decimal)) return number;
  if (text.size() < 5 || !(text[0] == '-' || (text[0] >= '1' && text[0] <= '9'))) return {};
  return to_number(without_group_blanks(text, decimal), decimal);
}

void find_numbers(Column& column, char decimal) {
  for (auto& level : column.levels) {
    if (level.missing != Missing::none) continue;
    const auto number = number_in_field(level.text, decimal);
    level.number = number ? *number : std::numeric_limits<double>::quiet_NaN();
  }
  column.find_type();
}

bool is_missing_text(std::string_view text) {
  return text == "NA" || trimmed(text).empty();
}

struct ColumnBuilder::Index {
  LevelIndex by_text;
  LevelIndex by_number;
  bool numeric = false;  // fed with numbers: the file knows the type

  /// The level of `text`; the next one when it is new.
  std::uint32_t level_of(std::string_view text, const std::vector<Level>& levels) {
    const TextKey key(text);
    return by_text.find_or_add(
        key.value(), static_cast<std::uint32_t>(levels.size()),
        [&](std::uint32_t l) { return key.is_exact() || levels[l].text == text; });
  }
};

ColumnBuilder::ColumnBuilder(std::string name) : index_(std::make_unique<Index>()) {
  column_.name = std::move(name);
}
ColumnBuilder::~ColumnBuilder() = default;
ColumnBuilder::ColumnBuilder(ColumnBuilder&&) noexcept = default;
ColumnBuilder& ColumnBuilder::operator=(ColumnBuilder&&) noexcept = default;

std::uint32_t ColumnBuilder::level_of(std::string_view text) {
  const auto level = index_->level_of(text, column_.levels);
  if (level == column_.levels.size()) column_.levels.push_back({.text = std::string(text)});
  return level;
}

void ColumnBuilder::add(std::string_view text) {
  column_.codes.push_back(level_of(text));
}

void ColumnBuilder::add(std::span<const std::string> texts, std::span<const std::uint32_t> codes) {
  std::vector<std::uint32_t> levels;
  for (const auto& text : texts) levels.push_back(level_of(text));
  const auto before = column_.codes.size();
  column_.codes.resize(before + codes.size());
  std::ranges::transform(codes, column_.codes.begin() + before,
                         [&](std::uint32_t code) { return levels[code]; });
}

void ColumnBuilder::add(double number, Missing missing) {
  index_->numeric = true;
  if (number == 0) number = 0;  // -0 and 0 are one level
  const auto level = index_->by_number.find_or_add(
      std::bit_cast<std::uint64_t>(number), static_cast<std::uint32_t>(column_.levels.size()),
      [](std::uint32_t) { return true; });
  if (level == column_.levels.size())
    column_.levels.push_back({.text = shortest(number), .number = number, .missing = missing});
  column_.codes.push_back(level);
}

void ColumnBuilder::add(std::string_view text, double number, Missing missing) {
  index_->numeric = true;
  const auto level = index_->level_of(text, column_.levels);
  if (level == column_.levels.size())
    column_.levels.push_back({.text = std::string(text), .number = number, .missing = missing});
  column_.codes.push_back(level);
}

void ColumnBuilder::reserve(std::size_t records) {
  column_.codes.reserve(records);
}

std::size_t ColumnBuilder::size() const {
  return column_.codes.size();
}

Column ColumnBuilder::take(Empty empty, char decimal) {
  if (index_->numeric) {
    column_.type = ColumnType::number;
  } else {
    if (empty == Empty::missing)
      for (auto& level : column_.levels)
        if (is_missing_text(level.text)) level.missing = Missing::system;
    find_numbers(column_, decimal);
  }
  *index_ = {};
  return std::exchange(column_, Column{});
}

}  // namespace trygg
