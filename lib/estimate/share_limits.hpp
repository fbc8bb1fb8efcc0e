#pragma once

#include <optional>

#include "estimate/estimator.hpp"
#include "estimate/interval.hpp"

namespace trygg {

/// The t quantiles at (1 + level)/2 that an interval of a share asks for.
struct ShareQuantiles {
  double of_df;  ///< with the domain's degrees of freedom
  double of_n;   ///< with n − 1 degrees of freedom; those of the domain where n is 1
};

/// Limits of a share in [0, 1] by one method, from its estimate, standard error, n and effective n;
/// nothing where the method has none: Wald, logit and arcsine where the variance is 0.
/// \param v      variance, the square of r.se
/// \param alpha  1 − level
std::optional<Limits> share_limits(Interval method, const Result& r, double v,
                                   const ShareQuantiles& t, double alpha);

}  // namespace trygg
