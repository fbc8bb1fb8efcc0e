#pragma once

#include <string>
#include <vector>

namespace trygg {
class Config;
}

namespace trygg::weights {

/// [diagnostics] of a recipe: what the report on the weights looks at.
struct DiagnosticsTable {
  /// Categorical variables known of the whole sample; empty: those of the recipe's steps.
  std::vector<std::string> auxiliaries;
  /// Study variables: "inkomst", a number, or "otrygg=4|5", whether a record has one of the codes.
  std::vector<std::string> study;
  double level = 0.95;        ///< of the limits of the R-indicator
  std::size_t extremes = 10;  ///< how many records at each end
};

/// \throws ConfigError  a level that is not between 0 and 1
DiagnosticsTable read_diagnostics(const Config& config);

}  // namespace trygg::weights
