#include "weights/response/classes.hpp"

#include <algorithm>
#include <cmath>

#include "base/error.hpp"
#include "base/text.hpp"
#include "linalg/sum.hpp"
#include "table/table.hpp"
#include "weights/rows.hpp"

namespace trygg::weights {
namespace {

using Key = std::uint64_t;

/// A column with the rank of each of its levels in the order of publication.
struct Ranked {
  const Column* column;
  std::vector<std::uint32_t> order, rank;
};

Ranked ranked(const Column& column) {
  Ranked all{&column, column.ordered_levels(), {}};
  all.rank.resize(all.order.size());
  for (std::uint32_t r = 0; r < all.order.size(); ++r) all.rank[all.order[r]] = r;
  return all;
}

std::vector<Ranked> ranked_columns(const Table& table, std::span<const std::string> variables,
                                   std::string_view named_by) {
  std::vector<Ranked> all;
  double cells = 1;
  for (const auto& name : variables) {
    all.push_back(ranked(column_for(table, name, named_by)));
    cells *= static_cast<double>(all.back().order.size());
  }
  require<InputError>(cells < 1e18, "{}: {} have more combinations than can be counted", named_by,
                      crossed_names(variables));
  return all;
}

/// The class of every record as one number; the last variable runs fastest.
std::vector<Key> keys_of(const Table& table, std::span<const Ranked> columns,
                         std::span<const double> weight, std::string_view named_by) {
  std::vector<Key> keys(weight.size(), 0);
  for (const auto& [column, order, rank] : columns) {
    std::vector<std::size_t> missing;
    for (std::size_t k = 0; k < keys.size(); ++k) {
      if (!takes_part(weight[k])) continue;
      if (column->at(k).missing != Missing::none) missing.push_back(k);
      keys[k] = keys[k] * order.size() + rank[column->codes[k]];
    }
    require<InputError>(missing.empty(),
                        "{}: {} record{} no valid value of {}, which {} needs ({}); fill them in",
                        table.source(), missing.size(), missing.size() == 1 ? " has" : "s have",
                        column->name, named_by, row_numbers(missing));
  }
  return keys;
}

void name_class(Classes& classes, std::span<const Ranked> columns, Key key) {
  std::vector<std::uint32_t> codes(columns.size());
  for (std::size_t v = columns.size(); v-- > 0;) {
    const auto size = columns[v].order.size();
    codes[v] = columns[v].order[key % size];
    key /= size;
  }
  std::vector<std::string> parts;
  for (std::size_t v = 0; v < columns.size(); ++v)
    parts.push_back(
        fmt::format("{} {}", columns[v].column->name, columns[v].column->levels[codes[v]].text));
  classes.name.push_back(parts.empty() ? "all" : joined(parts, ", "));
  classes.codes.push_back(std::move(codes));
}

}  // namespace

std::string crossed_names(std::span<const std::string> variables) {
  return variables.empty() ? "all" : joined(variables, " x ");
}

Classes classes_of(const Table& table, std::span<const std::string> variables,
                   std::span<const double> weight, std::string_view named_by) {
  const auto columns = ranked_columns(table, variables, named_by);
  const auto keys = keys_of(table, columns, weight, named_by);
  std::vector<Key> found;
  for (std::size_t k = 0; k < keys.size(); ++k)
    if (takes_part(weight[k])) found.push_back(keys[k]);
  std::ranges::sort(found);
  found.erase(std::unique(found.begin(), found.end()), found.end());
  Classes classes{.variables = {variables.begin(), variables.end()},
                  .of = std::vector<std::uint32_t>(keys.size(), 0),
                  .name = {},
                  .codes = {}};
  for (const auto key : found) name_class(classes, columns, key);
  for (std::size_t k = 0; k < keys.size(); ++k)
    if (takes_part(weight[k]))
      classes.of[k] =
          static_cast<std::uint32_t>(std::ranges::lower_bound(found, keys[k]) - found.begin());
  return classes;
}

ClassCounts count_classes(const Table& table, const Classes& classes,
                          std::span<const std::uint8_t> stays, std::span<const double> weight) {
  ClassCounts counts{std::vector<std::size_t>(classes.name.size(), 0),
                     std::vector<std::size_t>(classes.name.size(), 0)};
  for (std::size_t k = 0; k < weight.size(); ++k) {
    if (!takes_part(weight[k])) continue;
    counts.sampled[classes.of[k]] += table.records_of(k);
    if (stays[k]) counts.stayed[classes.of[k]] += table.records_of(k);
  }
  return counts;
}

std::vector<double> class_factors(const Table& table, const Classes& classes,
                                  std::span<const std::uint8_t> stays,
                                  std::span<const double> weight) {
  std::vector<Sum> all(classes.name.size()), staying(classes.name.size());
  for (std::size_t k = 0; k < weight.size(); ++k) {
    if (!takes_part(weight[k])) continue;
    const double d = weight[k] * table.records_of(k);
    all[classes.of[k]].add(d);
    if (stays[k]) staying[classes.of[k]].add(d);
  }
  std::vector<double> factors(classes.name.size(), 1.0);
  for (std::size_t c = 0; c < factors.size(); ++c) {
    const double total = all[c].value(), part = staying[c].value();
    if (total == 0 && part == 0) continue;  // a replicate that drew nobody of the class
    require<InputError>(part > 0,
                        "{}: nobody with a positive weight is left to stand for class {}, whose "
                        "weights sum to {:.6g}; merge it with another class, by fewer variables or "
                        "by wider codes",
                        table.source(), classes.name[c], total);
    factors[c] = total / part;
  }
  return factors;
}

}  // namespace trygg::weights
