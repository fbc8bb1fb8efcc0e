#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace trygg {
class Table;
}

namespace trygg::weights {

/// The sample told apart by crossed variables.
struct Classes {
  std::vector<std::string> variables;
  std::vector<std::uint32_t> of;  ///< by record; 0 where it has no weight
  std::vector<std::string> name;  ///< by class: "kon 1, alder 16-29"
  /// By class, by variable: level of its column.
  std::vector<std::vector<std::uint32_t>> codes;
};

/// Classes that some record with a weight (neither NaN nor 0) is in, in the order of the codebook,
/// the last variable running fastest. No variables: everybody is in one class.
/// \throws ConfigError  `named_by`: the data have no such variable
/// \throws InputError   a record with a weight has no valid code: count and rows
Classes classes_of(const Table& table, std::span<const std::string> variables,
                   std::span<const double> weight, std::string_view named_by);

/// "kon x alder"; "all" without variables.
std::string crossed_names(std::span<const std::string> variables);

/// How many answered, and of how many, in each class.
struct ClassCounts {
  std::vector<std::size_t> sampled, stayed;
};
/// \param stays  by record; counted among records with a weight, each row as its records
ClassCounts count_classes(const Table& table, const Classes& classes,
                          std::span<const std::uint8_t> stays, std::span<const double> weight);

/// What the weights of those who stay are multiplied by, so that they stand for their whole class:
///
///     factor_c = Σ_{k in c} d_k / Σ_{k in c, stays} d_k
///
/// \throws InputError  nobody with a positive weight stays in a class that has weight: names it
std::vector<double> class_factors(const Table& table, const Classes& classes,
                                  std::span<const std::uint8_t> stays,
                                  std::span<const double> weight);

}  // namespace trygg::weights
