#pragma once

#include <vector>

#include "variance/kernel.hpp"

namespace trygg {

/// The units, and the parents that their mean is of, whose difference in number is the degrees of
/// freedom; Kernel::degrees_of_freedom says which. Of several nestings the least counts.
std::vector<Nesting> make_freedom(const Design& design);

}  // namespace trygg
