#include "tools/estimate_run.hpp"

#include <ostream>

#include "base/error.hpp"
#include "design/design.hpp"
#include "replicate/replicates.hpp"
#include "tools/estimate_ranks.hpp"
#include "tools/estimation_data.hpp"
#include "weights/replication.hpp"

namespace trygg::tools {
namespace {

Estimated described(Estimates estimates, Table table, DesignSpec spec, const Design& design) {
  return {std::move(estimates), std::move(table), std::move(spec), count_weights(design)};
}

/// \throws NotFolded  something needs every record
Estimated of_cells(const EstimateTyped& typed, const EstimateOptions& how,
                   const EstimationData& data) {
  auto folded = data.folded(plan_fold(needs_of(typed, data.names()), data));
  const auto request = request_of(typed, folded.dictionary());
  auto spec = weighted_design(typed, folded.cells).spec;
  const auto design = make_design(folded.cells, spec);
  auto estimates = tabulate(request, folded, design, how, typed.common.threads);
  auto made = described(std::move(estimates), folded.dictionary(), std::move(spec), design);
  made.counts.left_out += folded.left_out;
  return made;
}

Estimated of_records(const EstimateTyped& typed, const EstimateOptions& how, EstimationData& data) {
  auto table = data.records();
  const auto request = request_of(typed, table);
  auto weighted = weighted_design(typed, table);
  const auto design = design_of_records(typed, weighted, table);
  auto estimates = tabulate(request, table, design, how, typed.common.threads);
  return described(std::move(estimates), std::move(table), std::move(weighted.spec), design);
}

}  // namespace

Design design_of_records(const EstimateTyped& typed, WeightedDesign& weighted, const Table& table) {
  const auto& spec = weighted.spec;
  auto design = make_design(table, spec);
  if (weighted.replicates)
    design.use_replicates(
        weights::of_design(std::move(*weighted.replicates), *spec.replicates, design));
  else if (by_replicates(typed, spec.replicates.has_value()))
    design.use_replicates(replicate_weights(table, spec, design));
  return design;
}

Estimated estimate(const EstimateTyped& typed, const EstimateOptions& how, EstimationData& data,
                   const Streams& streams) {
  check_ranks(typed, data);
  if (typed.fold == "never") return of_records(typed, how, data);
  try {
    return of_cells(typed, how, data);
  } catch (const NotFolded& reason) {
    require<ConfigError>(typed.fold != "always", "--fold always: {}; --fold auto keeps the records",
                         reason.what());
    constexpr std::uintmax_t worth_telling = 100'000'000;
    if (!typed.common.quiet && data.bytes() > worth_telling)
      streams.err << fmt::format("trygg estimate: {}: all records are kept in memory: {}\n",
                                 typed.files.front(), reason.what());
  } catch (const Error&) {
    // Told better below.
  }
  return of_records(typed, how, data);
}

}  // namespace trygg::tools
