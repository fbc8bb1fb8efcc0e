#pragma once

#include <cmath>
#include <cstddef>
#include <limits>
#include <string_view>
#include <vector>

namespace trygg {

enum class Statistic { share, mean, total, count, ratio, quantile, function };
std::string_view to_text(Statistic statistic);

/// Why a value is not given, or what a reader must know of it.
enum class Note {
  empty_domain,              ///< no record with a nonzero weight
  no_valid_answers,          ///< records, but none with a valid answer
  zero_denominator,          ///< a ratio whose denominator is estimated at 0
  df_zero,                   ///< no degrees of freedom: no interval
  all_or_none,               ///< a share of 0 or 1
  fixed_by_calibration,      ///< the weights determine it: standard error 0
  no_variance,               ///< standard error 0 for another reason (all values alike)
  not_positive,              ///< a log or logit interval of a value outside its range
  not_finite,                ///< a function without a value, or without a derivative
  no_standard_group,         ///< nobody answered in a group of the standard population
  replicates_without_value,  ///< some replicates have no value and are left out of the variance
  no_sampling_part,          ///< the response part is estimated larger than the whole variance
  negative_variance,   ///< its estimate is below 0, which some forms can be: no standard error
  limit_outside_data,  ///< a quantile so near the edge of the data that a limit is beyond it
};
std::string_view to_text(Note note);

/// An estimate with its design-based uncertainty. NaN: not given, and `notes` says why.
struct Result {
  static constexpr double missing = std::numeric_limits<double>::quiet_NaN();

  std::size_t n = 0;          ///< records with nonzero weight and a valid answer
  double estimate = missing;  ///< shares as fractions
  double se = missing;
  double lower = missing, upper = missing;
  double df = missing;  ///< PSUs with such a record minus their strata
  double deff = missing;
  double n_effective = missing;
  /// se² = se_sampling² + se_response²; given where ErrorParts::apart are asked for.
  double se_sampling = missing, se_response = missing;
  double t = missing, p_value = missing;  ///< contrasts only
  double p_adjusted = missing;            ///< contrasts only, filled by the caller
  /// What a release is decided by; levels only, where the estimator tells.
  double cases = missing;           ///< records among the n with y = 1, of a share
  double weight = missing;          ///< Σ w over the n records
  double largest_weight = missing;  ///< the largest w, as a part of that sum
  std::vector<Note> notes;
};

}  // namespace trygg
