#pragma once

#include <string>
#include <vector>

namespace trygg {

class Table;

/// The columns that names and patterns mean, in this order:
///
///     rep_12       itself
///     rep_*        all whose name fits, in the order of the file; ? stands for one character
///     rep[1-80]    rep1, rep2, …, rep80; rep[01-80] has rep01, …
///
/// \throws ConfigError  a column is not there, or nothing fits a pattern; one column twice
std::vector<std::string> replicate_columns(const std::vector<std::string>& patterns,
                                           const Table& table);

}  // namespace trygg
