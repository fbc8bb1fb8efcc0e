#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "design/design.hpp"

namespace trygg {

/// The calibration steps that `spec` declares, for the records in `rows` of `table`, in the order
/// in which they were made. `calibrated_on` becomes a last step with `weight` before and after it:
/// the weight before is not known, and the final one stands in for it.
///
/// A missing value of a margin's variable is a category of its own.
/// \throws ConfigError  a column is not there
/// \throws InputError   a missing weight or numeric variable, or a scale that is not positive
std::vector<CalibrationStep> read_calibration(const Table& table, const DesignSpec& spec,
                                              std::span<const std::uint32_t> rows,
                                              std::span<const double> weight);

}  // namespace trygg
