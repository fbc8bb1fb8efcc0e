#pragma once

#include "estimate/interval.hpp"

namespace trygg {

enum class Interval;
struct Rules;

/// A share with what its limits rest on.
struct ShareEvidence {
  double p;   ///< in [0, 1]
  double v;   ///< its variance
  double n;   ///< number of answers
  double df;  ///< above 0
};

/// The limits of a share by `kind`; `automatic` is Korn–Graubard's. NaN where the formula has none:
/// Wald, logit and arcsine without a variance.
Limits share_limits(const ShareEvidence& share, Interval kind, const Rules& rules);

}  // namespace trygg
