#include "weights/response/code_rule.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "base/text.hpp"
#include "config/config.hpp"
#include "estimate/request.hpp"
#include "table/splitting.hpp"
#include "table/table.hpp"
#include "weights/rows.hpp"

namespace trygg::weights {
namespace {

constexpr std::size_t listed_codes = 12;

/// Where the sign stands that ends the variable; npos when there is none.
std::size_t sign_place(const OptionText& text) {
  const auto places = text.places("=");
  return places.empty() || places.front() == 0 ? std::string::npos : places.front();
}

std::string code_text(const Column& column, const Level& level) {
  if (level.text.empty()) return "no value";
  // Many distinct values are answers or names of persons, not codes.
  return column.levels.size() <= 50 ? fmt::format("'{}'", level.text) : "a value";
}

}  // namespace

CodeRule read_code_rule(const Config& config, std::string_view key) {
  CodeRule rule{config.text(key), fmt::format("{}: {}", config.source(), key)};
  const OptionText text(rule.written);
  const auto sign = sign_place(text);
  if (sign == std::string::npos || sign + 1 == text.text().size() ||
      std::string_view("!<>").find(text.text()[sign - 1]) != std::string_view::npos)
    config.fail(key, fmt::format("'{}' must have the form VARIABLE=code|code, with every code that "
                                 "is meant",
                                 rule.written));
  return rule;
}

std::string variable_of(const CodeRule& rule) {
  const OptionText text(rule.written);
  return std::string(trimmed(text.part(0, sign_place(text)).text()));
}

FittedRule fit(const CodeRule& rule, const Table& table) try {
  const auto condition = read_condition(rule.written, table);
  const auto& column = table.column(condition.variable);
  FittedRule fitted{&column, std::vector<std::uint8_t>(column.levels.size(), 0)};
  for (const auto l : condition.levels) fitted.is_meant[l] = 1;
  return fitted;
} catch (const ConfigError& error) {
  throw ConfigError(fmt::format("{}: {}", rule.named_by, error.what()));
}

std::string unmatched_codes(const Table& table, const Column& column,
                            std::span<const std::uint8_t> meant, std::span<const double> weight) {
  std::vector<std::vector<std::size_t>> records(column.levels.size());
  for (std::size_t k = 0; k < weight.size(); ++k)
    if (takes_part(weight[k]) && !meant[column.codes[k]]) records[column.codes[k]].push_back(k);
  std::vector<std::string> parts;
  for (const auto l : column.ordered_levels()) {
    if (records[l].empty()) continue;
    std::size_t count = 0;
    for (const auto k : records[l]) count += table.records_of(k);
    parts.push_back(fmt::format("{} in {} record{} ({})", code_text(column, column.levels[l]),
                                count, count == 1 ? "" : "s", row_numbers(records[l])));
  }
  if (parts.size() > listed_codes) {
    const auto more = parts.size() - listed_codes;
    parts.resize(listed_codes);
    parts.push_back(fmt::format("and {} more", more));
  }
  return joined(parts, ", ");
}

}  // namespace trygg::weights
