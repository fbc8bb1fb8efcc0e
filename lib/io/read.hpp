#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "table/table.hpp"

namespace trygg {

/// How a data file is read; what is not set is found by looking at the file.
struct ReadOptions {
  std::optional<char> delimiter;        ///< ; , tab |
  std::optional<char> decimal;          ///< . or ,
  std::optional<std::string> encoding;  ///< "utf-8", "windows-1252"
  std::vector<std::string> columns;     ///< only these; empty: all
  unsigned threads = 0;                 ///< 0: those of the machine; changes nothing but the time
  ShowValues show_values = ShowValues::no;
};

/// Reads .csv .tsv .sav .zsav .dta .sas7bdat .xpt, by content and extension. Variable labels, value
/// labels and user-missing codes come along.
/// \throws InputError  missing, empty, binary or truncated file, ragged rows (with their lines)
/// \throws ConfigError a name in `columns` that the file has not
Table read_table(const std::filesystem::path& path, const ReadOptions& options = {});

/// Reads several text files with the same header as one table, their records one after the other.
/// One file may be of any kind. \throws as read_table; InputError  headers that differ (file and
/// column); ConfigError  several files that are not text
Table read_tables(const std::vector<std::filesystem::path>& paths, const ReadOptions& options = {});

}  // namespace trygg
