#include "estimate/request.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "base/error.hpp"
#include "base/text.hpp"
#include "table/match.hpp"
#include "table/splitting.hpp"
#include "table/table.hpp"

namespace trygg {
namespace {

Known column_of(const Table& table) {
  return or_trimmed([&table](const std::string& part) {
    return table.has(part) ? std::optional(part) : std::nullopt;
  });
}

Known code_of(const Column& column) {
  return or_trimmed([&column](const std::string& part) {
    return is_code(column, part) ? std::optional(part) : std::nullopt;
  });
}

/// The levels that any of `codes` means, ascending.
std::vector<std::uint32_t> levels_of(const Column& column, const std::vector<std::string>& codes) {
  std::set<std::uint32_t> levels;
  for (const auto& code : codes)
    for (const auto l : match_code(column, code)) levels.insert(l);
  return {levels.begin(), levels.end()};
}

std::string single_name(std::string_view text, const Table& table) {
  if (table.has(text)) return std::string(text);
  const auto plain = OptionText(text).text();
  const auto found = column_of(table)(plain);
  return found ? *found : table.column(plain).name;  // throws, with the nearest
}

/// A name, an operator and codes, read one way.
struct Reading {
  std::string variable;
  std::string_view operation;
  std::vector<std::string> codes;

  std::string in_words() const {
    return fmt::format("'{}' {} '{}'", variable, operation, joined(codes, "' or '"));
  }
};

std::vector<Reading> code_readings(const OptionText& text, std::string_view operation,
                                   const Table& table) {
  std::vector<Reading> readings;
  for (const auto place : text.places(operation.substr(0, 1))) {
    if (!text.has_at(place, operation)) continue;
    const auto name = column_of(table)(text.part(0, place).text());
    if (!name) continue;
    for (auto& codes : divisions(text.part(place + operation.size()), '|',
                                 code_of(table.column(*name))))
      readings.push_back({*name, operation, std::move(codes)});
  }
  return readings;
}

/// Why `V=code|code` has no reading: the first name or the first code that is not there.
[[noreturn]] void fail_codes(std::string_view written, const OptionText& text,
                             std::string_view operation, const Table& table) {
  for (const auto place : text.places(operation.substr(0, 1))) {
    if (!text.has_at(place, operation)) continue;
    const auto name = column_of(table)(text.part(0, place).text());
    if (!name) continue;
    const auto& column = table.column(*name);
    const auto rest = text.part(place + operation.size());
    auto ends = rest.places("|");
    ends.push_back(rest.text().size());
    std::size_t from = 0;
    for (const auto end : ends) {
      const auto code = rest.part(from, end).text();
      if (!code_of(column)(code)) match_code(column, code);  // throws, with the nearest
      from = end + 1;
    }
  }
  const auto places = text.places(operation.substr(0, 1));
  if (!places.empty()) table.column(trimmed(text.part(0, places.front()).text()));
  throw ConfigError(fmt::format("'{}': write VARIABLE{}code|code", written, operation));
}

Reading the_reading(std::string_view written, const std::vector<Reading>& readings) {
  std::vector<std::string> words;
  for (const auto& r : readings) words.push_back(r.in_words());
  require_one_reading(written, words);
  return readings.front();
}

/// A share's codes must be valid answers: nobody with a missing code is in its denominator.
void require_valid(const Column& column, const std::vector<std::uint32_t>& levels) {
  for (const auto l : levels)
    require<ConfigError>(column.levels[l].missing == Missing::none,
                         "code '{}' of column '{}' is declared missing ({}), so it is in no share",
                         column.levels[l].text, column.name, to_text(column.levels[l].missing));
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

/// `text` cut in two at one `separator`s, both sides known.
struct Pair {
  std::string first, second;
  char separator;
};

std::vector<Pair> pairs(const OptionText& text, std::string_view separators, const Known& known) {
  std::vector<Pair> found;
  for (const auto place : text.places(separators)) {
    const auto first = known(text.part(0, place).text());
    const auto second = known(text.part(place + 1).text());
    if (first && second) found.push_back({*first, *second, text.text()[place]});
  }
  return found;
}

std::vector<std::string> in_words(const std::vector<Pair>& pairs, std::string_view before = "") {
  std::vector<std::string> words;
  for (const auto& p : pairs)
    words.push_back(fmt::format("{}'{}' {} '{}'", before, p.first, p.separator, p.second));
  return words;
}

/// The ways in which `text` might have been meant, for a message that none fits.
std::vector<std::string> guesses(const OptionText& text, std::string_view separators) {
  std::vector<Pair> all;
  for (const auto place : text.places(separators))
    all.push_back({text.part(0, place).text(), text.part(place + 1).text(), text.text()[place]});
  return in_words(all);
}

Quantity read_ratio(std::string_view written, const Table& table) {
  const OptionText text(written);
  const auto found = pairs(text, "/", column_of(table));
  require_one_reading(written, in_words(found));
  if (found.empty()) {
    const auto places = text.places("/");
    require<ConfigError>(!places.empty(), "'{}': write NUMERATOR/DENOMINATOR, two columns", written);
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

namespace {

/// In this order, so that `V<=5` is not looked at as `V<` and "=5" first.
constexpr std::array<std::pair<std::string_view, Comparison>, 4> numeric_operations{
    {{"<=", Comparison::at_most},
     {">=", Comparison::at_least},
     {"<", Comparison::less},
     {">", Comparison::greater}}};

std::vector<std::pair<Condition, std::string>> bound_readings(const OptionText& text,
                                                              const Table& table) {
  std::vector<std::pair<Condition, std::string>> readings;
  for (const auto& [operation, comparison] : numeric_operations) {
    for (const auto place : text.places(operation.substr(0, 1))) {
      if (!text.has_at(place, operation)) continue;
      const auto name = column_of(table)(text.part(0, place).text());
      const auto bound = to_number(trimmed(text.part(place + operation.size()).text()));
      if (!name || !bound) continue;
      readings.emplace_back(
          Condition{.variable = *name, .comparison = comparison, .bound = *bound},
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
  throw ConfigError(fmt::format("'{}': a number must follow {}; codes are compared by = and !=",
                                written, sign));
}

}  // namespace

Condition read_condition(std::string_view written, const Table& table) {
  const OptionText text(written);
  std::vector<Condition> found;
  std::vector<std::string> words;
  for (const auto& [operation, comparison] :
       {std::pair{std::string_view("!="), Comparison::unequal}, {"=", Comparison::equal}}) {
    for (const auto& r : code_readings(text, operation, table)) {
      found.push_back({.variable = r.variable,
                       .comparison = comparison,
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

namespace {

/// Why a contrast has no reading.
[[noreturn]] void fail_contrast(std::string_view written, const OptionText& text,
                                const Table& table) {
  for (const auto colon : text.places(":")) {
    const auto name = column_of(table)(text.part(0, colon).text());
    if (!name) continue;
    const auto& column = table.column(*name);
    const auto rest = text.part(colon + 1);
    const auto cuts = rest.places("-/");
    if (cuts.size() > 1)
      throw ConfigError(fmt::format(
          "'{}': none of these are two codes of '{}': {}; quote a code, \"…\"", written, *name,
          joined(guesses(rest, "-/"), ", ")));
    if (cuts.empty()) break;
    for (const auto& side : {rest.part(0, cuts[0]), rest.part(cuts[0] + 1)})
      if (!code_of(column)(side.text())) match_code(column, side.text());
  }
  const auto colons = text.places(":");
  if (!colons.empty() && !column_of(table)(text.part(0, colons[0]).text()))
    table.column(trimmed(text.part(0, colons[0]).text()));
  throw ConfigError(fmt::format(
      "'{}': write VARIABLE:a-b for a difference or VARIABLE:a/b for a ratio", written));
}

}  // namespace

Contrast read_contrast(std::string_view written, const Table& table) {
  const OptionText text(written);
  std::vector<Contrast> found;
  std::vector<std::string> words;
  for (const auto colon : text.places(":")) {
    const auto name = column_of(table)(text.part(0, colon).text());
    if (!name) continue;
    const auto& column = table.column(*name);
    const auto sides = pairs(text.part(colon + 1), "-/", code_of(column));
    for (const auto& p : sides)
      found.push_back({.text = std::string(written),
                       .variable = *name,
                       .a = match_code(column, p.first),
                       .b = match_code(column, p.second),
                       .kind = p.separator == '-' ? ContrastKind::difference : ContrastKind::ratio});
    for (auto& w : in_words(sides, fmt::format("'{}': ", *name))) words.push_back(std::move(w));
  }
  require_one_reading(written, words);
  if (found.empty()) fail_contrast(written, text, table);
  for (const auto l : found.front().a)
    require<ConfigError>(std::ranges::find(found.front().b, l) == found.front().b.end(),
                         "'{}': both sides are the same group", written);
  return found.front();
}

}  // namespace trygg
