#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace trygg::weights {

/// The price of a gap that is not to be left at any price.
inline constexpr double exactly = std::numeric_limits<double>::infinity();

/// Categories that every record has one of, with the population total of each.
struct CategoryTotals {
  std::string name;                         ///< for messages: "alder.csv"
  std::vector<std::string> level;           ///< for messages: "alder 16-29"
  std::span<const std::uint32_t> category;  ///< by record, an index into `total`
  std::vector<double> total;
  double price = exactly;  ///< c > 0 of a soft margin, linear distance only
};

/// A numeric variable with its population total.
struct NumericTotal {
  std::string name;
  std::span<const double> value;  ///< by record
  double total = 0;
  double price = exactly;
};

/// Weights and the totals that they are to meet.
struct CalibrationProblem {
  std::span<const double> weight;            ///< d by record, finite; one with 0 has no influence
  std::span<const double> scale;             ///< q by record; empty: 1
  std::span<const double> lower, upper;      ///< of g by record; empty: those of the shape
  std::span<const std::uint32_t> household;  ///< by record, its number: one g for all; empty: none
  /// What `lower` and `upper` come from, where they are one range of the weight itself.
  std::optional<std::pair<double, double>> weight_bounds;
  std::vector<CategoryTotals> margins;
  std::vector<NumericTotal> numeric;
  /// A solution is accepted at this gap when no step makes it smaller. Larger than rounding only
  /// where the totals themselves contradict each other by a rounding.
  double tolerance = 1e-10;
};

/// \throws ArgumentError  lengths differ, a category has no total, a weight is not finite, or a
///                        price is not positive
void check(const CalibrationProblem& problem);

}  // namespace trygg::weights
