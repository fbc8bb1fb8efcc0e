#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "diagnostics/disposition.hpp"

namespace trygg {
class Config;
class Table;
}  // namespace trygg

namespace trygg::weights {

/// [outcome] of a recipe: which codes of a variable tell what became of each sampled person.
struct Outcome {
  std::string source;  ///< the recipe, for messages
  std::string variable;
  std::array<std::vector<std::string>, dispositions> codes;  ///< by Disposition
  /// e: the share of those of unknown status that is taken to belong to the population; absent: the
  /// share among those of known status.
  std::optional<double> eligible_share;
  std::vector<std::string> by;  ///< the account is given for each of these, besides the whole
};

/// Reads the table strictly.
/// \throws ConfigError  no variable, no code of `complete`, a code twice, a share outside 0 to 1
Outcome read_outcome(const Config& config);

/// By record; nothing for a record without a weight (NaN or 0). A code means the level with that
/// text, else equal number, else value label.
/// \throws ConfigError  the data have no such variable; two classes mean the same level
/// \throws InputError   a record with a weight has a code that no class lists, or none: with counts
///                      and rows
std::vector<std::optional<Disposition>> find_dispositions(const Outcome& outcome,
                                                          const Table& table,
                                                          std::span<const double> weight);

}  // namespace trygg::weights
