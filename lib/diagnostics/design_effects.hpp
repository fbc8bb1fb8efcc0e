#pragma once

#include <cstddef>
#include <span>

namespace trygg {

/// What unequal weights cost. Records of weight NaN or 0 take no part.
struct WeightEffect {
  std::size_t n = 0;
  double deff = 1;         ///< variance against that of equal weights
  double n_effective = 0;  ///< n / deff
};

/// Kish's design effect, for a variable that the weights have nothing to do with:
///
///     deff = n Σ w² / (Σ w)² = 1 + cv²(w)
///
/// Source: Kish (1992), Journal of Official Statistics 8, 183-200.
WeightEffect kish_effect(std::span<const double> weight);

/// Spencer's design effect of a total of `y`, where the weights may go along with y:
///
///     deff = (1 − ρ²) D + (a / σ)² (D − 1),   D Kish's,
///
/// with P = 1/w, a the intercept of the regression of y on P, ρ their correlation and σ the
/// standard deviation of y, all weighted by w (divisor Σ w). A y that is proportional to P has 0;
/// one that P tells nothing about has D + (ȳ/σ)² (D − 1), above Kish's because the estimated size
/// of the population moves too.
///
/// \param y  by record; NaN leaves the record out
/// \return  n of the records with both; deff NaN when y does not vary
/// \throws ArgumentError  lengths differ, or a weight is negative
/// Source: Spencer (2000), Survey Methodology 26, 137-138.
WeightEffect spencer_effect(std::span<const double> weight, std::span<const double> y);

}  // namespace trygg
