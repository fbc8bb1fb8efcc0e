#pragma once

#include "diagnostics/weighting_diagnosis.hpp"
#include "weights/recipe.hpp"

namespace trygg {
class Table;
}

namespace trygg::weights {

class Chain;

/// Everything that the report on a weighting tells: every stage of the weights, what became of the
/// sample, those who answered against those who were sampled.
///
/// The sample is who had a weight before the first non-response step, d that weight, and those who
/// kept one answered. Without such a step the data cannot tell, and the reason stands instead.
/// Auxiliaries are the variables of [diagnostics], else those that the steps use and that everybody
/// in the sample has a valid value of; what is left out is told. The population's shares, where
/// there are any, come from the first margin that holds the variable.
///
/// `chain` is `recipe` laid over `table`. Files and program are left for the caller to name.
/// \throws ConfigError  [diagnostics] names a variable or code that the data lack
/// \throws InputError   [diagnostics] names a variable that somebody in the sample lacks; a code
/// that
///                      [outcome] does not list
WeightingDiagnosis diagnose(const Table& table, const Recipe& recipe, const Chain& chain);

}  // namespace trygg::weights
