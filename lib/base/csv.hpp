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

/// The rows of such a text one after the other, so that a long one is never there twice.
class CsvRows {
 public:
  /// Reads the header. `text` must outlive this object. \throws InputError  as parse_csv
  CsvRows(std::string_view text, std::string source);

  /// The source and the header, no rows.
  const CsvText& head() const { return head_; }
  /// Whether there is another row; then `fields` and `line` are its. \throws InputError
  bool next();
  /// They may be moved from.
  std::vector<std::string>& fields() { return fields_; }
  std::size_t line() const { return line_; }

 private:
  bool record();
  void field(std::string& to);
  void quoted(std::string& to);
  void end_of_line();

  CsvText head_;
  std::string_view rest_;
  char delimiter_;
  std::vector<std::string> fields_;
  std::size_t line_ = 0, next_line_ = 1;
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
