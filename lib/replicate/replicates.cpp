#include "replicate/replicates.hpp"

#include <algorithm>
#include <cmath>

#include "base/error.hpp"
#include "design/design.hpp"
#include "design/replicate_file.hpp"
#include "design/replicate_weights.hpp"
#include "replicate/columns.hpp"
#include "replicate/scheme.hpp"
#include "table/table.hpp"

namespace trygg {
namespace {

ReplicateWeights empty_weights(const ReplicateSpec& spec, std::size_t count, std::size_t records) {
  ReplicateWeights made{.count = count, .centre = spec.centre.value_or(centre_of(spec.kind))};
  made.weight.resize(records * count);
  return made;
}

void check_column(const std::vector<double>& column, const std::string& name, const Table& table,
                  const Design& design) {
  bool any = false;
  for (const auto row : design.table_row()) {
    require<InputError>(!std::isnan(column[row]),
                        "{}: {}, column '{}': the replicate weight is missing; every record with a "
                        "weight needs one",
                        table.source(), table.place(row), name);
    any = any || column[row] != 0;
  }
  require<InputError>(any, "{}: column '{}': the replicate weights are all 0", table.source(),
                      name);
}

/// 4 digits of the totals: weights of which one holds that of the sample and one does not.
void check_hold(const ReplicateWeights& made, const ReplicateSpec& spec, const Table& table,
                const Design& design) {
  double sample = 0, replicates = 0;
  for (std::size_t k = 0; k < design.records(); ++k) {
    sample += std::abs(design.weight()[k]);
    for (const double w : made.of(k)) replicates += std::abs(w);
  }
  const double ratio = replicates / (static_cast<double>(made.count) * sample);
  require<ConfigError>(ratio > 0.2 && ratio < 5,
                       "{}: the replicate weights sum to {:.3g} times the weights; do the columns "
                       "hold {}? (combined = {})",
                       table.source(), ratio,
                       spec.hold == ReplicateColumns::weights ? "factors" : "weights",
                       spec.hold != ReplicateColumns::weights);
}

ReplicateWeights read(const Table& table, const ReplicateSpec& spec, const Design& design) {
  require<ConfigError>(
      design.unequal() == nullptr && design.order() == nullptr && design.second_phase() == nullptr,
      "{}: the replicate weights that are given know how the sample was drawn; "
      "--pps, --order and --phase2 (pps, order, phase2) are for --variance "
      "linearised",
      table.source());
  const auto names = replicate_columns(spec.columns, table);
  require<ConfigError>(names.size() > 1,
                       "{}: one column of replicate weights ('{}'); two are the "
                       "least that have a variance",
                       table.source(), names.front());
  auto made = empty_weights(spec, names.size(), design.records());
  for (std::size_t r = 0; r < names.size(); ++r) {
    const auto column = table.numbers(names[r]);
    check_column(column, names[r], table, design);
    for (std::size_t k = 0; k < design.records(); ++k) {
      const double value = column[design.table_row()[k]];
      made.weight[k * made.count + r] =
          spec.hold == ReplicateColumns::weights ? value : value * design.weight()[k];
    }
  }
  check_hold(made, spec, table, design);
  require<ConfigError>(spec.rscales.empty() || spec.rscales.size() == names.size(),
                       "rscales: {} for {} replicates; one for each", spec.rscales.size(),
                       names.size());
  made.scale = scale_of(spec, names.size());
  made.rscales = spec.rscales.empty() ? std::vector(names.size(), 1.0) : spec.rscales;
  return made;
}

ReplicateWeights make(const ReplicateSpec& spec, const Design& design) {
  require<ConfigError>(design.calibration().empty(),
                       "replicates are made of the weights before any calibration, which is redone "
                       "in each; these weights are calibrated: give `trygg weight` a recipe with "
                       "[replicates]");
  const auto scheme = make_scheme(design, spec);
  auto made = empty_weights(spec, scheme->count(), design.records());
  made.scale = scheme->scale();
  made.rscales.assign(scheme->rscales().begin(), scheme->rscales().end());
  std::vector<double> factors(design.records());
  for (std::size_t r = 0; r < made.count; ++r) {
    scheme->factors(r, factors);
    for (std::size_t k = 0; k < factors.size(); ++k)
      made.weight[k * made.count + r] = design.weight()[k] * factors[k];
  }
  return made;
}

}  // namespace

double scale_of(const ReplicateSpec& spec, std::size_t count) {
  if (spec.scale) return *spec.scale;
  const auto r = static_cast<double>(count);
  const double rho = spec.rho.value_or(0);
  switch (spec.kind) {
    case ReplicateKind::brr:
    case ReplicateKind::fay:
      return 1 / (r * (1 - rho) * (1 - rho));
    case ReplicateKind::jk1:
      return spec.rscales.empty() ? (r - 1) / r : 1;
    case ReplicateKind::bootstrap:
      return 1 / (r - 1);
    case ReplicateKind::sdr:
      return 4 / r;
    case ReplicateKind::jk2:
    case ReplicateKind::jkn:
      break;
  }
  return 1;
}

std::shared_ptr<const ReplicateWeights> replicate_weights(const Table& table,
                                                          const DesignSpec& spec,
                                                          const Design& design) {
  require(spec.replicates.has_value(), "the design has no replicates");
  check_replicate_spec(*spec.replicates);
  const bool given = !spec.replicates->columns.empty();
  auto made = given ? read(table, *spec.replicates, design) : make(*spec.replicates, design);
  if (given && !spec.strata && spec.psu.empty()) made.freedom = ReplicateWeights::Freedom::of_rank;
  return std::make_shared<const ReplicateWeights>(std::move(made));
}

}  // namespace trygg
