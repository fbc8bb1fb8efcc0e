#include "estimate/request.hpp"

#include <set>

#include "base/error.hpp"
#include "base/text.hpp"
#include "estimate/request_parts.hpp"
#include "table/table.hpp"

namespace trygg {
namespace {

using namespace detail;

CodeReading the_reading(std::string_view written, const std::vector<CodeReading>& readings) {
  std::vector<std::string> words;
  for (const auto& r : readings) words.push_back(r.in_words());
  require_one_reading(written, words);
  return readings.front();
}

Quantity read_share(std::string_view written, const Table& table) {
  const OptionText text(written);
  if (text.places("=").empty()) {
    const auto name = single_name(written, table);
    throw ConfigError(fmt::format(
        "'{}': write VARIABLE=code|code; every code of a variable: --shares {}", written, name));
  }
  const auto readings = code_readings(text, "=", table);
  if (readings.empty()) fail_codes(written, text, "=", table);
  const auto reading = the_reading(written, readings);
  const auto& column = table.column(reading.variable);
  Quantity share{.indicator = std::string(written),
                 .statistic = Statistic::share,
                 .variable = reading.variable,
                 .levels = levels_of(column, reading.codes)};
  require_valid(column, share.levels);
  return share;
}

Quantity read_ratio(std::string_view written, const Table& table) {
  const OptionText text(written);
  const auto found = pairs(text, "/", column_of(table));
  require_one_reading(written, in_words(found));
  if (found.empty()) {
    const auto places = text.places("/");
    require<ConfigError>(!places.empty(), "'{}': write NUMERATOR/DENOMINATOR, two columns",
                         written);
    require<ConfigError>(places.size() == 1, "'{}': none of these are two columns: {}", written,
                         joined(guesses(text, "/"), ", "));
    for (const auto& side : {text.part(0, places[0]), text.part(places[0] + 1)})
      if (!column_of(table)(side.text())) table.column(trimmed(side.text()));
  }
  return {.indicator = std::string(written),
          .statistic = Statistic::ratio,
          .variable = found.front().first,
          .denominator = found.front().second};
}

}  // namespace

What read_what(Statistic statistic, std::string_view text, const Table& table) {
  if (statistic == Statistic::share) return {read_share(text, table)};
  if (statistic == Statistic::ratio) return {read_ratio(text, table)};
  Quantity quantity{.indicator = std::string(text), .statistic = statistic};
  if (statistic == Statistic::count)
    quantity.indicator = "count";
  else
    quantity.variable = single_name(text, table);
  return {quantity};
}

What read_shares(std::string_view text, const Table& table) {
  const auto& column = table.column(single_name(text, table));
  What shares;
  for (const auto l : column.ordered_levels()) {
    const auto& level = column.levels[l];
    if (level.missing != Missing::none) continue;
    shares.push_back({.indicator = fmt::format("{}={}", text, level.text),
                      .statistic = Statistic::share,
                      .variable = column.name,
                      .levels = {l}});
  }
  require<ConfigError>(!shares.empty(), "column '{}' has no valid code", column.name);
  return shares;
}

std::vector<std::string> read_names(std::string_view text, char separator, const Table& table) {
  if (table.has(text)) return {std::string(text)};
  const OptionText option(text);
  const auto ways = divisions(option, separator, column_of(table));
  std::vector<std::string> readings;
  for (const auto& names : ways)
    readings.push_back(fmt::format("'{}'", joined(names, fmt::format("' {} '", separator))));
  require_one_reading(text, readings);
  if (ways.empty()) {
    std::size_t from = 0;
    for (const auto place : option.places(std::string_view(&separator, 1))) {
      single_name(option.part(from, place).text(), table);
      from = place + 1;
    }
    single_name(option.part(from).text(), table);
  }
  const std::set<std::string> distinct(ways.front().begin(), ways.front().end());
  require<ConfigError>(distinct.size() == ways.front().size(), "'{}': a column stands there twice",
                       text);
  return ways.front();
}

}  // namespace trygg
