#pragma once

#include <string>
#include <vector>

#include "estimate/cube.hpp"
#include "estimate/estimator.hpp"

namespace trygg {

class Design;
class Table;
struct AreaSystem;
struct Column;

/// One way to divide the records of a design: a code for each, and the texts of the codes in the
/// order of publication.
struct Axis {
  static constexpr int in_no_cell = -1;
  std::vector<int> code;
  std::vector<std::string> name;
};

/// Where the values of an axis go in a row of the cube.
enum class Role { area, sex, group };

struct Division {
  const Axis* axis;
  Role role;
  std::size_t group = 0;  ///< which of the cube's groups, for Role::group
};

/// A cell of a classification: a row with its domain columns filled, and the records in it.
struct Cell {
  CubeRow row;
  Domain domain;
};

/// The values of a column; records where it is missing are in no cell.
Axis column_axis(const Column& column, const Design& design);

/// The areas of an era and level, found from the smallest area of each record.
/// \throws InputError  a smallest area that the crosswalk has not
Axis era_axis(const Table& table, const Column& smallest, const Design& design,
              const AreaSystem& areas, const std::string& era, const std::string& level);

/// The cells of a cross-classification that have records, in the order of the axes. Each row starts
/// as `frame`.
std::vector<Cell> cells_of(const std::vector<Division>& divisions, const CubeRow& frame,
                           std::size_t records);

}  // namespace trygg
