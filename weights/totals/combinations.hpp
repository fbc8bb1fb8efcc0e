#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace trygg {
class Table;
}

namespace trygg::weights {

class CellKeys;

/// A sample and who of it takes part: with a weight that is not 0.
struct Sampled {
  const Table& table;
  std::span<const double> weight;  // of those who answered
  std::span<const double> sample;  // of all
  bool has_response;
};

/// The combinations of some variables that a sample has, in the order of publication.
struct Combinations {
  std::vector<std::uint32_t> of_record;  ///< 0 where it takes no part
  std::vector<std::string> text;         ///< "region 01, kon 1"
};

/// \param source  who asks, for messages
/// \throws ConfigError  the data have no such column
/// \throws InputError   a record that takes part has no valid value
Combinations combinations_of(const Sampled& data, const std::vector<std::string>& names,
                             const std::string& source);

/// How many answered, by combination. \throws InputError  nobody did, though some were sampled
std::vector<std::size_t> count_respondents(const Sampled& data, const Combinations& cells);

/// \throws InputError  a record with a weight has no valid value of one of the columns
void check_none_missing(const Table& table, std::span<const double> weight, const CellKeys& cells,
                        const std::vector<std::string>& names, const std::string& source);

}  // namespace trygg::weights
