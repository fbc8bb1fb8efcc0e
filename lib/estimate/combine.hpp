#pragma once

#include <span>

#include "estimate/estimator.hpp"

namespace trygg {

/// Σ c_j θ_j with Σ c_j z_j over the records of all; n is the sum, a note of one is a note of all.
/// NaN where one of them is. The statistic is the first one's.
/// \throws ArgumentError  no estimates, or not one coefficient each
Linearised combine(std::span<const Linearised* const> estimates,
                   std::span<const double> coefficients);

/// a / b = R with (z_a − R z_b)/b. NaN where one of them is, or, with a note, where b is 0.
Linearised quotient(const Linearised& a, const Linearised& b);

}  // namespace trygg
