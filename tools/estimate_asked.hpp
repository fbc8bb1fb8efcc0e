#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "design/spec.hpp"
#include "estimate/request.hpp"
#include "table/table.hpp"
#include "tools/data_options.hpp"
#include "tools/estimate_fold.hpp"
#include "tools/options.hpp"
#include "tools/output.hpp"

namespace trygg::weights {
struct MadeReplicates;
}

namespace trygg::tools {

/// The command line of `trygg estimate` as it was typed.
struct EstimateTyped {
  DataOptions data;
  Common common;
  OutputOptions output;
  std::optional<std::string> weight, strata, psu, fpc, lonely_psu, design, recipe, standard;
  std::optional<std::string> probability, pps, pps_form, joint, certainty, order;
  std::optional<std::string> phase2, phase2_strata, phase2_probability;
  std::optional<std::string> replicates, replicate_kind;
  std::optional<double> fay_rho, replicate_scale;
  bool mse = false;
  std::optional<std::string> variance;
  bool nest = false;
  Ordered what;
  std::vector<std::string> files, by, where, contrasts;
  std::string interval = "auto", deff = "wr", quantile_rule = "math";
  std::optional<double> level, df;
  std::string fold = "auto";
  bool labels = false, components = false;
};

/// Runs `read` and says which option was read when it fails.
template <class Read>
auto of_option(const std::string& option, Read read) {
  try {
    return read();
  } catch (const ConfigError& e) {
    throw ConfigError(fmt::format("{}: {}", option, e.what()));
  }
}

/// The design as declared by options or a file; the columns are those of `table`.
DesignSpec declared_design(const EstimateTyped& typed, const Table& table);
/// A design, with the replicates that a recipe made.
struct WeightedDesign {
  DesignSpec spec;
  std::shared_ptr<weights::MadeReplicates> replicates;  ///< null: none
};
/// The same; under --recipe the weights are made and added to the table.
WeightedDesign weighted_design(const EstimateTyped& typed, Table& table);

/// Whether the variance is that of replicates. \throws ConfigError  --variance asks
/// for them and there are none, or is neither replicates nor linearised
bool by_replicates(const EstimateTyped& typed, bool has_replicates);

/// What is asked for, standardised where that is.
/// \throws ConfigError  nothing is
Request request_of(const EstimateTyped& typed, const Table& table);
/// The same, where groups alone may be asked for.
Request request_with_groups(const EstimateTyped& typed, const Table& table);

/// What the data must have to be weighted and estimated from.
/// \param names  the columns of the data \throws NotFolded  something needs every record
Needs needs_of(const EstimateTyped& typed, const Table& names);

}  // namespace trygg::tools
