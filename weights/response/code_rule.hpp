#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace trygg {
class Config;
class Table;
struct Column;
}  // namespace trygg

namespace trygg::weights {

/// Records told by the codes of one variable, as a recipe writes it: `svar=1|2`.
struct CodeRule {
  std::string written;
  std::string named_by;  ///< "r.toml: respondent", for messages
};

/// \throws ConfigError  not of the form VARIABLE=code|code
CodeRule read_code_rule(const Config& config, std::string_view key);

/// The variable that it names: what stands before the first = outside quotes.
std::string variable_of(const CodeRule& rule);

/// A code rule laid over data.
struct FittedRule {
  const Column* column = nullptr;
  std::vector<std::uint8_t> is_meant;  ///< by level of the column
};

/// Codes mean the level with that text, else equal number, else value label; one that is declared
/// missing is meant when it is named.
/// \throws ConfigError  the data have no such variable or code; names the nearest
FittedRule fit(const CodeRule& rule, const Table& table);

/// Records with a weight (neither NaN nor 0) whose value is none of `meant`, told by code with
/// counts and rows: "'3' in 12 records (rows 4, 7, …), no value in 1 record (row 9)". Empty: none.
/// \param meant  by level of the column
std::string unmatched_codes(const Table& table, const Column& column,
                            std::span<const std::uint8_t> meant, std::span<const double> weight);

}  // namespace trygg::weights
