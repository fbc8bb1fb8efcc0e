#include "table/codebook.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "base/error.hpp"
#include "base/text.hpp"
#include "table/match.hpp"
#include "table/splitting.hpp"
#include "table/table.hpp"

namespace trygg {

namespace {

constexpr std::array<std::string_view, 5> kinds{"code", "number", "text", "id", "weight"};

}  // namespace

std::string_view to_text(VariableKind kind) {
  return kinds[static_cast<std::size_t>(kind)];
}

VariableKind to_variable_kind(std::string_view text) {
  const auto found = std::ranges::find(kinds, text);
  require<ConfigError>(found != kinds.end(),
                       "'{}' is no kind of variable; known: code, number, text, id, weight", text);
  return static_cast<VariableKind>(found - kinds.begin());
}

VariableKind kind_by_content(const Variable& variable) {
  const bool has_codes = std::ranges::any_of(
      variable.codes, [](const Code& code) { return code.missing == Missing::none; });
  if (has_codes) return VariableKind::code;
  return variable.minimum || variable.maximum ? VariableKind::number : VariableKind::text;
}

const Variable* Codebook::find(std::string_view name) const {
  const auto found = std::ranges::find(variables, name, &Variable::name);
  return found == variables.end() ? nullptr : &*found;
}

namespace {

/// The levels of `column` that are this code; a new one without records when there is none.
std::vector<std::uint32_t> levels_of(Column& column, const Code& code) {
  auto found = levels_by_value(column, code.text);
  if (found.empty()) {
    found.push_back(static_cast<std::uint32_t>(column.levels.size()));
    Level level{.text = code.text};
    if (const auto number = to_number(code.text)) level.number = *number;
    column.levels.push_back(std::move(level));
  }
  return found;
}

void apply(const Variable& variable, Column& column) {
  if (!variable.label.empty()) column.label = variable.label;
  std::int64_t order = 0;
  for (const auto& code : variable.codes) {
    for (const auto l : levels_of(column, code)) {
      auto& level = column.levels[l];
      if (!code.label.empty()) level.label = code.label;
      if (code.missing != Missing::none) level.missing = code.missing;
      level.order = order;
    }
    ++order;
  }
  column.find_type();
}

}  // namespace

void apply(const Codebook& codebook, Table& table) {
  for (const auto& variable : codebook.variables)
    if (table.has(variable.name)) apply(variable, table.column(variable.name));
}

namespace {

/// A declaration in two: the variable and its codes.
std::pair<std::string, OptionText> variable_and_codes(std::string_view declaration) {
  const OptionText text(declaration);
  const auto equals = text.places("=");
  require<ConfigError>(!equals.empty() && equals.front() > 0,
                       "--missing '{}': write VARIABLE=code|code", declaration);
  return {text.part(0, equals.front()).text(), text.part(equals.front() + 1)};
}

/// `88:refused` in two; the whole is the code when the column has it as it stands.
Code missing_code(const Column& column, std::string_view part) {
  const auto colon = part.rfind(':');
  if (colon == std::string_view::npos || is_code(column, part))
    return {.text = std::string(part), .missing = Missing::other};
  return {.text = std::string(part.substr(0, colon)),
          .missing = to_missing(part.substr(colon + 1))};
}

/// The parts of `codes`: where the column knows them all, else at every separator, for a code may
/// be one that no record has.
std::vector<std::string> missing_parts(const Column& column, const OptionText& codes) {
  const auto known = [&](const std::string& part) -> std::optional<std::string> {
    const auto before = part.substr(0, part.rfind(':'));
    return is_code(column, part) || is_code(column, before) ? std::optional(part) : std::nullopt;
  };
  const auto ways = divisions(codes, '|', known);
  if (ways.size() == 1) return ways.front();
  std::vector<std::string> parts;
  std::size_t from = 0;
  for (const auto place : codes.places("|")) {
    parts.push_back(codes.part(from, place).text());
    from = place + 1;
  }
  parts.push_back(codes.part(from).text());
  return parts;
}

}  // namespace

std::string missing_variable(std::string_view declaration) {
  return variable_and_codes(declaration).first;
}

void declare_missing(Table& table, std::string_view declaration) {
  const auto [variable, codes] = variable_and_codes(declaration);
  auto& column = table.column(variable);
  for (const auto& part : missing_parts(column, codes)) {
    const auto code = missing_code(column, part);
    require<ConfigError>(!code.text.empty(), "--missing '{}': a code is empty", declaration);
    const auto found =
        is_code(column, code.text) ? match_code(column, code.text) : levels_of(column, code);
    for (const auto l : found) column.levels[l].missing = code.missing;
  }
  column.find_type();
}

}  // namespace trygg
