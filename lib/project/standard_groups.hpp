#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace trygg {

class Table;
struct StandardPopulation;

/// A standard population with the levels of its groups in a table, and their parts of it.
struct StandardGroups {
  std::string variable;
  std::vector<std::vector<std::uint32_t>> levels;
  std::vector<double> part;  ///< sums to 1
};

/// \throws InputError  the file lacks a column, names a group that `table` has not or leaves out
///                     one that it has, a total is no number or negative, or all are 0
StandardGroups read_standard_groups(const StandardPopulation& standard, const Table& table);

}  // namespace trygg
