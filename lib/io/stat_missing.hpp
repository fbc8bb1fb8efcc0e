#pragma once

#include <optional>
#include <string>
#include <vector>

#include "table/column.hpp"

namespace trygg {

/// Missing codes as SPSS can hold them: three single codes, or a range and one code.
struct SpssMissing {
  std::optional<MissingRange> range;
  std::vector<double> codes;
};

/// The missing codes of a column of numbers, in SPSS's form: the range that the file declared,
/// while all its levels are missing; single codes; else the shortest range, with one code if need
/// be, that holds the codes and no valid value. System missing is not among them. \param codes  the
/// number that each level is written as; NaN for system missing \throws InputError  the codes do
/// not fit; says what to do
SpssMissing spss_missing(const Column& column, const std::vector<double>& codes,
                         const std::string& source);

/// The letter of each level that becomes a missing value of Stata (.a–.z), else 0. A level that is
/// ".a" already keeps its letter; the others take the free ones in the order of publication.
/// \throws InputError  more than 26 missing codes
std::vector<char> stata_letters(const Column& column, const std::string& source);

/// The number of each level in SPSS; NaN for system missing. Stata's .a–.z, which SPSS has not,
/// become −1–−26 in a column that has no negative values.
/// \throws InputError  it has some
std::vector<double> spss_numbers(const Column& column, const std::string& source);

}  // namespace trygg
