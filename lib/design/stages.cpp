#include "design/stages.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/error.hpp"
#include "design/coded.hpp"
#include "design/first_stage.hpp"
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
  bool sizes = false;
  for (std::size_t k = 0; k < rows.size(); ++k)
    sizes = sizes || (values[rows[k]] > 1 && !stage.is_certain(stage.parent[stage.unit[k]]));
  const auto at = [&](std::size_t k) {
    return fmt::format("{}: {}, column '{}'", table.source(), table.place(rows[k]), name);
  };
  constexpr auto none = static_cast<std::uint32_t>(-1);
  Ids first(stage.sampled.size(), none);
  for (std::size_t k = 0; k < rows.size(); ++k) {
    const double fpc = values[rows[k]];
    const auto parent = stage.parent[stage.unit[k]];
    const auto n = stage.sampled[parent];
    if (stage.is_certain(parent)) continue;
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
  for (std::uint32_t h = 0; h < stratum_names.size(); ++h) {
    if (stage.is_certain(h)) continue;
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
  std::vector<char> certain;  ///< which are a PSU taken with certainty; empty: none
};

Strata read_strata(const Table& table, const DesignSpec& spec, Rows rows) {
  if (!spec.strata) return {Ids(rows.size(), 0), {"all"}, {}};
  const auto codes = complete_codes(table, *spec.strata, "stratum", rows);
  auto groups = crossed(codes, Ids(rows.size(), 0));
  const auto& column = table.column(*spec.strata);
  Strata strata{std::move(groups.of), {}, {}};
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

/// π from which on a PSU was taken with certainty.
constexpr double certain_from = 1 - 1e-7;

/// Which PSUs were taken with certainty.
std::vector<char> certain_units(const Table& table, const DesignSpec& spec, const Stage& stage,
                                std::span<const double> probability, Rows rows) {
  std::vector<char> certain(stage.parent.size(), 0);
  if (spec.probability && spec.probability->pps)
    for (std::size_t u = 0; u < certain.size(); ++u) certain[u] = probability[u] >= certain_from;
  if (!spec.certainty) return certain;
  const auto coded = read_coded(table, *spec.certainty, "certainty of the PSU", rows);
  std::vector<char> seen(certain.size(), 0);
  Ids first(certain.size());
  for (std::uint32_t k = 0; k < rows.size(); ++k) {
    const auto u = stage.unit[k];
    if (!seen[u]) {
      seen[u] = 1;
      first[u] = k;
      certain[u] = certain[u] || coded[k];
    }
    require<InputError>(coded[k] == coded[first[u]],
                        "{}: {} and {}, column '{}': one PSU was taken with certainty and was not",
                        table.source(), table.place(rows[first[u]]), table.place(rows[k]),
                        spec.certainty->variable);
  }
  return certain;
}

/// Makes each certain PSU a stratum of its own.
void set_apart(Strata& strata, const Groups& units, std::span<const char> certain) {
  if (std::ranges::count(certain, char{1}) == 0) return;
  Ids apart;
  apart.reserve(units.of.size());
  for (const auto u : units.of) apart.push_back(certain[u] ? u + 1 : 0);
  const auto groups = crossed(strata.of, apart);
  Strata made{groups.of, {}, {}};
  for (const auto record : groups.first) {
    made.names.push_back(strata.names[strata.of[record]]);
    made.certain.push_back(certain[units.of[record]]);
  }
  strata = std::move(made);
}

/// The first stage, with what was taken with certainty in strata of its own.
Stage first_stage(const Table& table, const DesignSpec& spec, const Groups& units, Strata& strata,
                  std::vector<double>& probability, Rows rows) {
  const auto times = spec.psu.empty() ? multiplicity_of(table, rows) : Ids{};
  auto stage = stage_of(units, strata.of, strata.names.size(), times);
  if (spec.probability) probability = read_probabilities(table, spec, stage, rows);
  set_apart(strata, units, certain_units(table, spec, stage, probability, rows));
  if (strata.certain.empty()) return stage;
  stage = stage_of(units, strata.of, strata.names.size(), times);
  stage.certain = strata.certain;
  for (std::size_t h = 0; h < strata.certain.size(); ++h)
    if (strata.certain[h]) stage.fraction[h] = 1;
  return stage;
}

}  // namespace

SampledUnits read_stages(const Table& table, const DesignSpec& spec, Rows rows) {
  auto strata = read_strata(table, spec, rows);
  SampledUnits all;
  auto units = primary_units(table, spec, strata.of, rows);
  all.stages.push_back(first_stage(table, spec, units, strata, all.probability, rows));
  for (std::size_t s = 1; s < spec.psu.size(); ++s) {
    auto above = std::move(units);
    units = crossed(above.of, complete_codes(table, spec.psu[s], "unit", rows));
    all.stages.push_back(stage_of(units, above.of, above.count()));
  }
  // A list of stratum sizes, or π, stands in place of the first fpc column.
  const bool has_pps = spec.probability && spec.probability->pps;
  const std::size_t listed = has_pps || !spec.stratum_population.empty() ? 1 : 0;
  if (has_pps)
    all.stages.front().probability = all.probability;
  else if (listed != 0)
    set_population(all.stages.front(), table, spec, strata.names);
  require<ConfigError>(listed + spec.fpc.size() <= all.stages.size(),
                       "fpc for {} stages, but the design has {}; one for each stage of --psu{}",
                       listed + spec.fpc.size(), all.stages.size(),
                       has_pps ? ", and under --pps none for the first" : "");
  for (std::size_t i = 0; i < spec.fpc.size(); ++i)
    set_fractions(all.stages[listed + i], table, spec.fpc[i], rows,
                  listed + i == 0 ? "stratum" : "unit of the stage above");
  all.stratum_names = std::move(strata.names);
  return all;
}

}  // namespace trygg
