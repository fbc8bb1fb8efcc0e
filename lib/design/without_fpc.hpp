#pragma once

#include "design/spec.hpp"

namespace trygg {

/// The same design with an infinite population: for questions about change, which are about what
/// makes people unsafe and not about these very inhabitants.
///
/// PSUs drawn with probabilities π keep their weights and count as drawn with replacement. PSUs
/// taken with certainty are units of their stratum again, but where later stages were sampled: they
/// stay strata of their own, of which those stages tell the variance.
DesignSpec without_fpc(DesignSpec spec);

/// Whether that is another design.
bool has_fpc(const DesignSpec& spec);

}  // namespace trygg
