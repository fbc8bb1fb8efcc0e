#pragma once

#include <span>
#include <string>

#include "table/column.hpp"

namespace trygg {

class Table;
struct AreaSystem;
struct AreaDivision;

/// The smallest area of each record, as the code in the list of areas: a column whose levels are
/// these, in the order of the list. Texts of the data are matched as AreaMatcher does, then their
/// value labels. Missing where the data have nothing.
/// \param variable  of `table`: code or name of the smallest area
/// \param weights   of the rows, for messages; NaN: none; empty: not known
/// \throws InputError  areas that the list has not: how many records, how many persons they stand
///                     for, which areas, and the nearest known; or a name that fits several
Column smallest_area_column(const Table& table, const std::string& variable,
                            std::span<const double> weights, const AreaSystem& areas,
                            std::string name);

/// The area of each record in a division, found from its smallest area.
/// \param smallest  from smallest_area_column()
Column division_column(const Column& smallest, const AreaSystem& areas,
                       const AreaDivision& division, std::string name);

}  // namespace trygg
