#pragma once

#include <filesystem>

#include "io/file_kind.hpp"
#include "io/read.hpp"

namespace trygg {

/// A table from a file of SPSS (.sav, .zsav), Stata (.dta) or SAS (.sas7bdat, .xpt), by ReadStat.
///
/// Numbers become texts in shortest form. A user-missing code keeps its text and its label, and its
/// reason is found from the label (`reason_by_label`); so do Stata's .a–.z, whose text is ".a".
/// System missing, and a blank text, is Missing::system. Texts are never read as numbers: the file
/// knows which variables are numbers. Value labels and missing codes that no record has become
/// levels without records.
///
/// ReadStat 1.1.8 is not hardened against files made to harm: read files that you trust.
/// \throws InputError, ConfigError  as read_table
Table read_stat(const std::filesystem::path& path, FileKind kind, const ReadOptions& options);

}  // namespace trygg
