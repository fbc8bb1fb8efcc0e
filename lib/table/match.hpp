#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "table/column.hpp"

namespace trygg {

/// The levels whose text is `code`, else those with an equal number ("1" is 1.0 is "01").
std::vector<std::uint32_t> levels_by_value(const Column& column, std::string_view code);

/// The levels that a code in an option means: by exact text, else equal number, else value label.
/// Levels that a codebook declares but no record has count as found.
/// \throws ConfigError  neither in the data nor in the codebook; the message names the nearest, out
///                      of labelled and declared codes, and of all values when they are few (50):
///                      more are persons' answers
std::vector<std::uint32_t> match_code(const Column& column, std::string_view code);

/// True where match_code would find something.
bool is_code(const Column& column, std::string_view code);

}  // namespace trygg
