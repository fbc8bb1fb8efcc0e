#pragma once

#include "estimate/estimator.hpp"
#include "variance/variance.hpp"

namespace trygg {

struct PreparedDesign;

/// The quantile q of `measure` in `domain` by the rule of the options, with Woodruff's interval:
/// the limits of the share F(q) of values up to q, by the options' kind of interval (`automatic` is
/// Wald's), inverted by the same rule. Its standard error is their distance over 2t, and
///
///     z_k = −(se(q)/se(F)) z_k(F),
///
/// so that covariances with other estimates can be had. A limit of F outside [0, 1] is none;
/// without both there is no standard error (z is NaN), and a note says so.
///
/// Source: Woodruff (1952), JASA 47, 635-646; Francisco & Fuller (1991), Annals of Statistics 19,
/// 454-469. R: survey::svyquantile 4.1, interval.type "mean" (wald), "xlogit", "beta", "asin".
Linearised linearise_quantile(const PreparedDesign& prepared, const Measure& measure,
                              const Domain& domain, VarianceMemory& memory);

}  // namespace trygg
