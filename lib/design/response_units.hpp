#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace trygg {

class Table;
struct CalibrationStep;
struct Stage;

/// The units that answer as one in a step that weights for non-response (CalibrationSpec::unit),
/// by record.
/// \param rows  of the table, one a record
/// \param psus  the first stage of the design
/// \throws ConfigError  the data have no such column
/// \throws InputError   a record with a weight before the step has no unit; a unit of which some
///                      records answered and others did not, or that the step weights differently;
///                      a unit in two PSUs, which the variance takes to be independent
std::vector<std::uint32_t> read_response_units(const Table& table, const std::string& column,
                                               std::span<const std::uint32_t> rows,
                                               const CalibrationStep& step, const Stage& psus);

}  // namespace trygg
