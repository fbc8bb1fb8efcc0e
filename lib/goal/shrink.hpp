#pragma once

#include <limits>
#include <span>
#include <string_view>
#include <vector>

#include "goal/ratio_interval.hpp"

namespace trygg {

/// A share drawn towards the mean of its level.
struct Shrunken {
  static constexpr double missing = std::numeric_limits<double>::quiet_NaN();
  double value = missing;   ///< posterior mean
  double se = missing;      ///< posterior standard deviation
  double factor = missing;  ///< B: 0 left as it is, 1 drawn wholly to the mean
};

struct Shrinkage {
  std::vector<Shrunken> shares;        ///< in the order given; NaN for one that has no share
  double mean = Shrunken::missing;     ///< a share, of the level's areas
  double between = Shrunken::missing;  ///< Â, the variance between areas on the arcsine scale
  double design_effect = Shrunken::missing;
  std::string_view reason;  ///< nothing could be shrunk: `too_few_areas`
};

/// Empirical Bayes estimates of the shares of areas, whose raw estimates are unbiased one by one
/// but not once the greatest have been picked:
///
///     y = asin √p,   V = d/(4n),   y ~ N(θ, V),   θ ~ N(μ, A)
///
/// V is smoothed: one design effect d = Σ v / Σ p(1 − p)/n serves all areas, so that an area's
/// chance variance is no function of its own estimate. With W = 1/(V + A), k areas:
///
///     μ = ΣWy/ΣW,   A = max(0, ΣW{k/(k − 1)·(y − μ)² − V}/ΣW),
///     B = (k − 3)/(k − 1)·V/(V + A),   θ* = (1 − B)y + Bμ,
///     s² = V(1 − B(1 − ΣW-share)) + 2/(k − 3)·B²·(V̄ + A)/(V + A)·(y − μ)²
///
/// with "ΣW-share" = W/ΣW and V̄ = ΣWV/ΣW, iterated in A. Back on the share, the mean and variance
/// of sin²θ for normal θ: ½(1 − e^{−2s²}cos 2θ*). An area at 0 or 1 is no exception on this scale.
///
/// \param shares  of the areas of one level; NaN values are passed over
/// Source: Morris (1983), Journal of the American Statistical Association 78, 47–55, section 5;
/// the scale: Efron & Morris (1975), the same 70, 311–319.
Shrinkage shrink(std::span<const ShareEstimate> shares);

}  // namespace trygg
