#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <vector>

namespace trygg {

/// How weights, or g-weights, are spread. NaN and 0 take no part.
struct WeightDistribution {
  static constexpr std::array<double, 7> probabilities{0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99};

  std::size_t n = 0;
  double sum = 0, mean = 0;
  double smallest = 0, largest = 0;
  std::array<double, 7> quantiles{};  ///< at `probabilities`
  double cv = 0;                      ///< sqrt(Σ (w − w̄)² / n) / w̄
  double largest_share = 0;           ///< of the sum, held by the ⌈n/100⌉ largest
};

/// Quantiles interpolate between order statistics: x_(j) + f (x_(j+1) − x_(j)) with
/// (n − 1) p = j − 1 + f. R: quantile(w, p), its type 7. All is 0 when nothing takes part.
WeightDistribution distribution_of(std::span<const double> weight);

/// A record and a value of it.
struct ExtremeRecord {
  std::size_t record;  ///< from 0
  double value;
};

/// The `count` smallest and largest values, most extreme first, ties in the order of records. NaN
/// and 0 take no part.
struct ExtremeRecords {
  std::vector<ExtremeRecord> smallest, largest;
};
ExtremeRecords extremes_of(std::span<const double> values, std::size_t count);

/// How many values lie in each of `bins` intervals of equal length from the smallest value to the
/// largest, both included. NaN and 0 take no part.
struct Histogram {
  double from = 0, to = 0;
  std::vector<std::size_t> counts;
};
Histogram histogram_of(std::span<const double> values, std::size_t bins);

}  // namespace trygg
