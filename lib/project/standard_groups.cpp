#include "project/standard_groups.hpp"

#include <algorithm>
#include <map>

#include "base/csv.hpp"
#include "base/error.hpp"
#include "base/file.hpp"
#include "base/text.hpp"
#include "project/analysis.hpp"
#include "table/match.hpp"
#include "table/table.hpp"

namespace trygg {
namespace {

double total_of(const CsvText& csv, std::size_t row, std::size_t column) {
  const auto total = to_number(trimmed(csv.rows[row][column]));
  if (!total || *total < 0)
    throw InputError(
        csv.source, csv.lines[row],
        fmt::format("the total '{}' must be a number, 0 or more", csv.rows[row][column]));
  return *total;
}

std::vector<std::uint32_t> levels_of(const CsvText& csv, std::size_t row, std::size_t at,
                                     const Column& column) {
  try {
    return match_code(column, trimmed(csv.rows[row][at]));
  } catch (const ConfigError& e) {
    throw InputError(csv.source, csv.lines[row], e.what());
  }
}

/// Persons of the standard by group, whatever else the file divides them by.
std::map<std::vector<std::uint32_t>, double> totals_of_groups(const CsvText& csv,
                                                              const Column& column) {
  const auto group = csv.column(column.name), total = csv.column("total");
  std::map<std::vector<std::uint32_t>, double> totals;
  for (std::size_t r = 0; r < csv.rows.size(); ++r)
    totals[levels_of(csv, r, group, column)] += total_of(csv, r, total);
  return totals;
}

void check_all_are_there(const StandardGroups& groups, const Column& column,
                         const std::string& source) {
  const auto counts = column.level_counts();
  for (std::uint32_t l = 0; l < column.levels.size(); ++l) {
    if (column.levels[l].missing != Missing::none || counts[l] == 0) continue;
    const bool named = std::ranges::any_of(
        groups.levels, [&](const auto& levels) { return std::ranges::count(levels, l) > 0; });
    require<InputError>(named,
                        "{}: no row for {} = '{}', which the data have; a total of 0 leaves a "
                        "group out",
                        source, column.name, column.levels[l].text);
  }
}

}  // namespace

StandardGroups read_standard_groups(const StandardPopulation& standard, const Table& table) {
  const auto source = standard.population.lexically_normal().string();
  const auto csv = parse_csv(read_file(standard.population), source);
  const auto& column = table.column(standard.variable);
  StandardGroups groups{.variable = standard.variable, .levels = {}, .part = {}};
  double sum = 0;
  for (const auto& [levels, total] : totals_of_groups(csv, column)) {
    groups.levels.push_back(levels);
    groups.part.push_back(total);
    sum += total;
  }
  require<InputError>(sum > 0, "{}: there is no total above 0", source);
  for (auto& part : groups.part) part /= sum;
  check_all_are_there(groups, column, source);
  return groups;
}

}  // namespace trygg
