#include "table/check.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <optional>

#include "table/codebook.hpp"
#include "table/table.hpp"

namespace trygg {
namespace {

constexpr std::array<std::string_view, 10> names{
    "not_in_data",  "not_in_codebook", "no_valid_values", "unknown_code",   "not_a_number",
    "out_of_range", "duplicate_id",    "missing_id",      "missing_weight", "negative_weight"};

bool is_declared(const Level& level) {
  return level.missing != Missing::none || level.order != std::numeric_limits<std::int64_t>::max();
}

bool is_number(const Level& level) {
  return level.number == level.number;
}

bool is_short_code(std::string_view text) {
  return !text.empty() && text.size() <= 3 &&
         std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

std::optional<ProblemKind> problem_of_number(const Variable& variable, const Level& level) {
  if (!is_number(level)) return ProblemKind::not_a_number;
  if (variable.kind == VariableKind::weight && level.number < 0)
    return ProblemKind::negative_weight;
  const bool below = variable.minimum && level.number < *variable.minimum;
  const bool above = variable.maximum && level.number > *variable.maximum;
  return below || above ? std::optional(ProblemKind::out_of_range) : std::nullopt;
}

/// What is wrong with a level that `count` records have.
std::optional<ProblemKind> problem_of(const Variable& variable, const Level& level,
                                      std::size_t count) {
  switch (variable.kind) {
    case VariableKind::code:
      return is_declared(level) ? std::nullopt : std::optional(ProblemKind::unknown_code);
    case VariableKind::number:
      return is_declared(level) ? std::nullopt : problem_of_number(variable, level);
    case VariableKind::weight:
      if (level.missing != Missing::none) return ProblemKind::missing_weight;
      return problem_of_number(variable, level);
    case VariableKind::id:
      if (level.missing != Missing::none) return ProblemKind::missing_id;
      return count > 1 ? std::optional(ProblemKind::duplicate_id) : std::nullopt;
    case VariableKind::text:
      return std::nullopt;
  }
  return std::nullopt;
}

bool may_be_named(const Variable& variable, const Level& level, std::size_t count,
                  ShowValues show) {
  if (level.missing == Missing::system) return false;
  if (show == ShowValues::yes) return true;
  if (variable.kind == VariableKind::id) return false;
  return count >= shared_by || (variable.kind == VariableKind::code && is_short_code(level.text));
}

/// The problems of a column's levels; `place[l]` is the problem of level l.
struct Found {
  static constexpr std::size_t none = std::numeric_limits<std::size_t>::max();
  std::vector<Problem> problems;
  std::vector<std::size_t> place;
};

Found problems_of_levels(const Variable& variable, const Column& column, ShowValues show) {
  Found found;
  found.place.assign(column.levels.size(), Found::none);
  const auto counts = column.level_counts();
  for (const auto l : column.ordered_levels()) {
    const auto& level = column.levels[l];
    if (counts[l] == 0) continue;
    const auto kind = problem_of(variable, level, counts[l]);
    if (!kind) continue;
    const auto value = may_be_named(variable, level, counts[l], show) ? level.text : "";
    auto same = std::ranges::find_if(found.problems, [&](const Problem& problem) {
      return problem.kind == *kind && problem.value == value;
    });
    if (same == found.problems.end())
      same = found.problems.insert(same, Problem{variable.name, *kind, value, 0, {}});
    same->count += counts[l];
    found.place[l] = static_cast<std::size_t>(same - found.problems.begin());
  }
  return found;
}

void add_rows(const Column& column, Found& found) {
  for (std::size_t k = 0; k < column.codes.size(); ++k) {
    const auto place = found.place[column.codes[k]];
    if (place == Found::none) continue;
    auto& first = found.problems[place].first;
    if (first.size() < Problem::listed) first.push_back(k);
  }
}

bool has_valid_values(const Column& column) {
  const auto counts = column.level_counts();
  for (std::size_t l = 0; l < counts.size(); ++l)
    if (counts[l] > 0 && column.levels[l].missing == Missing::none) return true;
  return false;
}

}  // namespace

std::string_view to_text(ProblemKind kind) {
  return names[static_cast<std::size_t>(kind)];
}

std::vector<Problem> check(const Table& table, const Codebook& codebook) {
  std::vector<Problem> all;
  for (const auto& variable : codebook.variables) {
    if (!table.has(variable.name)) {
      all.push_back({variable.name, ProblemKind::not_in_data, "", 0, {}});
      continue;
    }
    const auto& column = table.column(variable.name);
    if (!has_valid_values(column))
      all.push_back({variable.name, ProblemKind::no_valid_values, "", table.rows(), {}});
    auto found = problems_of_levels(variable, column, table.show_values);
    if (!found.problems.empty()) add_rows(column, found);
    for (auto& problem : found.problems) all.push_back(std::move(problem));
  }
  for (const auto& column : table.columns())
    if (!codebook.find(column.name))
      all.push_back({column.name, ProblemKind::not_in_codebook, "", 0, {}});
  return all;
}

}  // namespace trygg
