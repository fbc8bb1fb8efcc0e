#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace trygg {

class Design;
class Table;
struct Measure;
enum class Statistic;

/// One group of a standard population.
struct StandardGroup {
  std::vector<std::vector<std::uint32_t>> levels;  ///< of each variable, any of these
  double total;                                    ///< persons; 0: the group is left out
};

/// A population to whose distribution over groups estimates are brought.
struct Standard {
  std::string source;                  ///< the file
  std::vector<std::string> variables;  ///< that make the groups
  std::vector<StandardGroup> groups;
};

/// `V=FILE` or `V+W=FILE`, where FILE has the columns V, W and total, one row a group.
/// \throws ConfigError  `text` names no column of `table` before a =
/// \throws InputError   FILE has other columns, a code that `table` has not (with the nearest), a
///                      total that is no number or negative, a group twice, or no total above 0
Standard read_standard(std::string_view text, const Table& table);

bool can_be_standardised(Statistic statistic);

/// Lets `measure` be standardised: the group of every record and the groups' totals.
/// \throws InputError  a record with a weight is in no group although its codes are valid
void standardise(Measure& measure, const Standard& standard, const Table& table,
                 const Design& design);

}  // namespace trygg
