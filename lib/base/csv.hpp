#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace trygg {

/// A small file of settings or results: header and rows, all texts. Microdata are read by lib/io.
struct CsvText {
  std::string source;
  std::vector<std::string> header;
  std::vector<std::vector<std::string>> rows;
  std::vector<std::size_t> lines;  ///< line of each row in the file

  /// Index of a column. \throws InputError  it is not there; names the nearest
  std::size_t column(std::string_view name) const;
};

/// Comma or, when the header has more of them, semicolon; RFC 4180 quotes; a BOM and blank lines
/// are passed over. \throws InputError  empty, a quote that does not end, a row with another number
/// of fields
CsvText parse_csv(std::string_view text, std::string source);

/// A field as CSV: in quotes when it holds a comma, a quote, a line end or outer blanks.
std::string csv_field(std::string_view text);
/// Appends that field.
void append_csv_field(std::string& to, std::string_view text);
/// Fields with commas between, and a line feed.
std::string csv_line(std::span<const std::string> fields);

}  // namespace trygg
