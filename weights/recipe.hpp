#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "design/spec.hpp"
#include "weights/diagnosis/diagnostics_table.hpp"
#include "weights/replication.hpp"
#include "weights/response/outcome.hpp"
#include "weights/step.hpp"

namespace trygg {
class Config;
}

namespace trygg::weights {

/// [design] of a recipe: how the sample was drawn and where the first weights come from.
///
/// Without `population`, `weight` and `probability` every record weighs 1.
struct BaseDesign {
  std::optional<std::filesystem::path> population;  ///< header: <strata variable>,total
  /// Columns with the inclusion probabilities of the stages; the base weight is 1 over their
  /// product.
  std::vector<std::string> probability;
  /// Strata, PSUs, fpc columns, nest, lonely_psu and, when the data hold the base weight, `weight`.
  DesignSpec spec;
  /// fpc = "none": the finite population is disregarded even where `population` tells it.
  enum class Fpc { as_known, none } fpc = Fpc::as_known;
};

/// A weighting recipe: where weights come from, what is done to them, and what they are called.
///
///     [design]  strata, population, weight, psu, fpc, nest, lonely_psu
///     [outcome] variable, complete, partial, refusal, …, eligible_share, by
///     [[step]]  kind = "eligibility", "nonresponse" or "calibrate", and what that takes
///     [replicates]  kind, count, seed, method, rho, mse, failed
///     [diagnostics] auxiliaries, study, level, extremes
///     [output]  weight = "vikt"
struct Recipe {
  std::string source;
  BaseDesign design;
  std::optional<Outcome> outcome;
  DiagnosticsTable diagnostics;
  std::vector<std::shared_ptr<const Step>> steps;
  std::optional<RecipeReplicates> replicates;
  std::string weight = "vikt";  ///< name of the final weight; vikt_0, vikt_1, … before each step
};

/// Reads a recipe strictly; files of totals are opened only when it is run.
/// \throws ConfigError  an unknown key or step kind, or values that exclude each other
Recipe read_recipe(const std::filesystem::path& path);
Recipe read_recipe(const Config& config);

/// Columns of the data that it needs, each once. \throws InputError  a file of totals is not one
std::vector<std::string> columns_of(const Recipe& recipe);

}  // namespace trygg::weights
