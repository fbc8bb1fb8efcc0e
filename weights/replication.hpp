#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/ranks.hpp"
#include "design/design.hpp"
#include "design/replicate_spec.hpp"

namespace trygg {
class Config;
class ReplicateScheme;
class Table;
struct ReplicateWeights;
}  // namespace trygg

namespace trygg::weights {

class Chain;

/// [replicates] of a recipe.
struct RecipeReplicates {
  ReplicateSpec spec;  ///< without columns: they are made
  /// What becomes of a replicate in which a step finds no weights.
  enum class Failed {
    stop,  ///< it is an error
    drop,  ///< it is left out, and told of (bootstrap only)
  } failed = Failed::stop;
};

/// \throws ConfigError  as read_replicate_spec; columns; drop of what is no bootstrap
RecipeReplicates read_recipe_replicates(const Config& table);

/// Replicates of a weighted sample: the factors of a scheme on the base weights, and every step of
/// the recipe redone.
///
/// Under a finite population correction the factors vary by 1 − f, and so would the part of the
/// variance that comes from who answered, which f does not make smaller. So at a step that weights
/// for non-response (p = d/a) the answer of record k counts (1 + ε) times, ε = ± √v with a random
/// sign of its own in each replicate,
///
///     v = f (1 − p) / (κ M),   M = E(factor²),   κ = scale (R − 1),
///
/// which adds f (1 − p)(a e)² to the variance, e what the step leaves of an estimate: what is
/// missing of variance/response.hpp. M is 1 + (1−f)/κ at first, and grows by 1 + v with every such
/// step. Where f = 0 nothing is added; schemes that draw nothing are refused where something would
/// be.
///
/// Source: Beaumont & Émond (2022), Stats 5, 339-357, for the product of independent factors;
/// docs/methods.md.
class Replication {
 public:
  /// All must outlive it. \param design  of the base weights, rows of the table without one left
  /// out \throws ConfigError, DesignError  as make_scheme
  Replication(const Design& design, const RecipeReplicates& asked, const Chain& chain);
  ~Replication();

  const ReplicateScheme& scheme() const { return *scheme_; }
  /// Final weights of replicate `r`, by row of the table; NaN where there is no base weight.
  /// \throws ConvergenceError  a step finds no weights: names replicate, step and reason
  void weights(std::size_t r, std::span<double> of_row) const;

 private:
  struct ResponseStep {
    std::size_t step;           // of the recipe
    std::vector<double> error;  // √v by row; 0: did not answer
  };
  void add_response_steps();
  void vary_answers(std::size_t r, const ResponseStep& step, std::span<double> answers) const;

  const Design* design_;
  const Chain* chain_;
  std::uint64_t seed_;
  std::unique_ptr<const ReplicateScheme> scheme_;
  std::vector<ResponseStep> response_;
};

/// The replicates of a recipe, made.
struct MadeReplicates {
  std::size_t count = 0;
  std::vector<double> weight;  ///< row by row of the table, `count` of each; NaN: no base weight
  double scale = 1;
  std::vector<double> rscales;
  /// How many were left out, and why the first of them.
  std::size_t dropped = 0;
  std::string reason;
};

/// Ranks make a part of them each, and all have all of them.
/// \throws ConvergenceError  the first replicate that cannot be weighed, under Failed::stop; or
///                           fewer than two can
MadeReplicates make_replicates(const Replication& replication, const RecipeReplicates& asked,
                               std::size_t rows, unsigned threads, const Ranks& ranks = one_rank());

/// They as those of a design that was made of the weighted table.
std::shared_ptr<const ReplicateWeights> of_design(MadeReplicates made, const ReplicateSpec& spec,
                                                  const Design& design);

/// The design of the base weights, for a scheme.
Design base_design(const Table& table, const DesignSpec& spec, std::span<const double> weight);

}  // namespace trygg::weights
