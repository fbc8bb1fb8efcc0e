#pragma once

#include <string>
#include <utility>
#include <vector>

namespace trygg {
class Table;
}

namespace trygg::weights {

struct BaseDesign;

/// The weights before any step.
struct BaseWeights {
  std::vector<double> weight;  ///< by record; NaN: none
  /// N_h by the stratum's text in the data; empty unless `population` is given and fpc is not off.
  std::vector<std::pair<std::string, double>> stratum_population;
};

/// d = N_h / n_h from frame counts, where n_h counts the records of the stratum in the file; or the
/// column that the design names; or 1 over the product of the stages' inclusion probabilities;
/// or 1. \throws ConfigError  a column that is not there \throws InputError   a negative weight; a
/// probability outside (0, 1]; a record without a stratum,
///                      or in one that the frame lacks; a stratum with more records than
///                      population; a stratum of the frame that has no record
BaseWeights base_weights(const Table& table, const BaseDesign& design);

}  // namespace trygg::weights
