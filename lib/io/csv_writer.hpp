#pragma once

#include <string>

namespace trygg {

class Table;

/// `table` as delimited text in UTF-8 with line feeds: values as their texts, whether missing
/// or not. A field is quoted when it holds the delimiter, a quote, a line end or outer blanks.
/// \param delimiter  ',' or a tab
std::string to_csv(const Table& table, char delimiter);

}  // namespace trygg
