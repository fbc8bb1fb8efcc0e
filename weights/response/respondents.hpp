#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "weights/response/code_rule.hpp"
#include "weights/response/outcome.hpp"

namespace trygg::weights {

/// Who answered, as a step tells it: `respondent = "svar=1|2"`, and `nonrespondent = "svar=0|9"`
/// where the variable has more than one other code. Without either: [outcome] of the recipe,
/// complete and partial.
class RespondentRule {
 public:
  /// \throws ConfigError  neither the keys nor an [outcome], or `nonrespondent` alone
  RespondentRule(const Config& config, const std::optional<Outcome>& outcome);

  /// By record: 1 answered, 0 did not; 0 for a record without a weight (NaN or 0).
  /// \throws ConfigError  the data have no such variable or code
  /// \throws InputError   a record with a weight is neither or both, with counts and rows; without
  ///                      `nonrespondent`, two codes besides those of respondents or a missing
  ///                      value
  std::vector<std::uint8_t> find(const Table& table, std::span<const double> weight) const;
  std::vector<std::string> columns() const;

 private:
  std::vector<std::uint8_t> by_rules(const Table& table, std::span<const double> weight) const;

  std::optional<CodeRule> respondent_, nonrespondent_;
  std::optional<Outcome> outcome_;
};

}  // namespace trygg::weights
