#pragma once

#include <filesystem>

namespace trygg {

class Table;

/// The formats of data files that ReadStat writes for us.
enum class StatFormat { sav, zsav, dta };

/// Writes `table` to `path` as SPSS (.sav, compressed .zsav) or Stata 14 (.dta), with variable
/// labels, value labels and missing codes. The time in the file is always the same, so that the
/// same table gives the same bytes.
///
/// - A column of numbers is written as numbers, unless one of its texts begins with a zero that a
///   number would lose ("01"): then, like every other column, as text.
/// - SPSS keeps missing codes as numbers (`spss_missing`); Stata's .a–.z become −1–−26.
/// - Stata has no missing codes: each becomes .a–.z with its label, or with its code where it has
/// no
///   label (`stata_letters`).
///
/// \throws InputError  a name that the format does not allow, missing codes or labels that it
/// cannot
///                     hold, a text that is too long; the message names the column
void write_stat(const Table& table, const std::filesystem::path& path, StatFormat format);

}  // namespace trygg
