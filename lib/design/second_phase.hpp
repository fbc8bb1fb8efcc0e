#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace trygg {

class Table;
struct DesignSpec;

/// Who of the records is in the second phase, and how they were drawn.
struct SecondPhase {
  std::vector<char> member;            ///< by record
  std::vector<std::uint32_t> stratum;  ///< by record
  std::vector<std::uint32_t> size;     ///< by stratum: records of the first phase
  std::vector<std::uint32_t> members;  ///< by stratum
  std::vector<double> probability;     ///< by record; where each was drawn by itself, else empty

  /// π of a member, given that it is in the first phase.
  double probability_of(std::size_t record) const {
    if (!probability.empty()) return probability[record];
    return double(members[stratum[record]]) / size[stratum[record]];
  }
};

/// \throws ConfigError  a column or code is not there
/// \throws InputError   membership, stratum or probability is missing; a probability is not in
///                      (0, 1]; nobody, or nobody of a stratum, is a member
SecondPhase read_second_phase(const Table& table, const DesignSpec& spec,
                              std::span<const std::uint32_t> rows);

}  // namespace trygg
