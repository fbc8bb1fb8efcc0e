#pragma once

#include <filesystem>
#include <string>

#include "table/codebook.hpp"

namespace trygg {

/// Reads a codebook, as TOML or, when its name ends in .csv, as a table for spreadsheets.
///
/// TOML, one table a variable; keys that TOML does not take bare are quoted (`[variable."kön"]`):
///
///     [variable.q1]
///     label = "Hur trygg känner du dig?"
///     kind = "code"                      # code | number | text | id | weight
///     codes = {"1" = "Trygg", "2" = "Otrygg", "8" = "Vill ej svara"}   # order of publication
///     missing = {"8" = "refused", "99" = "dont_know"}
///     range = [1, 9]
///
/// CSV, one row a code: `variable,label,kind,code,code_label,missing,min,max`. Only `variable` must
/// be there; label, kind, min and max may stand in any of the variable's rows, once.
///
/// Without `kind`, a variable with codes that are not missing is `code`, one with a range `number`,
/// another `text`.
/// \throws InputError   there is no such file
/// \throws ConfigError  file:line: unknown key or column, kind or reason, a code declared twice, a
///                      range that is not [least, greatest]
Codebook read_codebook(const std::filesystem::path& path);

/// The same from text; `source` stands in messages.
Codebook codebook_from_toml(std::string_view text, const std::string& source);
Codebook codebook_from_csv(std::string text, const std::string& source);

/// The codebook as a file that read_codebook reads.
std::string to_toml(const Codebook& codebook);
std::string to_csv(const Codebook& codebook);

}  // namespace trygg
