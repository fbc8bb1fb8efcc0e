#include "design/stages.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/error.hpp"
#include "design/groups.hpp"
#include "table/match.hpp"
#include "table/table.hpp"

namespace trygg {
namespace {

using Rows = std::span<const std::uint32_t>;
using Ids = std::vector<std::uint32_t>;

/// Codes of a column that may not be missing.
Ids complete_codes(const Table& table, const std::string& name, std::string_view role, Rows rows) {
  const auto& column = table.column(name);
  Ids codes;
  codes.reserve(rows.size());
  for (const auto row : rows) {
    require<InputError>(column.at(row).missing == Missing::none,
                        "{}: {}, column '{}': the {} is missing; every record with a weight needs "
                        "one",
                        table.source(), table.place(row), name, role);
    codes.push_back(column.codes[row]);
  }
  return codes;
}

/// \param times  by unit, how many were sampled; empty: 1
Stage stage_of(const Groups& units, std::span<const std::uint32_t> parent_of_record,
               std::size_t parents, std::span<const std::uint32_t> times = {}) {
  Stage stage;
  stage.unit = units.of;
  stage.sampled.assign(parents, 0);
  stage.fraction.assign(parents, 0.0);
  for (std::size_t u = 0; u < units.first.size(); ++u) {
    const auto parent = parent_of_record[units.first[u]];
    stage.parent.push_back(parent);
    stage.sampled[parent] += times.empty() ? 1u : times[u];
  }
  return stage;
}

/// How many records each row stands for; empty: 1.
Ids multiplicity_of(const Table& table, Rows rows) {
  Ids times;
  if (table.multiplicity.empty()) return times;
  for (const auto row : rows) times.push_back(table.multiplicity[row]);
  return times;
}

void require_nested(const Table& table, const std::string& psu, const Groups& units,
                    const Ids& stratum, Rows rows) {
  for (std::size_t k = 0; k < rows.size(); ++k) {
    const auto first = units.first[units.of[k]];
    require<InputError>(stratum[first] == stratum[k],
                        "{}: {} and {}, column '{}': one PSU in two strata; --nest (nest = true) "
                        "says that codes repeat between strata",
                        table.source(), table.place(rows[first]), table.place(rows[k]), psu);
  }
}

/// f from a size (> 1) or a fraction (<= 1).
double fraction(double fpc, std::uint32_t sampled) {
  return fpc > 1 ? sampled / fpc : fpc;
}

void set_fractions(Stage& stage, const Table& table, const std::string& name, Rows rows,
                   std::string_view level) {
  const auto values = table.numbers(name);
  const bool sizes = std::ranges::any_of(rows, [&](auto row) { return values[row] > 1; });
  const auto at = [&](std::size_t k) {
    return fmt::format("{}: {}, column '{}'", table.source(), table.place(rows[k]), name);
  };
  constexpr auto none = static_cast<std::uint32_t>(-1);
  Ids first(stage.sampled.size(), none);
  for (std::size_t k = 0; k < rows.size(); ++k) {
    const double fpc = values[rows[k]];
    const auto parent = stage.parent[stage.unit[k]];
    const auto n = stage.sampled[parent];
    require<InputError>(!std::isnan(fpc), "{}: the fpc is missing", at(k));
    require<InputError>(fpc >= 0, "{}: the fpc is negative; a size (> 1) or a fraction (<= 1)",
                        at(k));
    require<InputError>(!sizes || fpc >= 1,
                        "{}: the fpc {} is a fraction, but other records have sizes; a column has "
                        "one or the other",
                        at(k), fpc);
    if (first[parent] == none) first[parent] = static_cast<std::uint32_t>(k);
    require<InputError>(fpc == values[rows[first[parent]]],
                        "{}: the fpc differs from that of {} in the same {}; it must be constant "
                        "there",
                        at(k), table.place(rows[first[parent]]), level);
    require<InputError>(fpc <= 1 || fpc >= n,
                        "{}: the population has {} units, but {} were sampled; the fpc must be at "
                        "least n",
                        at(k), fpc, n);
    stage.fraction[parent] = fraction(fpc, n);
  }
}

/// Sizes of the strata that a design file lists.
void set_population(Stage& stage, const Table& table, const DesignSpec& spec,
                    std::span<const std::string> stratum_names) {
  require<ConfigError>(spec.strata.has_value(), "stratum_population needs strata");
  const auto& column = table.column(*spec.strata);
  for (std::size_t h = 0; h < stratum_names.size(); ++h) {
    const auto is_h = [&](const auto& entry) {
      const auto levels = levels_by_value(column, entry.first);
      return std::ranges::any_of(
          levels, [&](auto level) { return column.levels[level].text == stratum_names[h]; });
    };
    const auto entry = std::ranges::find_if(spec.stratum_population, is_h);
    require<InputError>(entry != spec.stratum_population.end(),
                        "{}: column '{}': stratum_population has no size for stratum '{}'",
                        table.source(), *spec.strata, stratum_names[h]);
    require<InputError>(entry->second >= stage.sampled[h],
                        "{}: column '{}': stratum '{}' has {} units in stratum_population, but {} "
                        "were sampled",
                        table.source(), *spec.strata, stratum_names[h], entry->second,
                        stage.sampled[h]);
    stage.fraction[h] = stage.sampled[h] / entry->second;
  }
}

struct Strata {
  Ids of;
  std::vector<std::string> names;
};

Strata read_strata(const Table& table, const DesignSpec& spec, Rows rows) {
  if (!spec.strata) return {Ids(rows.size(), 0), {"all"}};
  const auto codes = complete_codes(table, *spec.strata, "stratum", rows);
  auto groups = crossed(codes, Ids(rows.size(), 0));
  const auto& column = table.column(*spec.strata);
  Strata strata{std::move(groups.of), {}};
  for (const auto record : groups.first) strata.names.push_back(column.levels[codes[record]].text);
  return strata;
}

Groups records_as_units(std::size_t records) {
  Groups units{Ids(records), Ids(records)};
  std::iota(units.of.begin(), units.of.end(), 0u);
  units.first = units.of;
  return units;
}

Groups primary_units(const Table& table, const DesignSpec& spec, const Ids& stratum, Rows rows) {
  if (spec.psu.empty()) return records_as_units(rows.size());
  const auto codes = complete_codes(table, spec.psu.front(), "PSU", rows);
  auto units = crossed(spec.nest ? stratum : Ids(rows.size(), 0), codes);
  require_nested(table, spec.psu.front(), units, stratum, rows);
  return units;
}

}  // namespace

SampledUnits read_stages(const Table& table, const DesignSpec& spec, Rows rows) {
  auto strata = read_strata(table, spec, rows);
  SampledUnits all;
  auto units = primary_units(table, spec, strata.of, rows);
  const auto times = spec.psu.empty() ? multiplicity_of(table, rows) : Ids{};
  all.stages.push_back(stage_of(units, strata.of, strata.names.size(), times));
  for (std::size_t s = 1; s < spec.psu.size(); ++s) {
    auto above = std::move(units);
    units = crossed(above.of, complete_codes(table, spec.psu[s], "unit", rows));
    all.stages.push_back(stage_of(units, above.of, above.count()));
  }
  // A list of stratum sizes stands in place of the first fpc column.
  const std::size_t listed = spec.stratum_population.empty() ? 0 : 1;
  if (listed != 0) set_population(all.stages.front(), table, spec, strata.names);
  require<ConfigError>(listed + spec.fpc.size() <= all.stages.size(),
                       "fpc for {} stages, but the design has {}; one for each stage of --psu",
                       listed + spec.fpc.size(), all.stages.size());
  for (std::size_t i = 0; i < spec.fpc.size(); ++i)
    set_fractions(all.stages[listed + i], table, spec.fpc[i], rows,
                  listed + i == 0 ? "stratum" : "unit of the stage above");
  all.stratum_names = std::move(strata.names);
  return all;
}

}  // namespace trygg
