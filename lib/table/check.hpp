#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace trygg {

class Table;
struct Codebook;

/// What can be wrong with a variable.
enum class ProblemKind {
  not_in_data,      ///< the codebook has it, the data have not
  not_in_codebook,  ///< the data have it, the codebook has not
  no_valid_values,  ///< every record's value is missing
  unknown_code,     ///< kind code: a value that is not declared
  not_a_number,     ///< kind number or weight: a value that is neither a number nor declared
  out_of_range,     ///< a number outside `range` that is not declared
  duplicate_id,     ///< kind id: a value that several records have
  missing_id,       ///< kind id: no value
  missing_weight,   ///< kind weight: no value
  negative_weight,  ///< kind weight: a number below zero
};
/// "not_in_data", "not_in_codebook", …
std::string_view to_text(ProblemKind kind);

/// One problem and the records that have it.
struct Problem {
  std::string variable;
  ProblemKind kind = ProblemKind::not_in_data;
  std::string value;               ///< empty where it may not be named
  std::size_t count = 0;           ///< records
  std::vector<std::size_t> first;  ///< the first records that have it, at most `listed`, from 0
  static constexpr std::size_t listed = 10;
};

/// What in `table` does not fit `codebook`, variable by variable in the order of the codebook, then
/// the columns that it has not. `table` must have been given the codebook (`apply`) before.
///
/// A value stands in a problem of its own when at least `shared_by` records have it or when it is a
/// code (of a variable of kind code) of up to three digits: such a value tells of no person.
/// Ids never do. The others are counted together, without their values, unless the table's
/// `show_values` says yes.
std::vector<Problem> check(const Table& table, const Codebook& codebook);
/// Records that must have a value before it may be named.
constexpr std::size_t shared_by = 5;

}  // namespace trygg
