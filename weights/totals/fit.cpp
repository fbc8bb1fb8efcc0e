#include "weights/totals/fit.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "base/text.hpp"
#include "table/table.hpp"
#include "weights/rows.hpp"
#include "weights/totals/cell_keys.hpp"

namespace trygg::weights {
namespace {

/// Which levels of a column respondents have. A level that is declared missing is no answer.
std::vector<char> present_levels(const Column& column, std::span<const double> weight) {
  std::vector<char> present(column.levels.size());
  for (std::size_t k = 0; k < weight.size(); ++k)
    if (takes_part(weight[k])) present[column.codes[k]] = 1;
  for (std::size_t l = 0; l < present.size(); ++l)
    if (column.levels[l].missing != Missing::none) present[l] = 0;
  return present;
}

/// The level that a code means, by text, else number, else label.
std::uint32_t find_level(const Column& column, std::span<const char> present,
                         const std::string& code, const Margin& margin, std::size_t line) {
  const auto find = [&](auto holds) {
    std::vector<std::uint32_t> found;
    for (std::uint32_t l = 0; l < present.size(); ++l)
      if (present[l] && holds(column.levels[l])) found.push_back(l);
    return found;
  };
  auto found = find([&](const Level& l) { return l.text == code; });
  if (const auto number = to_number(code); found.empty() && number)
    found = find([&](const Level& l) { return l.number == *number; });
  if (found.empty() && !code.empty()) found = find([&](const Level& l) { return l.label == code; });
  if (found.size() > 1)
    throw InputError(
        margin.source, line,
        fmt::format("code '{}' means two values of '{}' in the data, '{}' and '{}'; "
                    "make them one",
                    code, column.name, column.levels[found[0]].text, column.levels[found[1]].text));
  return found.empty() ? FittedMargin::absent : found.front();
}

std::string level_text(const Margin& margin, std::size_t row) {
  std::vector<std::string> parts;
  for (std::size_t v = 0; v < margin.variables.size(); ++v)
    parts.push_back(fmt::format("{} {}", margin.variables[v], margin.codes[row][v]));
  return joined(parts, ", ");
}

using Cell = std::vector<std::uint32_t>;

/// Row of the margin by the levels that it means.
KeyPlaces index_rows(const FittedMargin& fitted, const CellKeys& keys) {
  KeyPlaces rows(keys.count());
  for (std::uint32_t r = 0; r < fitted.codes.size(); ++r) {
    if (std::ranges::count(fitted.codes[r], FittedMargin::absent) > 0) continue;
    const auto first = rows.emplace(keys.of_levels(fitted.codes[r]), r);
    if (first != r)
      throw InputError(fitted.margin->source, fitted.margin->lines[r],
                       fmt::format("{} is in line {} already; keep one of them", fitted.level[r],
                                   fitted.margin->lines[first]));
  }
  return rows;
}

void assign_records(FittedMargin& fitted, const CellKeys& keys, std::span<const double> weight,
                    const Table& table) {
  const auto rows = index_rows(fitted, keys);
  std::vector<std::size_t> missing, unlisted;
  for (std::size_t k = 0; k < weight.size(); ++k) {
    if (!takes_part(weight[k])) continue;
    const auto key = keys.of_record(k);
    const auto row = key == CellKeys::missing ? KeyPlaces::none : rows.find(key);
    if (row != KeyPlaces::none) {
      fitted.category[k] = row;
      fitted.records[row] += table.records_of(k);
    } else {
      (key == CellKeys::missing ? missing : unlisted).push_back(k);
    }
  }
  const auto names = joined(fitted.margin->variables, ", ");
  if (!missing.empty())
    throw InputError(fmt::format(
        "{}: {} {} no valid answer to {}, which {} needs ({}); fill them "
        "in, or leave these records without a weight",
        table.source(), respondents(missing.size()), missing.size() == 1 ? "has" : "have", names,
        fitted.margin->source, row_numbers(missing)));
  if (!unlisted.empty())
    throw InputError(fmt::format(
        "{}: {} {} a combination of {} that is not listed in {} ({}); add its "
        "row, or recode these records",
        table.source(), respondents(unlisted.size()), unlisted.size() == 1 ? "has" : "have", names,
        fitted.margin->source, row_numbers(unlisted)));
}

void check_empty_rows(const FittedMargin& fitted) {
  const auto& margin = *fitted.margin;
  for (std::size_t r = 0; r < margin.totals.size(); ++r)
    if (fitted.records[r] == 0 && margin.totals[r] > 0)
      throw InputError(margin.source, margin.lines[r],
                       fmt::format("no respondent has {}, but its total is {}; merge it with "
                                   "another row, here and in the data",
                                   fitted.level[r], shortest(margin.totals[r])));
}

}  // namespace

FittedMargin fit(const Margin& margin, const Table& table, std::span<const double> weight) {
  FittedMargin fitted{.margin = &margin,
                      .category = std::vector<std::uint32_t>(weight.size()),
                      .records = std::vector<std::size_t>(margin.totals.size())};
  std::vector<const Column*> columns;
  std::vector<std::vector<char>> present;
  for (const auto& name : margin.variables) {
    columns.push_back(&column_for(table, name, margin.source));
    present.push_back(present_levels(*columns.back(), weight));
  }
  for (std::size_t r = 0; r < margin.codes.size(); ++r) {
    fitted.level.push_back(level_text(margin, r));
    auto& codes = fitted.codes.emplace_back();
    for (std::size_t v = 0; v < columns.size(); ++v)
      codes.push_back(
          find_level(*columns[v], present[v], margin.codes[r][v], margin, margin.lines[r]));
  }
  assign_records(fitted, CellKeys(columns), weight, table);
  check_empty_rows(fitted);
  return fitted;
}

}  // namespace trygg::weights
