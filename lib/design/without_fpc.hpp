#pragma once

#include "design/spec.hpp"

namespace trygg {

/// The same design with an infinite population: for questions about change, which are about what
/// makes people unsafe and not about these very inhabitants.
DesignSpec without_fpc(DesignSpec spec);

/// Whether that is another design.
bool has_fpc(const DesignSpec& spec);

}  // namespace trygg
