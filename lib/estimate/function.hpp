#pragma once

#include <span>

#include "estimate/estimator.hpp"

namespace trygg {

/// θ = f(T_1, …, T_m) of the totals T_j = Σ w y_j, with z = Σ_j ∂f/∂T_j y_j at the estimated
/// totals. Records count that have a valid answer to every y_j, so that total(a)/total(b) is the
/// ratio. No value, or no standard error (z is NaN), with a note where f or a derivative is not
/// finite. \throws ArgumentError  a y_j has not one value per weight Source: Demnati & Rao (2004),
/// Survey Methodology 30, 17-26. R: svycontrast(svytotal(…), quote(…)).
Linearised linearise_function(const Measure& measure, const Domain& domain,
                              std::span<const double> weight);

}  // namespace trygg
