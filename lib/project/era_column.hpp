#pragma once

#include <string>

#include "table/column.hpp"

namespace trygg {

class Table;
struct AreaSystem;

/// The area of each record in an era, found from its smallest area: a column of codes in the order
/// of the area file. Missing where the smallest area is.
/// \param smallest  the column with the code of the smallest area
/// \throws ConfigError  the crosswalk has no such era
/// \throws InputError   a smallest area that the crosswalk has not
Column era_column(const Table& table, const std::string& smallest, const AreaSystem& areas,
                  const std::string& era, const std::string& level, std::string name);

}  // namespace trygg
