#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace trygg {

/// One field, where it stands in the text: nothing is copied.
struct CsvField {
  const char* begin = nullptr;  ///< its first byte, after the quote if there is one
  std::uint32_t size = 0;       ///< quotes at the ends not counted
  bool has_doubled = false;     ///< quotes inside are doubled ("")

  /// The field's text; `buffer` holds it when quotes had to be undoubled.
  std::string_view text(std::string& buffer) const;
};

/// Whether a text ends where its file does, so that its last record may lack a line end.
enum class TextEnd { of_file, of_part };

/// Cuts a text into records and fields (RFC 4180, with any delimiter and with LF, CRLF or CR). A
/// quote that does not open a field is a character like others. Blank lines are passed over.
class CsvScanner {
 public:
  /// \param text        must outlive the scanner and its fields
  /// \param source      the file's name, for messages; must outlive it too
  /// \param first_line  line on which `text` begins
  CsvScanner(std::string_view text, char delimiter, std::string_view source,
             TextEnd text_end = TextEnd::of_file, std::size_t first_line = 1);

  /// Appends the fields of the next record to `fields`; false when there is none, or not all of it.
  /// \throws InputError  a quote that is not closed, text after a closing quote, a field of 4 GB
  bool next(std::vector<CsvField>& fields);

  /// Passes over the blank lines that begin before `limit`.
  void pass_blank_lines(const char* limit);

  /// Where the line begins at which the next record is looked for, and its number.
  const char* position() const { return at_; }
  std::size_t next_line() const { return line_; }

  /// Line on which the record last read begins, from 1.
  std::size_t line() const { return record_line_; }

 private:
  bool at_line_end() const { return *at_ == '\n' || *at_ == '\r'; }
  void pass_line_end();
  bool read_fields(std::vector<CsvField>& fields);
  CsvField plain_field();
  CsvField quoted_field();

  std::array<bool, 256> ends_field_{};
  const char* at_;
  const char* end_;
  char delimiter_;
  std::string_view source_;
  TextEnd text_end_;
  std::size_t line_, record_line_;
};

/// The delimiter that cuts the first records of `text` best: into the header's number of fields
/// most often, then into most fields. A text that none cuts is one column; the answer is then ','.
char find_delimiter(std::string_view text);

}  // namespace trygg
