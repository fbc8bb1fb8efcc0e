#pragma once

#include "estimate/result.hpp"
#include "variance/variance.hpp"

namespace trygg {

struct Linearised;
struct PreparedDesign;

/// Standard error, degrees of freedom, interval and design effect of an estimate.
///
///     deff = v / (N̂² s²/n),  s² = n/(n−1) Σ w (z − z̄)²/Σ w,  N̂ = Σ w,
///
/// times N̂/(N̂ − n) against sampling without replacement (none where N̂ <= n): the numbers of R's
/// svymean, svytotal and svyratio with deff = "replace" and deff = TRUE. n_effective is p(1−p)/v
/// for a share and n/deff for the rest.
Result assess(const PreparedDesign& prepared, const Linearised& estimate, VarianceMemory& memory);

enum class ContrastScale { difference, log_ratio };

/// a − b or a / b: interval and test by the variance of z_a − z_b or (z_a − R z_b)/b; for ratios on
/// the log scale, R exp(± t·se/R).
Result assess_contrast(const PreparedDesign& prepared, const Linearised& a, const Linearised& b,
                       ContrastScale scale);

}  // namespace trygg
