#pragma once

#include <algorithm>
#include <cstddef>
#include <limits>
#include <optional>
#include <span>
#include <vector>

#include "estimate/result.hpp"

namespace trygg {

struct FoldedSurvey;
struct Quantity;

/// A sum over records of a value that an answer gives: 1 or 0 for a code that counts, 1 for a valid
/// answer, the number that was answered.
struct SumColumn {
  std::optional<std::size_t> item;  ///< of FoldedSurvey::items; none: 1 for every record
  std::vector<double> value;        ///< by level of the item

  bool operator==(const SumColumn&) const = default;
};

/// The smallest and the largest answer of some records; the largest is less without any.
struct Extremes {
  double low = std::numeric_limits<double>::infinity();
  double high = -std::numeric_limits<double>::infinity();

  void add(const Extremes& other) {
    low = std::min(low, other.low);
    high = std::max(high, other.high);
  }
  bool constant() const { return low == high; }
};

/// A quantity as sums over answers: y over the valid ones, r counts these.
struct FoldedQuantity {
  Statistic statistic = Statistic::mean;
  std::size_t y = 0, r = 0;            ///< places among the sums
  std::optional<std::size_t> squares;  ///< place of Σ y²; none: y is 0 or 1, its own square
  double origin = 0;  ///< of a mean, what was taken from every y, so that moments keep digits
  /// Of a total, for its design effect: place of Σ (y − centre)².
  std::optional<std::size_t> centred;
  double centre = 0;
};

/// Quantities that can be had from sums over answers, each sum once.
struct FoldedQuantities {
  std::vector<SumColumn> sums;
  std::vector<FoldedQuantity> quantities;
};

/// \throws NotFolded   a quantity that needs the records (a ratio, a quantile, …)
/// \throws InputError  a valid value that must be a number is none
FoldedQuantities fold_quantities(std::span<const Quantity> quantities, const FoldedSurvey& folded);

}  // namespace trygg
