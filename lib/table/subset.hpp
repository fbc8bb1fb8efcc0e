#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "table/table.hpp"

namespace trygg {

/// Some rows of a table, in the order given, as a table of its own. Of its levels those stay that a
/// row has, or that a codebook declares: what nobody left answered is no longer a code.
/// \param source  how messages name it \throws ArgumentError  a row that is not there
Table subset(const Table& table, std::span<const std::uint32_t> rows, std::string source);

}  // namespace trygg
