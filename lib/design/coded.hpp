#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace trygg {

class Table;
struct CodeList;

/// Of each record in `rows`, whether it has one of the codes (1) or not (0).
/// \param what  what the variable tells, for messages
/// \throws ConfigError  no such column or code \throws InputError  a value is missing
std::vector<char> read_coded(const Table& table, const CodeList& list, std::string_view what,
                             std::span<const std::uint32_t> rows);

}  // namespace trygg
