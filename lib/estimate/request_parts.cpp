#include "estimate/request_parts.hpp"

#include <set>

#include "base/error.hpp"
#include "base/text.hpp"
#include "table/match.hpp"
#include "table/table.hpp"

namespace trygg::detail {

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

std::string CodeReading::in_words() const {
  return fmt::format("'{}' {} '{}'", variable, operation, joined(codes, "' or '"));
}

std::vector<CodeReading> code_readings(const OptionText& text, std::string_view operation,
                                       const Table& table) {
  std::vector<CodeReading> readings;
  for (const auto place : text.places(operation.substr(0, 1))) {
    if (!text.has_at(place, operation)) continue;
    const auto name = column_of(table)(text.part(0, place).text());
    if (!name) continue;
    for (auto& codes :
         divisions(text.part(place + operation.size()), '|', code_of(table.column(*name))))
      readings.push_back({*name, operation, std::move(codes)});
  }
  return readings;
}

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

void require_valid(const Column& column, const std::vector<std::uint32_t>& levels) {
  for (const auto l : levels)
    require<ConfigError>(column.levels[l].missing == Missing::none,
                         "code '{}' of column '{}' is declared missing ({}), so nobody with it is "
                         "in a group or a denominator",
                         column.levels[l].text, column.name, to_text(column.levels[l].missing));
}

std::vector<Pair> pairs(const OptionText& text, std::string_view separators, const Known& known) {
  std::vector<Pair> found;
  for (const auto place : text.places(separators)) {
    const auto first = known(text.part(0, place).text());
    const auto second = known(text.part(place + 1).text());
    if (first && second) found.push_back({*first, *second, text.text()[place]});
  }
  return found;
}

std::vector<std::string> in_words(const std::vector<Pair>& pairs, std::string_view before) {
  std::vector<std::string> words;
  for (const auto& p : pairs)
    words.push_back(fmt::format("{}'{}' {} '{}'", before, p.first, p.separator, p.second));
  return words;
}

std::vector<std::string> guesses(const OptionText& text, std::string_view separators) {
  std::vector<Pair> all;
  for (const auto place : text.places(separators))
    all.push_back({text.part(0, place).text(), text.part(place + 1).text(), text.text()[place]});
  return in_words(all);
}

}  // namespace trygg::detail
