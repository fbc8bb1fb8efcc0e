#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "reports/data/dataset.hpp"

namespace trygg::reports {

struct DataInput;
struct RowShape;

/// A dimension and how a row finds its value in it.
struct DataAxis {
  Dimension dimension;
  std::function<std::string(const ReleasedRow&)> code;
};

/// The axes of a table: indicator, area, sex, groups, comparisons, rounds.
/// \param rows  all that stand in the table
std::vector<DataAxis> axes_of(const DataInput& input, const RowShape& shape,
                              std::span<const ReleasedRow* const> rows);

/// T, K or M, the letters of Kolada, for a sex code of the project.
std::string sex_letter(const DataInput& input, const std::string& code);

}  // namespace trygg::reports
