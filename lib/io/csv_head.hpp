#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "io/byte_source.hpp"
#include "io/csv_scanner.hpp"
#include "io/encoding.hpp"

namespace trygg {

struct Column;
struct ReadOptions;

/// What the first records of a delimited text file tell of it.
struct CsvHead {
  std::vector<std::string> names;  ///< of the columns, without outer blanks
  char delimiter = ',';
  char decimal = '?';  ///< '?': no record that was looked at says which
  Encoding encoding = Encoding::utf8;
  bool encoding_is_known = false;  ///< told, or by a mark; else later records may tell better
  std::uint64_t records_at = 0;    ///< offset of the byte after the header
  std::size_t records_line = 2;    ///< its line
};

/// A delimited text file whose head is known.
struct CsvFile {
  ByteSource source;
  CsvHead head;
};

/// The first bytes of a file as UTF-8 without mark, cut at a line end.
struct HeadText {
  std::string text;
  TextEnd end = TextEnd::of_file;  ///< of_part: more follows
  Encoding encoding = Encoding::utf8;
};

/// Reads as much of the file as holds `records` records or a fair guess at them.
/// \throws InputError  the text is no text, or in no encoding that is known
HeadText read_head_text(const ByteSource& source, const ReadOptions& options, std::uint64_t bytes);

/// Looks at the header and the first thousand records.
/// \throws InputError  the file is empty, two columns of one name
CsvHead read_head(const ByteSource& source, const ReadOptions& options);

/// The decimal sign that more of `columns` need in order to be numbers, the point when as many need
/// either; '?' when none says anything.
char decimal_of(const std::vector<Column>& columns);

}  // namespace trygg
