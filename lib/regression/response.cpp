#include <algorithm>
#include <limits>

#include "base/error.hpp"
#include "base/text.hpp"
#include "estimate/request.hpp"
#include "estimate/request_parts.hpp"
#include "regression/formula.hpp"
#include "table/match.hpp"
#include "table/table.hpp"

namespace trygg {
namespace {

using namespace detail;

constexpr std::pair<std::string_view, ModelFamily> family_names[] = {
    {"logistic", ModelFamily::logistic},
    {"linear", ModelFamily::linear},
    {"ordinal", ModelFamily::ordinal},
};

bool has_labels(const Column& column) {
  return std::ranges::any_of(
      column.levels, [](const Level& l) { return l.missing == Missing::none && !l.label.empty(); });
}

/// The levels that a record has with a valid answer, in the order of publication.
std::vector<std::uint32_t> answered(const Column& column) {
  const auto counts = column.level_counts();
  std::vector<std::uint32_t> levels;
  for (const auto l : column.ordered_levels())
    if (column.levels[l].missing == Missing::none && counts[l] > 0) levels.push_back(l);
  return levels;
}

ModelFamily family_of(const Column& column) {
  require<ConfigError>(
      column.type == ColumnType::number && !has_labels(column),
      "--response {}: holds codes; write '{}=code|code' for a logistic model of having one of "
      "them, or --family ordinal or linear",
      column.name, column.name);
  return ModelFamily::linear;
}

/// 1 of a variable that is 0 or 1.
std::vector<std::uint32_t> ones(const Column& column) {
  std::vector<std::uint32_t> levels;
  for (std::uint32_t l = 0; l < column.levels.size(); ++l) {
    if (column.levels[l].missing != Missing::none) continue;
    const double value = column.levels[l].number;
    require<ConfigError>(value == 0 || value == 1,
                         "--response {}: has values that are neither 0 nor 1; write "
                         "'{}=code|code'",
                         column.name, column.name);
    if (value == 1) levels.push_back(l);
  }
  return levels;
}

std::vector<std::uint32_t> natural_order(const Column& column) {
  auto levels = answered(column);
  const auto is_placed = [&](std::uint32_t l) {
    return column.levels[l].order != std::numeric_limits<std::int64_t>::max();
  };
  require<ConfigError>(column.type == ColumnType::number || std::ranges::all_of(levels, is_placed),
                       "--response {}: nothing tells the order of its codes; give it with "
                       "--response-order 'code|code|…', "
                       "lowest first, or in a codebook",
                       column.name);
  return levels;
}

std::vector<std::uint32_t> given_order(const Column& column, const std::string& written) {
  const OptionText text(written);
  const auto ways = divisions(text, '|', code_of(column));
  std::vector<std::string> words;
  for (const auto& way : ways) words.push_back("'" + joined(way, "' | '") + "'");
  require_one_reading(written, words);
  if (ways.empty())
    fail_codes(column.name + "=" + written, OptionText(column.name + "=" + written), "=",
               Table("", {column}));
  std::vector<std::uint32_t> levels;
  for (const auto& code : ways.front())
    for (const auto l : match_code(column, code)) {
      require<ConfigError>(std::ranges::find(levels, l) == levels.end(),
                           "--response-order '{}': names code '{}' twice", written,
                           column.levels[l].text);
      levels.push_back(l);
    }
  require_valid(column, levels);
  require<ConfigError>(levels.size() > 1, "--response-order '{}': name at least two codes",
                       written);
  return levels;
}

ModelResponse of_codes(const std::string& text, std::optional<ModelFamily> family,
                       const Table& table) {
  const auto condition = read_condition(text, table);
  require<ConfigError>(condition.relation == Relation::equal,
                       "--response '{}': write 'V=code|code' or V", text);
  require<ConfigError>(family.value_or(ModelFamily::logistic) == ModelFamily::logistic,
                       "--family {}: --response '{}' names codes, which is for logistic models; "
                       "write the variable alone",
                       to_text(family.value_or(ModelFamily::logistic)), text);
  require_valid(table.column(condition.variable), condition.levels);
  return {text, ModelFamily::logistic, condition.variable, condition.levels};
}

}  // namespace

std::string_view to_text(ModelFamily family) {
  return std::ranges::find(family_names, family, &std::pair<std::string_view, ModelFamily>::second)
      ->first;
}

ModelFamily to_model_family(std::string_view name) {
  std::vector<std::string> known;
  for (const auto& [text, family] : family_names) {
    if (text == name) return family;
    known.emplace_back(text);
  }
  throw ConfigError(fmt::format("'{}' is no family of models{}", name, did_you_mean(name, known)));
}

ModelResponse read_response(const std::string& text, std::optional<ModelFamily> family,
                            const std::optional<std::string>& order, const Table& table) {
  const auto name = column_of(table)(OptionText(text).text());
  const bool is_codes = !name && !OptionText(text).places("=").empty();
  auto response = is_codes ? of_codes(text, family, table)
                           : ModelResponse{.text = text, .variable = single_name(text, table)};
  const auto& column = table.column(response.variable);
  if (!is_codes) response.family = family ? *family : family_of(column);
  require<ConfigError>(!order || response.family == ModelFamily::ordinal,
                       "--response-order: is of ordinal models, and this one is {}",
                       to_text(response.family));
  if (response.family == ModelFamily::ordinal)
    response.levels = order ? given_order(column, *order) : natural_order(column);
  else if (response.family == ModelFamily::logistic && !is_codes)
    response.levels = ones(column);
  else if (response.family == ModelFamily::linear)
    require<ConfigError>(column.type == ColumnType::number,
                         "--response {}: has values that are not numbers, which a linear model "
                         "needs",
                         column.name);
  return response;
}

}  // namespace trygg
