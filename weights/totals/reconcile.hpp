#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "weights/totals/fit.hpp"

namespace trygg::weights {

/// Which margin decides where margins tell different populations, and by how much they may.
struct ReconcileRule {
  std::size_t deciding = 0;
  /// Of the population (the sum of the deciding margin) for sums over everything; of the larger of
  /// the two sums for a cell of shared variables. A cell may always differ by 1e-6 of the
  /// population: that is rounding.
  double tolerance = 1e-6;
};

struct Reconciled {
  std::vector<std::vector<double>> totals;  ///< by margin, by row
  std::vector<std::string> remarks;         ///< one for each margin that was changed
};

/// Brings margins to tell one population: the same sum, and the same sums by the variables that two
/// of them share.
///
/// The deciding margin stays as it is; the others follow in their order, each by iterative
/// proportional fitting of its rows to the sums of those before it. A margin keeps the odds ratios
/// that it had (Deming & Stephan 1940).
/// \throws InputError  two margins differ by more than the tolerance, or the fitting does not end:
///                     names them, their sums and the difference
Reconciled reconcile(std::span<const FittedMargin> margins, const ReconcileRule& rule = {});

}  // namespace trygg::weights
