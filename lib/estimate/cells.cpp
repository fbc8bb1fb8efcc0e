#include "estimate/cells.hpp"

#include <algorithm>
#include <limits>
#include <numeric>

#include "design/design.hpp"
#include "estimate/standard.hpp"
#include "table/table.hpp"

namespace trygg {
namespace {

std::vector<char> is_one_of(const Column& column, std::span<const std::uint32_t> levels) {
  std::vector<char> chosen(column.levels.size(), 0);
  for (const auto l : levels) chosen[l] = 1;
  return chosen;
}

/// For each level of the column: does it meet the condition?
std::vector<char> levels_that_meet(const Condition& condition, const Column& column) {
  if (condition.relation == Relation::equal) return is_one_of(column, condition.levels);
  auto chosen = is_one_of(column, condition.levels);
  for (std::size_t l = 0; l < chosen.size(); ++l) {
    const auto& level = column.levels[l];
    const double value = level.number;
    switch (condition.relation) {
      case Relation::less:
        chosen[l] = value < condition.bound;
        break;
      case Relation::at_most:
        chosen[l] = value <= condition.bound;
        break;
      case Relation::greater:
        chosen[l] = value > condition.bound;
        break;
      case Relation::at_least:
        chosen[l] = value >= condition.bound;
        break;
      default:
        chosen[l] = !chosen[l];
        break;
    }
    if (level.missing != Missing::none) chosen[l] = 0;
  }
  return chosen;
}

/// \throws InputError  a bound on a column with a valid value that is not a number
std::vector<char> levels_that_meet(const Condition& condition, const Table& table) {
  const bool is_code =
      condition.relation == Relation::equal || condition.relation == Relation::unequal;
  if (!is_code) table.numbers(condition.variable);  // throws where a value is not a number
  return levels_that_meet(condition, table.column(condition.variable));
}

Domain all_records(const Design& design) {
  Domain all(design.records());
  std::iota(all.begin(), all.end(), 0u);
  return all;
}

void keep(Domain& domain, const Column& column, const std::vector<char>& chosen,
          std::span<const std::uint32_t> row) {
  std::erase_if(domain, [&](std::uint32_t k) { return !chosen[column.codes[row[k]]]; });
}

constexpr auto nowhere = std::numeric_limits<std::uint32_t>::max();

/// The place of each level in the order of publication; `nowhere` for missing ones.
std::vector<std::uint32_t> places(const Column& column) {
  std::vector<std::uint32_t> place(column.levels.size(), nowhere);
  std::uint32_t next = 0;
  for (const auto l : column.ordered_levels())
    if (column.levels[l].missing == Missing::none) place[l] = next++;
  return place;
}

/// Cuts every cell by one more variable, order kept.
std::vector<DomainCell> cut(std::vector<DomainCell> cells, const Column& column,
                            std::span<const std::uint32_t> row) {
  const auto place = places(column);
  const auto order = column.ordered_levels();
  std::vector<Domain> by_place(order.size());
  std::vector<DomainCell> finer;
  for (auto& cell : cells) {
    std::vector<std::uint32_t> met;
    for (const auto k : cell.domain) {
      const auto p = place[column.codes[row[k]]];
      if (p == nowhere) continue;
      if (by_place[p].empty()) met.push_back(p);
      by_place[p].push_back(k);
    }
    std::ranges::sort(met);
    for (const auto p : met) {
      auto levels = cell.levels;
      levels.push_back(order[p]);
      finer.push_back({std::move(levels), std::exchange(by_place[p], {})});
    }
  }
  return finer;
}

/// One value per level, spread to the records.
std::vector<double> spread(const std::vector<double>& by_level, const Column& column,
                           std::span<const std::uint32_t> row) {
  std::vector<double> values(row.size());
  for (std::size_t k = 0; k < row.size(); ++k) values[k] = by_level[column.codes[row[k]]];
  return values;
}

std::vector<double> numbers(const std::string& name, const Table& table,
                            std::span<const std::uint32_t> row) {
  const auto all = table.numbers(name);
  std::vector<double> values(row.size());
  for (std::size_t k = 0; k < row.size(); ++k) values[k] = all[row[k]];
  return values;
}

/// 1 where the record has one of the levels that count, 0 where another valid one.
std::vector<double> has_level(const Quantity& quantity, const Table& table, const Design& design) {
  const auto& column = table.column(quantity.variable);
  const auto counts = is_one_of(column, quantity.levels);
  std::vector<double> by_level(column.levels.size());
  for (std::size_t l = 0; l < by_level.size(); ++l)
    by_level[l] = column.levels[l].missing == Missing::none ? counts[l] : Result::missing;
  return spread(by_level, column, design.table_row());
}

}  // namespace

Domain domain_where(std::span<const Condition> conditions, const Table& table,
                    const Design& design) {
  auto domain = all_records(design);
  for (const auto& condition : conditions)
    keep(domain, table.column(condition.variable), levels_that_meet(condition, table),
         design.table_row());
  return domain;
}

std::vector<bool> rows_where(std::span<const Condition> conditions, const Table& table) {
  std::vector<bool> met(table.rows(), true);
  for (const auto& condition : conditions) {
    const auto& column = table.column(condition.variable);
    const auto chosen = levels_that_meet(condition, table);
    for (std::size_t r = 0; r < met.size(); ++r) met[r] = met[r] && chosen[column.codes[r]];
  }
  return met;
}

std::vector<DomainCell> cells(std::span<const std::string> variables, const Domain& within,
                              const Table& table, const Design& design) {
  std::vector<DomainCell> all{{{}, within}};
  for (const auto& name : variables)
    all = cut(std::move(all), table.column(name), design.table_row());
  return all;
}

Domain domain_of(const Contrast& contrast, const ContrastTerm& term, const Domain& within,
                 const Table& table, const Design& design) {
  auto domain = within;
  for (std::size_t v = 0; v < contrast.variables.size(); ++v) {
    const auto& column = table.column(contrast.variables[v]);
    keep(domain, column, is_one_of(column, term.levels[v]), design.table_row());
  }
  return domain;
}

Measure measure(const Quantity& quantity, const Table& table, const Design& design) {
  Measure measured{
      .statistic = quantity.statistic, .y = {}, .x = {}, .probability = quantity.probability};
  switch (quantity.statistic) {
    case Statistic::count:
      measured.y.assign(design.records(), 1.0);
      break;
    case Statistic::share:
      measured.y = has_level(quantity, table, design);
      break;
    case Statistic::function:
      for (const auto& part : quantity.parts)
        measured.parts.push_back(measure(part, table, design).y);
      measured.function = quantity.function;
      break;
    case Statistic::ratio:
      measured.x = numbers(quantity.denominator, table, design.table_row());
      [[fallthrough]];
    default:
      measured.y = numbers(quantity.variable, table, design.table_row());
  }
  if (quantity.standard) standardise(measured, *quantity.standard, table, design);
  return measured;
}

}  // namespace trygg
