#pragma once

#include "tools/estimate_asked.hpp"

namespace trygg::tools {

class EstimationData;

/// Several processes must have something to share out: text files, one or more for each, that are
/// folded while they are read; or replicates that a recipe makes.
/// \throws ConfigError  they have not; says why
void check_ranks(const EstimateTyped& typed, const EstimationData& data);

}  // namespace trygg::tools
