#pragma once

#include "estimate/assess.hpp"
#include "estimate/folded_quantity.hpp"

namespace trygg {

/// Sums over a domain that a quantity needs: Σ w y, Σ w over valid answers, and their number.
struct FoldedTotals {
  double y = 0, r = 0, records = 0;
  bool any_weight = false;         ///< whether any record of the domain has one that is not 0
  double squares = 0;              ///< Σ w y²
  double centred = 0;              ///< Σ w (y − centre)², of a total
  Extremes extremes;               ///< of y, numeric quantities only
  double cases = Result::missing;  ///< records with y = 1, of a share
  double largest_weight = Result::missing;  ///< of one record
};

/// An estimate with its linearised values z = a y − b r.
struct FoldedValue {
  Moments moments;  ///< n, value, weight, simple_random, varies, notes; not variance and df
  double a = 0, b = 0;
};

FoldedValue value_of(const FoldedQuantity& quantity, const FoldedTotals& totals);

}  // namespace trygg
