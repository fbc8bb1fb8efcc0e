#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "weights/calibration_keys.hpp"
#include "weights/totals/laid_totals.hpp"

namespace trygg {
class Table;
}

namespace trygg::weights {

/// Totals laid over data, and what there is to say of how.
struct Laying {
  std::shared_ptr<const LaidTotals> totals;
  std::vector<std::string> remarks;
};

/// Reads the files that a calibration names, brings margins to agree, and finds for every record
/// where it belongs: in each margin, in a part, in a household.
///
/// \param weight  before the step, by record; NaN or 0: takes no part
/// \throws ConfigError  the data lack a column
/// \throws InputError   a file of totals is not one; data and totals do not fit together (see
///                      `fit`, `reconcile`); a scale is missing or not positive; a total of 0 where
///                      there are records, under a distance that keeps weights
Laying lay_totals(const CalibrationKeys& keys, const Table& table, std::span<const double> weight);

/// Columns of the data that it needs. \throws InputError  a file of totals is not one
std::vector<std::string> columns_of(const CalibrationKeys& keys);

}  // namespace trygg::weights
