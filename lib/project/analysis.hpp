#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace trygg {

class Config;

/// Whether the finite-population correction enters the standard errors of changes, trends and the
/// goal. `none`: they are about what makes people unsafe, not about these very inhabitants.
enum class AnalyticFpc { none, keep };

/// Two groups of persons that are compared wherever both are: women and men, persons born abroad
/// and in the country, or crossed groups.
struct GroupPair {
  std::vector<std::string> variables;
  std::vector<std::string> first, second;  ///< one code of each variable

  /// `kon:2-1`; of crossed groups `kon+boende:2+1-1+1`. \param relation  '-' or '/'
  std::string text(char relation) const;
  /// `kon:2/2|1`: the first group's part of both.
  std::string distribution_text() const;
};

/// The population to whose distribution groups are brought when their gap is standardised.
struct StandardPopulation {
  std::string variable;              ///< age group, mostly
  std::filesystem::path population;  ///< CSV with that column and `total`; others are summed over
};

/// The table [analysis] of trygg.toml: what is compared, and how sure one is of it.
struct Analysis {
  AnalyticFpc fpc = AnalyticFpc::none;
  std::vector<GroupPair> pairs;  ///< besides the two sexes, who always are
  std::optional<StandardPopulation> standard;
  /// Column that identifies persons (or PSUs) who are in several rounds; empty: the samples are
  /// independent.
  std::string overlap;
  std::vector<std::string> ranked;  ///< indicators whose areas are placed; the headline always is
};

/// Its keys are `fpc` (none, keep), `overlap`, `ranked`, [[analysis.pair]] with `variables`,
/// `first` and `second`, and [analysis.standard] with `variable` and `population`. \throws
/// ConfigError  an unknown word, or not one code for each variable of a pair
Analysis read_analysis(const Config& table);

}  // namespace trygg
