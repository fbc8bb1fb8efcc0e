#include <array>

#include "base/error.hpp"
#include "base/text.hpp"
#include "estimate/request.hpp"
#include "estimate/request_parts.hpp"
#include "table/table.hpp"

namespace trygg {
namespace {

using namespace detail;

/// In this order, so that `V<=5` is not looked at as `V<` and "=5" first.
constexpr std::array<std::pair<std::string_view, Relation>, 4> numeric_operations{
    {{"<=", Relation::at_most},
     {">=", Relation::at_least},
     {"<", Relation::less},
     {">", Relation::greater}}};

std::vector<std::pair<Condition, std::string>> bound_readings(const OptionText& text,
                                                              const Table& table) {
  std::vector<std::pair<Condition, std::string>> readings;
  for (const auto& [operation, relation] : numeric_operations) {
    for (const auto place : text.places(operation.substr(0, 1))) {
      if (!text.has_at(place, operation)) continue;
      const auto name = column_of(table)(text.part(0, place).text());
      const auto bound = to_number(trimmed(text.part(place + operation.size()).text()));
      if (!name || !bound) continue;
      readings.emplace_back(Condition{.variable = *name, .relation = relation, .bound = *bound},
                            fmt::format("'{}' {} {}", *name, operation, shortest(*bound)));
    }
  }
  return readings;
}

/// Why a condition has no reading.
[[noreturn]] void fail_condition(std::string_view written, const OptionText& text,
                                 const Table& table) {
  const auto places = text.places("=!<>");
  require<ConfigError>(!places.empty() && places.front() > 0,
                       "'{}': write VARIABLE=code|code, VARIABLE!=code or, for numbers, VARIABLE<5 "
                       "(<= > >=)",
                       written);
  const auto first = places.front();
  const char sign = text.text()[first];
  if (sign == '=') fail_codes(written, text, "=", table);
  if (text.has_at(first, "!=")) fail_codes(written, text, "!=", table);
  table.column(trimmed(text.part(0, first).text()));
  throw ConfigError(
      fmt::format("'{}': a number must follow {}; codes are compared by = and !=", written, sign));
}

}  // namespace

Condition read_condition(std::string_view written, const Table& table) {
  const OptionText text(written);
  std::vector<Condition> found;
  std::vector<std::string> words;
  for (const auto& [operation, relation] :
       {std::pair{std::string_view("!="), Relation::unequal}, {"=", Relation::equal}}) {
    for (const auto& r : code_readings(text, operation, table)) {
      found.push_back({.variable = r.variable,
                       .relation = relation,
                       .levels = levels_of(table.column(r.variable), r.codes)});
      words.push_back(r.in_words());
    }
  }
  for (auto& [condition, reading] : bound_readings(text, table)) {
    found.push_back(std::move(condition));
    words.push_back(std::move(reading));
  }
  require_one_reading(written, words);
  if (found.empty()) fail_condition(written, text, table);
  return found.front();
}

}  // namespace trygg
