#include "table/match.hpp"

#include <limits>
#include <string>

#include "base/error.hpp"
#include "base/text.hpp"

namespace trygg {
namespace {

template <class Predicate>
std::vector<std::uint32_t> levels_where(const Column& column, Predicate holds) {
  std::vector<std::uint32_t> found;
  for (std::uint32_t l = 0; l < column.levels.size(); ++l)
    if (holds(column.levels[l])) found.push_back(l);
  return found;
}

std::vector<std::uint32_t> find(const Column& column, std::string_view code) {
  auto found = levels_by_value(column, code);
  if (found.empty() && !code.empty())
    found = levels_where(column, [&](const Level& l) { return l.label == code; });
  return found;
}

}  // namespace

std::vector<std::uint32_t> levels_by_value(const Column& column, std::string_view code) {
  auto found = levels_where(column, [&](const Level& l) { return l.text == code; });
  if (found.empty())
    if (const auto number = to_number(code))
      found = levels_where(column, [&](const Level& l) { return l.number == *number; });
  return found;
}

bool is_code(const Column& column, std::string_view code) {
  return !find(column, code).empty();
}

namespace {

constexpr std::size_t few_levels = 50;

/// Codes and labels that a message may list.
std::vector<std::string> known_codes(const Column& column) {
  std::vector<std::string> known;
  const bool few = column.levels.size() <= few_levels;
  for (const auto l : column.ordered_levels()) {
    const auto& level = column.levels[l];
    const bool declared =
        !level.label.empty() || level.order != std::numeric_limits<std::int64_t>::max();
    if (level.missing == Missing::system || !(few || declared)) continue;
    known.push_back(level.text);
    if (!level.label.empty()) known.push_back(level.label);
  }
  return known;
}

}  // namespace

std::vector<std::uint32_t> match_code(const Column& column, std::string_view code) {
  auto found = find(column, code);
  if (found.empty())
    throw ConfigError(fmt::format("column '{}' has no code '{}'{}", column.name, code,
                                  did_you_mean(code, known_codes(column))));
  return found;
}

}  // namespace trygg
