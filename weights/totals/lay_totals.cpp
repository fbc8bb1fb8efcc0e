#include "weights/totals/lay_totals.hpp"

#include <algorithm>
#include <filesystem>

#include "base/error.hpp"
#include "base/text.hpp"
#include "table/table.hpp"
#include "weights/rows.hpp"
#include "weights/totals/cell_keys.hpp"
#include "weights/totals/combinations.hpp"
#include "weights/totals/fit.hpp"
#include "weights/totals/reconcile.hpp"

namespace trygg::weights {
namespace {

namespace fs = std::filesystem;

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

/// The values of a column; 0 where there is none and none is needed. Records of the weight 0 need
/// one, since the variance has one of every record in the design, unless they did not answer and
/// the total is one of the population.
enum class Level { population, sample };
std::vector<double> read_values(const Sampled& data, const std::string& name, Level level,
                                const std::string& source) {
  column_for(data.table, name, source);
  auto values = data.table.numbers(name);
  std::vector<std::size_t> missing;
  for (std::size_t k = 0; k < values.size(); ++k) {
    if (values[k] == values[k]) continue;
    const bool is_needed = data.has_response && level == Level::population
                               ? takes_part(data.weight[k])
                               : data.sample[k] == data.sample[k];
    if (is_needed) missing.push_back(k);
    values[k] = 0;
  }
  require<InputError>(missing.empty(),
                      "{}: {} {} no value of {}, which {} needs ({}); fill them in, or leave these "
                      "records without a weight",
                      data.table.source(), respondents(missing.size()),
                      missing.size() == 1 ? "has" : "have", name, source, row_numbers(missing));
  return values;
}

/// The part of every row of a margin, by the records that have it.
std::vector<std::uint32_t> parts_of(const LaidMargin& margin, const LaidTotals& laid,
                                    std::span<const double> weight) {
  std::vector<std::uint32_t> part(margin.level.size());
  for (std::size_t k = 0; k < laid.part_of.size(); ++k)
    if (takes_part(weight[k])) part[margin.category[k]] = laid.part_of[k];
  return part;
}

void lay_margins(const CalibrationKeys& keys, const Sampled& data, Laying& laying,
                 LaidTotals& laid) {
  std::vector<Margin> margins;
  for (const auto& file : keys.margins) margins.push_back(read_margin(file.path));
  std::vector<FittedMargin> fitted;
  for (std::size_t m = 0; m < margins.size(); ++m) {
    check_partition(margins[m], keys.partition);
    fitted.push_back(fit(margins[m], data.table, data.weight));
    check_zero_totals(fitted.back(), keys, price_of(keys.margins[m]));
  }
  auto agreed = reconcile(fitted, {keys.deciding, keys.tolerance});
  for (std::size_t m = 0; m < margins.size(); ++m) {
    auto& margin = laid.margins.emplace_back();
    margin = {fs::path(margins[m].source).filename().string(),
              margins[m].variables,
              std::move(fitted[m].level),
              std::move(fitted[m].category),
              std::move(fitted[m].records),
              {},
              std::move(agreed.totals[m]),
              margins[m].totals,
              price_of(keys.margins[m])};
    margin.part = parts_of(margin, laid, data.weight);
  }
  laying.remarks = std::move(agreed.remarks);
}

/// The totals of one numeric variable by part: a margin of the partition's variables.
std::vector<double> totals_by_part(const NumericTotals& file, const std::string& name,
                                   const Sampled& data, const LaidTotals& laid) {
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

void lay_numeric(const CalibrationKeys& keys, const Sampled& data, LaidTotals& laid) {
  for (const auto& named : keys.numeric) {
    const auto file = read_numeric_totals(named.path, keys.partition);
    std::vector<std::string> names;
    for (const auto& [name, total] : file.totals)
      if (std::ranges::find(names, name) == names.end()) names.push_back(name);
    for (const auto& name : names) {
      LaidNumeric v{fs::path(file.source).filename().string(),
                    name,
                    read_values(data, name, Level::population, file.source),
                    {},
                    price_of(named)};
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

void lay_partition(const CalibrationKeys& keys, const Sampled& data, LaidTotals& laid) {
  if (keys.partition.empty()) return;
  auto cells = combinations_of(data, keys.partition, keys.source);
  count_respondents(data, cells);
  laid.partition = keys.partition;
  laid.parts = std::move(cells.text);
  laid.part_of = std::move(cells.of_record);
}

void lay_sample_totals(const CalibrationKeys& keys, const Sampled& data, LaidTotals& laid) {
  for (const auto& variables : keys.sample_margins) {
    auto names = keys.partition;
    for (const auto& name : variables)
      if (std::ranges::find(names, name) == names.end()) names.push_back(name);
    auto cells = combinations_of(data, names, keys.source);
    auto& margin = laid.margins.emplace_back();
    margin.source = "the sample";
    margin.variables = std::move(names);
    margin.records = count_respondents(data, cells);
    margin.level = std::move(cells.text);
    margin.category = std::move(cells.of_record);
    margin.part = parts_of(margin, laid, data.sample);
  }
  for (const auto& name : keys.sample_numeric)
    laid.numeric.push_back(
        {"the sample", name, read_values(data, name, Level::sample, keys.source), {}, exactly});
}

void lay_households(const CalibrationKeys& keys, const Sampled& data, LaidTotals& laid) {
  if (!keys.household) return;
  const auto& column = column_for(data.table, *keys.household, keys.source);
  check_none_missing(data.table, data.weight, CellKeys({&column}), {*keys.household}, keys.source);
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

void lay_scale(const CalibrationKeys& keys, const Sampled& data, LaidTotals& laid) {
  if (!keys.scale) return;
  laid.scale = read_values(data, *keys.scale, Level::sample, keys.source);
  std::vector<std::size_t> wrong;
  for (std::size_t k = 0; k < laid.scale.size(); ++k)
    if (takes_part(data.weight[k]) && !(laid.scale[k] > 0)) wrong.push_back(k);
  require<InputError>(wrong.empty(), "{}: the scale {} is not above 0 in {} records ({})",
                      data.table.source(), *keys.scale, wrong.size(), row_numbers(wrong));
}

}  // namespace

Laying lay_totals(const CalibrationKeys& keys, const Table& table, std::span<const double> weight) {
  auto laid = std::make_shared<LaidTotals>();
  if (keys.respondents) laid->responds = keys.respondents->find(table, weight);
  const auto answered = of_respondents(*laid, weight);
  require<InputError>(std::ranges::any_of(answered, takes_part), "{}: there are no respondents",
                      table.source());
  const Sampled data{table, answered, weight, keys.respondents.has_value()};
  Laying laying;
  lay_partition(keys, data, *laid);
  lay_margins(keys, data, laying, *laid);
  lay_numeric(keys, data, *laid);
  lay_sample_totals(keys, data, *laid);
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
  for (const auto& margin : keys.sample_margins)
    names.insert(names.end(), margin.begin(), margin.end());
  names.insert(names.end(), keys.sample_numeric.begin(), keys.sample_numeric.end());
  if (keys.respondents)
    for (auto& name : keys.respondents->columns()) names.push_back(std::move(name));
  if (keys.scale) names.push_back(*keys.scale);
  if (keys.household) names.push_back(*keys.household);
  return names;
}

}  // namespace trygg::weights
