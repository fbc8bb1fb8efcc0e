#pragma once

#include <filesystem>

namespace trygg {

class Table;

/// For a complaint before the work is done. \throws ConfigError  an extension that is not written
void check_extension(const std::filesystem::path& path);

/// Writes .csv, .tsv, .sav, .zsav or .dta (by extension), with labels and missing codes where the
/// format has them. Microdata: the file is the owner's only (0600), whole or not there at all.
/// \param threads  0: the machine's; changes nothing but the time
/// \throws ConfigError  an extension that is not written
void write_table(const Table& table, const std::filesystem::path& path, unsigned threads = 0);

}  // namespace trygg
