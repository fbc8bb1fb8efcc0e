#include "estimate/standard.hpp"

#include <algorithm>
#include <map>

#include "base/csv.hpp"
#include "base/error.hpp"
#include "base/file.hpp"
#include "base/text.hpp"
#include "design/design.hpp"
#include "estimate/estimator.hpp"
#include "estimate/request.hpp"
#include "estimate/request_parts.hpp"
#include "table/match.hpp"
#include "table/table.hpp"

namespace trygg {
namespace {

using namespace detail;

using Levels = std::vector<std::uint32_t>;

/// The names and the file in `V+W=FILE`.
std::pair<std::vector<std::string>, std::string> cut(std::string_view written, const Table& table) {
  const OptionText text(written);
  const auto places = text.places("=");
  require<ConfigError>(!places.empty(),
                       "'{}': write V=FILE or V+W=FILE; FILE has these columns and total", written);
  for (const auto place : places) {
    const auto names = text.part(0, place);
    if (divisions(names, '+', column_of(table)).empty()) continue;
    return {read_names(written.substr(0, written.find('=')), '+', table),
            text.part(place + 1).text()};
  }
  read_names(text.part(0, places.front()).text(), '+', table);  // throws, with the nearest
  return {};
}

double read_total(const CsvText& csv, std::size_t row, std::size_t column) {
  const auto& text = csv.rows[row][column];
  const auto total = to_number(trimmed(text));
  if (!total || *total < 0)
    throw InputError(csv.source, csv.lines[row],
                     fmt::format("the total '{}' must be a number, 0 or more", text));
  return *total;
}

Levels read_levels(const CsvText& csv, std::size_t row, std::size_t at, const Column& column) {
  try {
    auto levels = match_code(column, trimmed(csv.rows[row][at]));
    require_valid(column, levels);
    return levels;
  } catch (const ConfigError& e) {
    throw InputError(csv.source, csv.lines[row], e.what());
  }
}

/// Every combination of one level of each variable.
std::vector<Levels> combinations(const std::vector<Levels>& levels) {
  std::vector<Levels> all{{}};
  for (const auto& of_one : levels) {
    std::vector<Levels> longer;
    for (const auto& begun : all) {
      for (const auto l : of_one) {
        longer.push_back(begun);
        longer.back().push_back(l);
      }
    }
    all = std::move(longer);
  }
  return all;
}

/// The group of every combination of levels.
std::map<Levels, std::uint32_t> index_of(const std::vector<StandardGroup>& groups) {
  std::map<Levels, std::uint32_t> index;
  for (std::uint32_t g = 0; g < groups.size(); ++g)
    for (const auto& levels : combinations(groups[g].levels)) index.emplace(levels, g);
  return index;
}

void check_header(const CsvText& csv, const std::vector<std::string>& variables) {
  for (const auto& name : variables) csv.column(name);
  csv.column("total");
  require<InputError>(csv.header.size() == variables.size() + 1,
                      "{}:1: the columns must be {} and total, nothing else", csv.source,
                      joined(variables, ", "));
}

void check_distinct(const CsvText& csv, const std::vector<StandardGroup>& groups) {
  std::map<Levels, std::size_t> first;
  for (std::size_t g = 0; g < groups.size(); ++g) {
    for (const auto& levels : combinations(groups[g].levels)) {
      const auto [known, is_new] = first.emplace(levels, g);
      if (!is_new)
        throw InputError(csv.source, csv.lines[g],
                         fmt::format("the same group as in line {}", csv.lines[known->second]));
    }
  }
}

/// The codes of a record, for a message: 'a' of V, 'b' of W.
std::string codes_of(const Levels& levels, const Standard& standard, const Table& table) {
  std::vector<std::string> words;
  for (std::size_t v = 0; v < levels.size(); ++v) {
    const auto& column = table.column(standard.variables[v]);
    words.push_back(fmt::format("{} of '{}'", table.quoted(column.levels[levels[v]]), column.name));
  }
  return joined(words, " and ");
}

}  // namespace

Standard read_standard(std::string_view written, const Table& table) {
  const auto [variables, file] = cut(written, table);
  const auto csv = parse_csv(read_file(file), file);
  check_header(csv, variables);
  Standard standard{.source = file, .variables = variables, .groups = {}};
  double sum = 0;
  for (std::size_t r = 0; r < csv.rows.size(); ++r) {
    auto& group = standard.groups.emplace_back();
    for (const auto& name : variables)
      group.levels.push_back(read_levels(csv, r, csv.column(name), table.column(name)));
    group.total = read_total(csv, r, csv.column("total"));
    sum += group.total;
  }
  require<InputError>(sum > 0, "{}: there is no total above 0", file);
  check_distinct(csv, standard.groups);
  return standard;
}

bool can_be_standardised(Statistic s) {
  return s == Statistic::share || s == Statistic::mean || s == Statistic::ratio;
}

void standardise(Measure& measure, const Standard& standard, const Table& table,
                 const Design& design) {
  const auto index = index_of(standard.groups);
  std::vector<const Column*> columns;
  for (const auto& name : standard.variables) columns.push_back(&table.column(name));
  measure.standard.clear();
  for (const auto& group : standard.groups) measure.standard.push_back(group.total);
  measure.group.assign(design.records(), Measure::no_group);
  Levels levels(columns.size());
  for (std::size_t k = 0; k < design.records(); ++k) {
    bool valid = design.weight()[k] != 0;
    for (std::size_t v = 0; v < columns.size(); ++v) {
      levels[v] = columns[v]->codes[design.table_row()[k]];
      valid = valid && columns[v]->levels[levels[v]].missing == Missing::none;
    }
    if (!valid) continue;
    const auto found = index.find(levels);
    require<InputError>(found != index.end(),
                        "{}: there is no row for {}, which {} has; one with the total 0 leaves it "
                        "out",
                        standard.source, codes_of(levels, standard, table), table.source());
    measure.group[k] = found->second;
  }
}

}  // namespace trygg
