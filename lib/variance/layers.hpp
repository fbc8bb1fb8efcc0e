#pragma once

#include <vector>

#include "variance/kernel.hpp"

namespace trygg {

/// The stages of `design` that have a part in the variance, with their coefficients; Kernel says
/// how. \throws DesignError  as Kernel
std::vector<Layer> make_layers(const Design& design);

}  // namespace trygg
