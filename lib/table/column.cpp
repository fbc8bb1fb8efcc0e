#include "table/column.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <numeric>
#include <string_view>
#include <tuple>
#include <unordered_map>

#include "base/error.hpp"
#include "base/text.hpp"

namespace trygg {
namespace {

constexpr std::array<std::string_view, 6> reasons{"",          "system",    "refused",
                                                  "dont_know", "not_asked", "other"};

struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const {
    return std::hash<std::string_view>{}(text);
  }
};

}  // namespace

std::string_view to_text(Missing reason) { return reasons[static_cast<std::size_t>(reason)]; }

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

struct ColumnBuilder::Index {
  std::unordered_map<std::string, std::uint32_t, TextHash, std::equal_to<>> by_text;
  std::unordered_map<std::uint64_t, std::uint32_t> by_number;
  bool numeric = false;  // fed with numbers: the file knows the type
};

ColumnBuilder::ColumnBuilder(std::string name) : index_(std::make_unique<Index>()) {
  column_.name = std::move(name);
}
ColumnBuilder::~ColumnBuilder() = default;
ColumnBuilder::ColumnBuilder(ColumnBuilder&&) noexcept = default;
ColumnBuilder& ColumnBuilder::operator=(ColumnBuilder&&) noexcept = default;

void ColumnBuilder::add(std::string_view text) {
  auto found = index_->by_text.find(text);
  if (found == index_->by_text.end()) {
    found = index_->by_text.emplace(text, static_cast<std::uint32_t>(column_.levels.size())).first;
    column_.levels.push_back({.text = std::string(text)});
  }
  column_.codes.push_back(found->second);
}

void ColumnBuilder::add(double number, Missing missing) {
  index_->numeric = true;
  if (number == 0) number = 0;  // -0 and 0 are one level
  const auto bits = std::bit_cast<std::uint64_t>(number);
  const auto [found, is_new] =
      index_->by_number.try_emplace(bits, static_cast<std::uint32_t>(column_.levels.size()));
  if (is_new)
    column_.levels.push_back({.text = shortest(number), .number = number, .missing = missing});
  column_.codes.push_back(found->second);
}

void ColumnBuilder::add(std::string_view text, double number, Missing missing) {
  index_->numeric = true;
  auto found = index_->by_text.find(text);
  if (found == index_->by_text.end()) {
    found = index_->by_text.emplace(text, static_cast<std::uint32_t>(column_.levels.size())).first;
    column_.levels.push_back({.text = std::string(text), .number = number, .missing = missing});
  }
  column_.codes.push_back(found->second);
}

std::size_t ColumnBuilder::size() const { return column_.codes.size(); }

Column ColumnBuilder::take(Empty empty, char decimal) {
  if (!index_->numeric) {
    bool all_numbers = true, any = false;
    for (auto& level : column_.levels) {
      if (empty == Empty::missing && (level.text.empty() || level.text == "NA")) {
        level.missing = Missing::system;
      } else if (const auto number = to_number(trimmed(level.text), decimal)) {
        level.number = *number;
        any = true;
      } else {
        all_numbers = false;
      }
    }
    column_.type = all_numbers && any ? ColumnType::number : ColumnType::text;
  } else {
    column_.type = ColumnType::number;
  }
  *index_ = {};
  return std::exchange(column_, Column{});
}

}  // namespace trygg
