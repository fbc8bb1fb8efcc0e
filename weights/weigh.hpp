#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/ranks.hpp"
#include "design/spec.hpp"
#include "table/column.hpp"
#include "weights/recipe.hpp"

namespace trygg {
class Table;
}

namespace trygg::weights {

/// Weights made by a recipe, and the design that makes a variance know how. Its `replicates` name
/// the columns that replicate_columns gives.
struct Weighted {
  /// `vikt`, then `vikt_0`, `vikt_1`, … (the weight before each calibration): add them to the table
  /// and `design` can be read with it. A record without a base weight has none here either.
  std::vector<Column> columns;
  DesignSpec design;
  std::vector<StepReport> steps;
  std::size_t records = 0;  ///< with a weight
  double sum = 0, smallest = 0, largest = 0;
  std::shared_ptr<MadeReplicates> replicates;  ///< null: none were asked for
  double kish_deff = 1;                        ///< n Σw² / (Σw)², over weights that are not 0
};

/// Runs a recipe on microdata. Nothing is written.
///
///     base weight  d = N_h / n_h (n_h: records of the stratum in the file), a column, or 1
///     each step    weights before → weights after
///
/// \throws ConfigError       a column that is not there; a name for the output that is taken
/// \throws InputError        data and totals do not fit together
/// \throws ConvergenceError  a step found no weights
/// \param how  whether replicates that the recipe asks for are made
enum class Replicates { as_asked, leave };
/// \param ranks  that make the replicates together; all have all of them
Weighted weigh(const Table& table, const Recipe& recipe, Replicates how = Replicates::as_asked,
               unsigned threads = 0, const Ranks& ranks = one_rank());

/// The replicates as columns, `vikt_r1`, `vikt_r2`, … \throws ConfigError  a name is taken
std::vector<Column> replicate_columns(const Weighted& weighted, const Table& table,
                                      const Recipe& recipe);

/// The summary that `trygg weight` prints: records, sum, range, Kish's design effect, a line a step
/// and, indented, what the step remarked.
std::string to_text(const Weighted& weighted);

}  // namespace trygg::weights
