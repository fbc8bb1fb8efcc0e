#include "weights/fit.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "base/error.hpp"
#include "base/text.hpp"
#include "table/table.hpp"
#include "weights/rows.hpp"

namespace trygg::weights {
namespace {

constexpr double rounding = 1e-6;  // of the population: what margins may differ by

/// Which levels of a column respondents have. A level that is declared missing is no answer.
std::vector<char> present_levels(const Column& column, std::span<const double> weight) {
  std::vector<char> present(column.levels.size());
  for (std::size_t k = 0; k < weight.size(); ++k)
    if (takes_part(weight[k]) && column.at(k).missing == Missing::none)
      present[column.codes[k]] = 1;
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
std::map<Cell, std::uint32_t> index_rows(const FittedMargin& fitted) {
  std::map<Cell, std::uint32_t> rows;
  for (std::uint32_t r = 0; r < fitted.codes.size(); ++r) {
    if (std::ranges::count(fitted.codes[r], FittedMargin::absent) > 0) continue;
    const auto [first, is_new] = rows.emplace(fitted.codes[r], r);
    if (!is_new)
      throw InputError(fitted.margin->source, fitted.margin->lines[r],
                       fmt::format("{} is in line {} already", fitted.level[r],
                                   fitted.margin->lines[first->second]));
  }
  return rows;
}

void assign_records(FittedMargin& fitted, std::span<const Column* const> columns,
                    std::span<const double> weight, const Table& table) {
  const auto rows = index_rows(fitted);
  std::vector<std::size_t> missing, unlisted;
  Cell cell(columns.size());
  for (std::size_t k = 0; k < weight.size(); ++k) {
    if (!takes_part(weight[k])) continue;
    bool is_missing = false;
    for (std::size_t v = 0; v < columns.size(); ++v) {
      cell[v] = columns[v]->codes[k];
      is_missing = is_missing || columns[v]->at(k).missing != Missing::none;
    }
    const auto found = rows.find(cell);
    if (is_missing) {
      missing.push_back(k);
    } else if (found == rows.end()) {
      unlisted.push_back(k);
    } else {
      fitted.category[k] = found->second;
      fitted.records[found->second] += table.records_of(k);
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
    throw InputError(fmt::format("{}: {} {} a combination of {} that is not listed in {} ({})",
                                 table.source(), respondents(unlisted.size()),
                                 unlisted.size() == 1 ? "has" : "have", names,
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

/// Totals summed over everything but the given variables.
std::map<Cell, double> collapse(const FittedMargin& fitted, std::span<const std::string> to) {
  const auto& variables = fitted.margin->variables;
  std::map<Cell, double> sums;
  for (std::size_t r = 0; r < fitted.codes.size(); ++r) {
    Cell cell;
    for (const auto& name : to)
      cell.push_back(fitted.codes[r][std::ranges::find(variables, name) - variables.begin()]);
    sums[cell] += fitted.margin->totals[r];
  }
  return sums;
}

std::vector<std::string> shared_variables(const Margin& a, const Margin& b) {
  std::vector<std::string> shared;
  for (const auto& name : a.variables)
    if (std::ranges::find(b.variables, name) != b.variables.end()) shared.push_back(name);
  return shared;
}

/// The words for one cell of `collapse`: a row of the margin that lies in it.
std::string cell_text(const FittedMargin& fitted, std::span<const std::string> to,
                      const Cell& cell) {
  const auto& variables = fitted.margin->variables;
  for (std::size_t r = 0; r < fitted.codes.size(); ++r) {
    std::vector<std::string> parts;
    bool lies_in_it = true;
    for (std::size_t i = 0; i < to.size(); ++i) {
      const auto v = std::ranges::find(variables, to[i]) - variables.begin();
      lies_in_it = lies_in_it && fitted.codes[r][v] == cell[i];
      parts.push_back(fmt::format("{} {}", to[i], fitted.margin->codes[r][v]));
    }
    if (lies_in_it) return joined(parts, ", ");
  }
  return "";
}

double compare(const FittedMargin& a, const FittedMargin& b, std::span<const std::string> by) {
  const auto& totals = a.margin->totals;
  const double population = std::accumulate(totals.begin(), totals.end(), 0.0);
  auto of_a = collapse(a, by), of_b = collapse(b, by);
  for (const auto& [cell, total] : of_b) of_a.emplace(cell, 0.0);
  double sum = 0;
  for (const auto& [cell, total] : of_a) {
    const double difference = std::abs(total - of_b[cell]);
    const auto where =
        by.empty() ? "" : fmt::format(" for {}", cell_text(total > 0 ? a : b, by, cell));
    require<InputError>(difference <= rounding * population,
                        "{} and {} disagree{}: their totals sum to {} and {}, a difference of {}; "
                        "margins must tell the same population",
                        a.margin->source, b.margin->source, where, shortest(total),
                        shortest(of_b[cell]), fmt::format("{:.6g}", difference));
    sum += difference;
  }
  return sum;
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
  assign_records(fitted, columns, weight, table);
  check_empty_rows(fitted);
  return fitted;
}

double disagreement(std::span<const FittedMargin> margins) {
  double sum = 0;
  for (std::size_t b = 1; b < margins.size(); ++b)
    for (std::size_t a = 0; a < b; ++a) {
      sum += compare(margins[a], margins[b], {});
      const auto shared = shared_variables(*margins[a].margin, *margins[b].margin);
      if (!shared.empty()) sum += compare(margins[a], margins[b], shared);
    }
  return sum;
}

}  // namespace trygg::weights
