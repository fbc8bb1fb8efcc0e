#pragma once

#include <cstdint>
#include <vector>

#include "coverage/weighting_study.hpp"

namespace trygg::weights {
struct Recipe;
}

namespace trygg::tools {

/// The ways of weighing that a recipe with steps 1 … S is judged by: its base weights alone, then
/// with steps 1 … j for j = 1 … S − 1, all steps but the j-th for j = 1 … S − 1, and last all of
/// them; no set of steps twice. Without a step for non-response, those who did not answer are taken
/// out before the first step. A recipe with [replicates] is judged by all its steps, once by the
/// formula's variance and once by its replicates'.
///
/// \param population  samples are drawn from; the first tells which steps are for non-response
/// \throws ConfigError, InputError, ConvergenceError  the recipe cannot weigh the first sample
/// Both must outlive the result.
std::vector<WeighingArm> arms_of(const weights::Recipe& recipe, const StudyPopulation& population,
                                 std::uint64_t seed);

}  // namespace trygg::tools
