#include "design/first_stage.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <unordered_map>

#include "base/error.hpp"
#include "base/text.hpp"
#include "design/design.hpp"
#include "design/joint_probabilities.hpp"
#include "table/table.hpp"

namespace trygg {
namespace {

using Rows = std::span<const std::uint32_t>;
constexpr auto nobody = static_cast<std::uint32_t>(-1);

/// Number of each PSU from a column that is constant within them; and the record it came from.
struct OfUnits {
  std::vector<double> value;
  std::vector<std::uint32_t> record;
};

OfUnits numbers_of_units(const Table& table, const std::string& name, std::string_view what,
                         const Stage& stage, Rows rows) {
  const auto numbers = table.numbers(name);
  OfUnits of{std::vector<double>(stage.parent.size()),
             std::vector<std::uint32_t>(stage.parent.size(), nobody)};
  for (std::uint32_t k = 0; k < rows.size(); ++k) {
    const double x = numbers[rows[k]];
    const auto unit = stage.unit[k];
    require<InputError>(!std::isnan(x),
                        "{}: {}, column '{}': the {} is missing; every record with a weight needs "
                        "one",
                        table.source(), table.place(rows[k]), name, what);
    if (of.record[unit] == nobody) {
      of.record[unit] = k;
      of.value[unit] = x;
    }
    require<InputError>(x == of.value[unit],
                        "{}: {}, column '{}': the {} differs from that of {} in the same PSU; it "
                        "must be constant there",
                        table.source(), table.place(rows[k]), name, what,
                        table.place(rows[of.record[unit]]));
  }
  return of;
}

/// Codes of the PSUs, by which a file finds them. Where records are the PSUs a code may tell who
/// somebody is: messages then name the row.
std::vector<DrawnUnit> drawn_units(const Table& table, const DesignSpec& spec, const Stage& stage,
                                   Rows rows, std::span<const double> probability) {
  const auto& name = spec.psu.empty() ? spec.probability->joint->id : spec.psu.front();
  const auto& column = table.column(name);
  std::vector<DrawnUnit> units(stage.parent.size());
  std::unordered_map<std::string, std::uint32_t> seen;  // never iterated over
  for (std::uint32_t k = 0; k < rows.size(); ++k) {
    const auto& level = column.at(rows[k]);
    require<InputError>(level.missing == Missing::none,
                        "{}: {}, column '{}': the code of the PSU is missing", table.source(),
                        table.place(rows[k]), name);
    auto& unit = units[stage.unit[k]];
    if (!unit.code.empty()) continue;
    unit = {level.text,
            spec.psu.empty() ? fmt::format("the PSU of {}", table.place(rows[k]))
                             : fmt::format("PSU '{}'", level.text),
            probability[stage.unit[k]]};
    const auto [found, is_new] = seen.emplace(unit.code, k);
    require<InputError>(is_new,
                        "{}: {} and {}, column '{}': a PSU drawn twice in a without-replacement "
                        "design; each PSU has one record",
                        table.source(), table.place(rows[found->second]), table.place(rows[k]),
                        name);
  }
  return units;
}

std::vector<std::vector<std::uint32_t>> units_by_stratum(const Stage& stage) {
  std::vector<std::vector<std::uint32_t>> units(stage.sampled.size());
  for (std::uint32_t u = 0; u < stage.parent.size(); ++u) units[stage.parent[u]].push_back(u);
  return units;
}

void add_differences(UnequalProbabilities& made, const JointProbabilities& joint,
                     const Stage& stage, const std::vector<DrawnUnit>& all) {
  const auto strata = units_by_stratum(stage);
  std::vector<std::vector<DrawnUnit>> drawn(strata.size());
  made.place.resize(all.size());
  for (std::size_t h = 0; h < strata.size(); ++h) {
    for (const auto u : strata[h]) {
      made.place[u] = static_cast<std::uint32_t>(drawn[h].size());
      drawn[h].push_back(all[u]);
    }
    made.differences.push_back(joint_differences(joint, drawn[h]));
  }
  require_independent(joint, drawn);
}

}  // namespace

std::vector<double> read_probabilities(const Table& table, const DesignSpec& spec,
                                       const Stage& stage, Rows rows) {
  const auto& name = spec.probability->column;
  auto of = numbers_of_units(table, name, "inclusion probability", stage, rows);
  for (std::size_t u = 0; u < of.value.size(); ++u)
    require<InputError>(of.value[u] > 0 && of.value[u] <= 1,
                        "{}: {}, column '{}': the inclusion probability is {}; it must be above 0 "
                        "and at most 1",
                        table.source(), table.place(rows[of.record[u]]), name,
                        shortest(of.value[u]));
  return std::move(of.value);
}

UnequalProbabilities unequal_probabilities(const Table& table, const DesignSpec& spec,
                                           const Stage& stage, Rows rows,
                                           std::vector<double> probability) {
  UnequalProbabilities made{.method = *spec.probability->pps,
                            .form = spec.probability->form,
                            .of_unit = std::move(probability),
                            .differences = {},
                            .place = {}};
  if (spec.probability->joint)
    add_differences(made, *spec.probability->joint, stage,
                    drawn_units(table, spec, stage, rows, made.of_unit));
  return made;
}

DrawnOrder read_order(const Table& table, const DesignSpec& spec, const Stage& stage, Rows rows) {
  const auto of = numbers_of_units(table, *spec.order, "place in the order", stage, rows);
  DrawnOrder order{std::vector<std::uint32_t>(of.value.size(), DrawnOrder::none),
                   std::vector<std::uint32_t>(of.value.size(), DrawnOrder::none)};
  for (auto& units : units_by_stratum(stage)) {
    std::ranges::sort(units, {}, [&](auto u) { return of.value[u]; });
    for (std::size_t i = 1; i < units.size(); ++i) {
      const auto before = units[i - 1], after = units[i];
      require<InputError>(of.value[before] < of.value[after],
                          "{}: {} and {}, column '{}': two PSUs of a stratum have the same place "
                          "in the order; which comes first must be known",
                          table.source(), table.place(rows[of.record[before]]),
                          table.place(rows[of.record[after]]), *spec.order);
      order.before[after] = before;
      order.after[before] = after;
    }
  }
  return order;
}

}  // namespace trygg
