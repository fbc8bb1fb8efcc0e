#pragma once

#include <iosfwd>

namespace trygg {

class Table;

/// Writes `table` as delimited text in UTF-8 with line feeds: values as their texts, whether
/// missing or not. A field is quoted when it holds the delimiter, a quote, a line end or outer
/// blanks. \param delimiter  ',' or a tab \param threads    0: the machine's; changes nothing but
/// the time
void write_csv(const Table& table, char delimiter, std::ostream& out, unsigned threads);

}  // namespace trygg
