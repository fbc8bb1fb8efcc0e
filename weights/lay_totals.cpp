#include "weights/lay_totals.hpp"

#include <algorithm>
#include <map>

#include "base/error.hpp"
#include "base/text.hpp"
#include "table/table.hpp"
#include "weights/cell_keys.hpp"
#include "weights/fit.hpp"
#include "weights/reconcile.hpp"
#include "weights/rows.hpp"

namespace trygg::weights {
namespace {

/// The data and who takes part.
struct Data {
  const Table& table;
  std::span<const double> weight;
};

double price_of(const NamedFile& file) {
  return file.price > 0 ? file.price : exactly;
}

/// A total of 0 where there are respondents asks for weights of 0.
void check_zero_totals(const FittedMargin& fitted, const CalibrationKeys& keys, double price) {
  const auto& margin = *fitted.margin;
  if (can_vanish(*keys.distance, keys.shape) || price != exactly) return;
  if (keys.weight_bounds && keys.weight_bounds->first == 0 && keys.distance->name == "truncated")
    return;
  for (std::size_t r = 0; r < margin.totals.size(); ++r)
    if (margin.totals[r] == 0 && fitted.records[r] > 0)
      throw InputError(margin.source, margin.lines[r],
                       fmt::format("the total of {} is 0, but {} {} it, and {} cannot make a "
                                   "weight 0; take these records out, or use linear",
                                   fitted.level[r], respondents(fitted.records[r]),
                                   fitted.records[r] == 1 ? "has" : "have", keys.distance->name));
}

void check_partition(const Margin& margin, const std::vector<std::string>& partition) {
  for (const auto& name : partition)
    require<InputError>(std::ranges::find(margin.variables, name) != margin.variables.end(),
                        "{}: the header lacks {}, by which the calibration is partitioned; every "
                        "file of totals needs it",
                        margin.source, name);
}

/// The values of a column that takes part; others are 0. \throws InputError  some are missing
std::vector<double> read_values(const Data& data, const std::string& name,
                                const std::string& source) {
  column_for(data.table, name, source);
  auto values = data.table.numbers(name);
  std::vector<std::size_t> missing;
  for (std::size_t k = 0; k < values.size(); ++k) {
    if (values[k] == values[k]) continue;
    // Weight 0 too: the variance has a value of every record that is in the design.
    if (data.weight[k] == data.weight[k]) missing.push_back(k);
    values[k] = 0;
  }
  require<InputError>(missing.empty(),
                      "{}: {} {} no value of {}, which {} needs ({}); fill them in, or leave these "
                      "records without a weight",
                      data.table.source(), respondents(missing.size()),
                      missing.size() == 1 ? "has" : "have", name, source, row_numbers(missing));
  return values;
}

void lay_margins(const CalibrationKeys& keys, const Data& data, Laying& laying, LaidTotals& laid) {
  std::vector<Margin> margins;
  for (const auto& file : keys.margins) margins.push_back(read_margin(file.path));
  std::vector<FittedMargin> fitted;
  for (std::size_t m = 0; m < margins.size(); ++m) {
    check_partition(margins[m], keys.partition);
    fitted.push_back(fit(margins[m], data.table, data.weight));
    check_zero_totals(fitted.back(), keys, price_of(keys.margins[m]));
  }
  auto agreed = reconcile(fitted, {keys.deciding, keys.tolerance});
  for (std::size_t m = 0; m < margins.size(); ++m)
    laid.margins.push_back({margins[m].source, margins[m].variables, std::move(fitted[m].level),
                            std::move(fitted[m].category), std::move(fitted[m].records),
                            std::move(agreed.totals[m]), margins[m].totals,
                            price_of(keys.margins[m])});
  laying.remarks = std::move(agreed.remarks);
}

/// The totals of one numeric variable by part: a margin of the partition's variables.
std::vector<double> totals_by_part(const NumericTotals& file, const std::string& name,
                                   const Data& data, const LaidTotals& laid) {
  Margin margin{.source = file.source, .variables = laid.partition};
  for (std::size_t i = 0; i < file.totals.size(); ++i) {
    if (file.totals[i].first != name) continue;
    margin.codes.push_back(file.codes[i]);
    margin.totals.push_back(file.totals[i].second);
    margin.lines.push_back(file.lines[i]);
  }
  const auto fitted = fit(margin, data.table, data.weight);
  std::vector<double> totals(laid.parts.size());
  for (std::size_t k = 0; k < data.weight.size(); ++k)
    if (takes_part(data.weight[k])) totals[laid.part(k)] = margin.totals[fitted.category[k]];
  return totals;
}

void lay_numeric(const CalibrationKeys& keys, const Data& data, LaidTotals& laid) {
  for (const auto& named : keys.numeric) {
    const auto file = read_numeric_totals(named.path, keys.partition);
    std::vector<std::string> names;
    for (const auto& [name, total] : file.totals)
      if (std::ranges::find(names, name) == names.end()) names.push_back(name);
    for (const auto& name : names) {
      LaidNumeric v{file.source, name, read_values(data, name, file.source), {}, price_of(named)};
      if (keys.partition.empty()) {
        v.total = {
            std::ranges::find(file.totals, name, &std::pair<std::string, double>::first)->second};
      } else {
        v.total = totals_by_part(file, name, data, laid);
      }
      laid.numeric.push_back(std::move(v));
    }
  }
}

/// Records that take part and have no valid value of some columns are an error.
void check_none_missing(const Data& data, const CellKeys& cells,
                        const std::vector<std::string>& names, const std::string& source) {
  std::vector<std::size_t> missing;
  for (std::size_t k = 0; k < data.weight.size(); ++k)
    if (takes_part(data.weight[k]) && cells.of_record(k) == CellKeys::missing) missing.push_back(k);
  require<InputError>(missing.empty(), "{}: {} {} no valid answer to {}, which {} needs ({})",
                      data.table.source(), respondents(missing.size()),
                      missing.size() == 1 ? "has" : "have", joined(names, ", "), source,
                      row_numbers(missing));
}

void lay_partition(const CalibrationKeys& keys, const Data& data, LaidTotals& laid) {
  if (keys.partition.empty()) return;
  std::vector<const Column*> columns;
  std::vector<std::vector<std::uint32_t>> rank;
  for (const auto& name : keys.partition) {
    columns.push_back(&column_for(data.table, name, keys.source));
    auto& of = rank.emplace_back(columns.back()->levels.size());
    const auto order = columns.back()->ordered_levels();
    for (std::uint32_t i = 0; i < order.size(); ++i) of[order[i]] = i;
  }
  const CellKeys cells(columns);
  check_none_missing(data, cells, keys.partition, keys.source);
  std::map<std::vector<std::uint32_t>, std::uint64_t> in_order;  // by place in the publication
  KeyPlaces seen(cells.count()), places(cells.count());
  for (std::size_t k = 0; k < data.weight.size(); ++k) {
    if (!takes_part(data.weight[k])) continue;
    const auto key = cells.of_record(k);
    if (seen.find(key) != KeyPlaces::none) continue;
    seen.emplace(key, 0);
    auto levels = cells.levels_of(key);
    for (std::size_t v = 0; v < levels.size(); ++v) levels[v] = rank[v][levels[v]];
    in_order.emplace(std::move(levels), key);
  }
  laid.partition = keys.partition;
  laid.parts.clear();
  for (const auto& [place, key] : in_order) {
    places.emplace(key, static_cast<std::uint32_t>(laid.parts.size()));
    std::vector<std::string> texts;
    const auto levels = cells.levels_of(key);
    for (std::size_t v = 0; v < levels.size(); ++v)
      texts.push_back(fmt::format("{} {}", keys.partition[v], columns[v]->levels[levels[v]].text));
    laid.parts.push_back(joined(texts, ", "));
  }
  laid.part_of.resize(data.weight.size());
  for (std::size_t k = 0; k < data.weight.size(); ++k)
    if (takes_part(data.weight[k])) laid.part_of[k] = places.find(cells.of_record(k));
}

void lay_households(const CalibrationKeys& keys, const Data& data, LaidTotals& laid) {
  if (!keys.household) return;
  const auto& column = column_for(data.table, *keys.household, keys.source);
  check_none_missing(data, CellKeys({&column}), {*keys.household}, keys.source);
  laid.household_variable = *keys.household;
  laid.household = column.codes;
  if (laid.part_of.empty()) return;
  std::vector<std::uint32_t> part(column.levels.size(), KeyPlaces::none);
  for (std::size_t k = 0; k < data.weight.size(); ++k) {
    if (!takes_part(data.weight[k])) continue;
    auto& of_household = part[column.codes[k]];
    if (of_household == KeyPlaces::none) of_household = laid.part_of[k];
    require<InputError>(of_household == laid.part_of[k],
                        "{}: the household at {} has members in two parts of the partition, {} and "
                        "{}; it can have one weight in one part only",
                        data.table.source(), data.table.place(k), laid.parts[of_household],
                        laid.parts[laid.part_of[k]]);
  }
}

void lay_scale(const CalibrationKeys& keys, const Data& data, LaidTotals& laid) {
  if (!keys.scale) return;
  laid.scale = read_values(data, *keys.scale, keys.source);
  std::vector<std::size_t> wrong;
  for (std::size_t k = 0; k < laid.scale.size(); ++k)
    if (takes_part(data.weight[k]) && !(laid.scale[k] > 0)) wrong.push_back(k);
  require<InputError>(wrong.empty(), "{}: the scale {} is not above 0 in {} records ({})",
                      data.table.source(), *keys.scale, wrong.size(), row_numbers(wrong));
}

}  // namespace

Laying lay_totals(const CalibrationKeys& keys, const Table& table, std::span<const double> weight) {
  const Data data{table, weight};
  auto laid = std::make_shared<LaidTotals>();
  Laying laying;
  lay_partition(keys, data, *laid);
  lay_margins(keys, data, laying, *laid);
  lay_numeric(keys, data, *laid);
  lay_households(keys, data, *laid);
  lay_scale(keys, data, *laid);
  laying.totals = std::move(laid);
  return laying;
}

std::vector<std::string> columns_of(const CalibrationKeys& keys) {
  auto names = keys.partition;
  for (const auto& file : keys.margins)
    for (auto& name : read_margin(file.path).variables) names.push_back(std::move(name));
  for (const auto& file : keys.numeric)
    for (const auto& [name, total] : read_numeric_totals(file.path, keys.partition).totals)
      names.push_back(name);
  if (keys.scale) names.push_back(*keys.scale);
  if (keys.household) names.push_back(*keys.household);
  return names;
}

}  // namespace trygg::weights
