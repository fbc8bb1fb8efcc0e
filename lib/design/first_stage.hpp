#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "design/sampling_spec.hpp"

namespace trygg {

class Table;
struct DesignSpec;
struct Stage;

/// PSUs drawn with unequal probabilities, without replacement.
struct UnequalProbabilities {
  Pps method = Pps::brewer;
  PpsForm form = PpsForm::ht;
  std::vector<double> of_unit;  ///< π
  /// D_ij = (π_ij − π_i π_j)/π_ij by stratum, row by row in the order of its units; of ht and
  /// yates_grundy.
  std::vector<std::vector<double>> differences;
  std::vector<std::uint32_t> place;  ///< of each unit in its stratum; where there are differences
};

/// π of each PSU of `stage`, from the records in `rows`.
/// \throws InputError  missing, not in (0, 1], or not constant within a PSU
std::vector<double> read_probabilities(const Table& table, const DesignSpec& spec,
                                       const Stage& stage, std::span<const std::uint32_t> rows);

/// How the PSUs were drawn, π given, by `spec.probability` with a method.
/// \throws InputError  as joint_differences; a PSU drawn twice
UnequalProbabilities unequal_probabilities(const Table& table, const DesignSpec& spec,
                                           const Stage& stage, std::span<const std::uint32_t> rows,
                                           std::vector<double> probability);

/// The PSU that stands before each one in its stratum by `spec.order`; `none` for the first.
/// \throws InputError  missing, not constant within a PSU, or the same for two PSUs of a stratum
struct DrawnOrder {
  static constexpr auto none = static_cast<std::uint32_t>(-1);
  std::vector<std::uint32_t> before, after;  ///< by unit
};
DrawnOrder read_order(const Table& table, const DesignSpec& spec, const Stage& stage,
                      std::span<const std::uint32_t> rows);

}  // namespace trygg
