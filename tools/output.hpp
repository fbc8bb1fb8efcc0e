#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/file.hpp"
#include "tools/options.hpp"

namespace trygg::tools {

/// A table on its way out; numbers are already texts (`shortest`), empty where not given.
struct OutputTable {
  std::vector<std::string> columns;
  std::vector<std::vector<std::string>> rows;
  /// Names of columns that hold texts, such as codes, even where they read as numbers.
  std::vector<std::string> texts;
};

/// The table in a CSV text that this program made. What was published is a text for each number
/// ("19.0" is not 19), so no format may make numbers of them again.
enum class IsPublished { no, yes };
OutputTable table_of(const std::string& csv, IsPublished published);

struct OutputOptions {
  std::string file;    ///< empty: standard output
  std::string format;  ///< csv, table, json; empty: csv to a file or a pipe, table on a terminal
};

/// Adds -o/--output and --format.
void add_output(Options& options, OutputOptions& target);

/// Writing must never destroy what was read; called before the work is done.
/// \param inputs  files that the command reads; empty names are passed over
/// \throws ConfigError  `output` is one of them, by whatever path or link
void check_not_input(const std::string& output, const std::vector<std::string>& inputs);

/// For a complaint before the work is done. \throws ConfigError  unknown format
void check_format(const OutputOptions& options);

/// The format that will be written. \throws ConfigError  unknown
std::string format_of(const OutputOptions& options, const Streams& streams);
/// Writes a text in that format.
void write_text(const std::string& text, const OutputOptions& options, Access access,
                const Streams& streams);

/// Writes the table; nothing else goes to standard output.
/// \throws ConfigError  unknown format
void write_table(const OutputTable& table, const OutputOptions& options, Access access,
                 const Streams& streams);

}  // namespace trygg::tools
