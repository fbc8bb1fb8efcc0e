#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "weights/response/classes.hpp"
#include "weights/step.hpp"

namespace trygg::weights {

/// Who is left after an adjustment, by record of the table.
struct Leaving {
  std::vector<std::uint8_t> stays;  ///< 1: takes over the weights of the class
  std::vector<std::uint8_t> goes;  ///< 1: of those who stay, gets weight 0 afterwards; may be empty
  std::optional<std::string> unit = {};  ///< column of what stays or leaves as one
};

/// The step that lets those who stay stand for their class:
///
///     w_k = d_k Σ_c d / Σ_{c, stays} d,   0 for those who do not stay,
///
/// where the sums go over the records of k's class c; and then 0 for those who go. In the design it
/// is a response step that is calibrated to the classes of the sample. `table` must outlive it.
std::unique_ptr<const PreparedStep> adjust_by_class(const Table& table, Classes classes,
                                                    Leaving leaving, std::string title);

/// The weights of a replicate in which the answer of k counts a_k times, in place:
///
///     w_k = d_k a_k Σ_c d / Σ_{c, stays} d a,   0 for those who do not stay
///
/// \throws InputError  as class_factors
void reweigh_by_class(const Table& table, const Classes& classes,
                      std::span<const std::uint8_t> stays, std::span<const double> answers,
                      std::span<double> weight);

/// "9,875 of 15,000 answered: 65.8 %, weighted 64.9 %", counted among records with a weight.
std::string response_rate_text(const Table& table, std::span<const std::uint8_t> stays,
                               std::span<const double> weight);

}  // namespace trygg::weights
