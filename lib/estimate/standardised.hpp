#pragma once

#include <span>

#include "estimate/estimator.hpp"

namespace trygg {

/// The directly standardised share, mean or ratio of `measure` in `domain`: with S_g persons of the
/// standard in group g, and the domain's own estimates θ_g in the groups,
///
///     θ = Σ S_g θ_g / Σ S_g,  z = Σ S_g z_g / Σ S_g;
///
/// a ratio is the standardised mean of y over that of x. A group with S_g > 0 in which nobody of
/// the domain has an answer leaves no value, with a note. \throws ArgumentError  the statistic is
/// another Source: Curtin & Klein (1995), Healthy People 2000 Statistical Notes 6. R:
/// svystandardize of the domain, excluding.missing, then svymean or svyratio.
Linearised linearise_standardised(const Measure& measure, const Domain& domain,
                                  std::span<const double> weight);

}  // namespace trygg
