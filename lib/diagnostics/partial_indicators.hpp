#pragma once

#include <span>
#include <vector>

#include "diagnostics/representativeness.hpp"

namespace trygg {

/// Partial R-indicators of every factor of a response model, each level too.
///
///     unconditional  sqrt(Σ_h (N_h/N) (ρ̄_h − ρ̄)²), h the levels of the factor
///     conditional    sqrt(Σ_l Σ_{k in l} d_k (ρ_k − ρ̄_l)² / N), l the cells of all other factors
///
/// with N, ρ̄ weighted by d. A large conditional one is the factor's own; a small one beside a large
/// unconditional one is explained by the others.
///
/// \param propensity  ρ, by record
/// \param weight      d, by record; 0 leaves it out
/// Source: Schouten, Shlomo & Skinner (2011), Journal of Official Statistics 27, 231-253.
std::vector<PartialIndicator> partial_indicators(const ModelMatrix& x,
                                                 std::span<const double> propensity,
                                                 std::span<const double> weight);

}  // namespace trygg
