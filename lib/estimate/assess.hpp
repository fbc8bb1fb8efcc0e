#pragma once

#include <optional>
#include <span>

#include "estimate/interval.hpp"
#include "estimate/result.hpp"
#include "variance/variance.hpp"

namespace trygg {

class TTable;
enum class Interval;
struct EstimateOptions;
struct Linearised;
struct PreparedDesign;

/// By which rules an uncertainty is given.
struct Rules {
  const EstimateOptions& options;
  const TTable& t;
  bool calibrated;  ///< whether a standard error of 0 may be the calibration's doing
};
Rules rules_of(const PreparedDesign& prepared);

/// An estimate and what its uncertainty is judged by.
struct Moments {
  Statistic statistic = Statistic::mean;
  std::size_t n = 0;
  double value = Result::missing;
  double variance = 0;       ///< NaN where it cannot be told; a note says why
  double response = 0;       ///< its part that comes from who answered
  double df = 0;             ///< of the domain
  double simple_random = 0;  ///< s²/n: the variance had n records been drawn with replacement
  double weight = 0;         ///< Σ w over the n records
  double cases = Result::missing;           ///< records with y = 1, of a share
  double largest_weight = Result::missing;  ///< of one record
  bool varies = false;                      ///< whether any linearised value is not 0
  std::optional<Limits> limits;             ///< of a quantile, which has its own
  std::vector<Note> notes;
};

/// Standard error, degrees of freedom, interval and design effect of an estimate.
///
///     deff = v / (N̂² s²/n),  s² = n/(n−1) Σ w (z − z̄)²/Σ w,  N̂ = Σ w,
///
/// times N̂/(N̂ − n) against sampling without replacement (none where N̂ <= n): the numbers of R's
/// svymean, svytotal and svyratio with deff = "replace" and deff = TRUE. n_effective is p(1−p)/v
/// for a share and n/deff for the rest.
Result assess(const Rules& rules, const Moments& moments);
/// Tells the parts of the variance apart, where that is asked for.
void set_components(Result& result, const Rules& rules, const Moments& moments);
/// The response part of an estimate's variance, where it is asked for; else 0.
double response_part(const PreparedDesign& prepared, const Linearised& estimate,
                     VarianceMemory& memory);
/// The same, with the moments taken from linearised values.
Result assess(const PreparedDesign& prepared, const Linearised& estimate, VarianceMemory& memory);

/// Limits of the share `r`, in [0, 1], by its n, df, standard error and n_effective; NaN where the
/// method has none. \param v  its variance
Limits limits_of_share(const Result& r, double v, Interval method, const Rules& rules);

/// On which scale a combination is compared with 0.
enum class ContrastScale { identity, logarithm };

/// Standard error, interval and test of a combination of estimates: of "is it 0?" or, for ratios on
/// the log scale, of "is its logarithm 0?", R exp(± t·se/R).
Result assess_contrast(const Rules& rules, const Moments& moments, ContrastScale scale);

/// Σ c θ: by the variance of Σ c z, with the covariances.
Result assess_combination(const PreparedDesign& prepared, std::span<const Linearised* const> terms,
                          std::span<const double> coefficients);

/// a / b = R: by the variance of (z_a − R z_b)/b.
Result assess_ratio(const PreparedDesign& prepared, const Linearised& a, const Linearised& b);

}  // namespace trygg
