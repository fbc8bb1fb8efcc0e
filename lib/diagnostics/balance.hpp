#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "model/model_matrix.hpp"

namespace trygg {

/// Shares of one level of a variable, among the sample, those who answered, and the population.
struct LevelBalance {
  std::string level;
  std::size_t sampled = 0, answered = 0;  ///< records with a base weight; of them, who answered
  double sample = 0;                      ///< of the sample, weighted by d
  double respondents = 0;                 ///< of those who answered, each counting 1
  double weighted_before = 0;             ///< of those who answered, weighted by d
  double weighted_after = 0;              ///< of those who answered, weighted by w
  std::optional<double> target;           ///< of the population, where it is known
  /// (share − reference) / sqrt(reference (1 − reference)), the reference being `target`, else
  /// `sample`; NaN where the reference is 0 or 1.
  double difference_before = 0, difference_after = 0;
};

struct VariableBalance {
  std::string variable;
  std::vector<LevelBalance> levels;
  /// Largest |difference| over the levels, NaN left out.
  double largest_before = 0, largest_after = 0;
};

/// Respondents against the register: a variable that is known of everybody in the sample.
///
/// The standard deviation is that of the reference before and after, so that a difference changes
/// only because a share does (Stuart 2010, Statistical Science 25, 1-21).
///
/// \param answered  by record: 1 or 0
/// \param before    d, base weights; NaN or 0: not in the sample
/// \param after     w, final weights; NaN or 0: no part
/// \param target    by level the population's total, or empty: not known
/// \throws ArgumentError  lengths that differ
VariableBalance balance_of(const Factor& factor, std::span<const std::uint8_t> answered,
                           std::span<const double> before, std::span<const double> after,
                           std::span<const double> target);

}  // namespace trygg
