#pragma once

#include <optional>
#include <string>
#include <vector>

#include "io/read.hpp"
#include "table/codebook.hpp"
#include "table/table.hpp"
#include "tools/options.hpp"

namespace trygg::tools {

/// How DATA is read: the options that every command with microdata shares.
struct DataOptions {
  std::string file;                      ///< DATA, for commands with one data file
  std::optional<std::string> delimiter;  ///< --delimiter, one character or "tab"
  std::optional<std::string> decimal;    ///< --decimal
  std::optional<std::string> encoding;   ///< --encoding
  std::optional<std::string> codebook;   ///< --codebook
  std::vector<std::string> missing;      ///< --missing, as written
  bool show_values = false;              ///< --show-values
};

/// Adds the positional DATA and the options above.
void add_data(Options& options, DataOptions& target);
/// Adds the options alone, for commands that name their data files otherwise.
void add_data_options(Options& options, DataOptions& target);

/// The codebook of --codebook; an empty one without.
/// \throws ConfigError  the codebook is wrong
Codebook codebook_of(const DataOptions& data);

/// How a reader is to read `data`, all columns.
/// \throws ConfigError  an option's value
ReadOptions read_options(const DataOptions& data, unsigned threads);

/// Reads `data.file` (or `file`) with the codebook and the missing codes applied.
/// \param columns  only these; empty: all. Columns that --missing names are read too.
/// \param threads  0: those of the machine
/// \throws ConfigError  an option's value, a name in `columns` or in --missing that is not there
/// \throws InputError   as read_table
Table read(const DataOptions& data, const std::vector<std::string>& columns = {},
           unsigned threads = 0);
Table read(const DataOptions& data, const std::string& file,
           const std::vector<std::string>& columns, unsigned threads);

}  // namespace trygg::tools
