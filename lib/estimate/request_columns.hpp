#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace trygg {

class Table;

/// The columns that an option may begin with, before one of `separators`; several with + between
/// are all of them. To be asked before any value of the data is known: what an option means is
/// only clear with its codes, but it names no other column.
/// \param names  has the columns, with or without values
std::vector<std::string> leading_columns(std::string_view option, std::string_view separators,
                                         const Table& names);

}  // namespace trygg
