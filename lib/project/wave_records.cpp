#include "project/wave_records.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "base/text.hpp"
#include "design/design.hpp"
#include "estimate/cells.hpp"
#include "project/project.hpp"

namespace trygg {
namespace {

/// By row, whether the conditions of a key of [[wave]] hold.
std::vector<bool> rows_that_meet(const std::vector<std::string>& conditions, const Wave& wave,
                                 std::string_view key, const Table& table) {
  std::vector<Condition> read;
  for (const auto& text : conditions) {
    try {
      read.push_back(read_condition(text, table));
    } catch (const ConfigError& e) {
      throw ConfigError(fmt::format("[[wave]] {}: {} = {}", wave.name, key, e.what()));
    }
  }
  auto met = rows_where(read, table);
  require<ConfigError>(std::ranges::find(met, true) != met.end(),
                       "[[wave]] {}: {} = '{}': no record of {} meets it", wave.name, key,
                       joined(conditions, "', '"), table.source());
  return met;
}

template <class T>
std::vector<T> kept(const std::vector<T>& values, const std::vector<bool>& keep) {
  std::vector<T> left;
  for (std::size_t r = 0; r < values.size(); ++r)
    if (keep[r]) left.push_back(values[r]);
  return left;
}

}  // namespace

Table sample_of(const Wave& wave, Table table) {
  if (wave.sample.empty()) return table;
  const auto keep = rows_that_meet(wave.sample, wave, "sample", table);
  std::vector<Column> columns(table.columns().begin(), table.columns().end());
  for (auto& column : columns) column.codes = kept(column.codes, keep);
  Table sample(table.source(), std::move(columns));
  sample.label = table.label;
  sample.lines = kept(table.lines, keep);
  sample.multiplicity = kept(table.multiplicity, keep);
  sample.show_values = table.show_values;
  return sample;
}

Column population_column(const Wave& wave, const Table& table) {
  const auto met = rows_that_meet(wave.population, wave, "population", table);
  Column column{.name = population_variable};
  column.levels = {{.text = "no", .order = 0}, {.text = "yes", .order = 1}};
  for (const bool is_in : met) column.codes.push_back(is_in ? 1 : 0);
  return column;
}

Domain in_population(const Table& table, const Design& design) {
  const auto& column = table.column(population_variable);
  const auto rows = design.table_row();
  Domain within;
  for (std::uint32_t k = 0; k < rows.size(); ++k)
    if (column.at(rows[k]).text == "yes") within.push_back(k);
  return within;
}

}  // namespace trygg
