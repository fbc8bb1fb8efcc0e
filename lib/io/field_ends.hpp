#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

namespace trygg {

/// Where the fields of a text end, found for sixty-four bytes at a time.
///
/// The same fields as CsvScanner's wherever `is_simple()` and `cuts_into` say so; all else (doubled
/// quotes, line ends in quotes, blank lines, rows of another width) is left to that one.
class FieldEnds {
 public:
  /// Looks at `text`, which begins at a record.
  void find(std::string_view text, char delimiter);

  /// The records, all of `width` fields, that `text` holds to their line ends; nothing else may
  /// stand before the last of these. \return false when that is not so
  bool cuts_into(std::size_t width) const;

  /// Field f of the text lies in [ends()[f] + 1, ends()[f + 1]), its quotes included; the last one
  /// of a line may have a carriage return at its end.
  const std::uint32_t* ends() const { return ends_.get(); }
  std::size_t lines() const { return lines_; }

  bool is_simple() const { return is_simple_; }
  bool has_quotes() const { return has_quotes_; }
  bool has_returns() const { return has_returns_; }
  /// Bytes above 127, or zero.
  bool has_other_than_ascii() const { return has_high_ || has_nul_; }

 private:
  struct Masks;
  void look(const char* bytes, std::uint64_t valid, char delimiter, char next);
  void mind_quotes_and_returns(Masks& masks, char next);
  void append(std::uint64_t ends);
  void make_room();
  bool is_end_before() const;

  std::string_view text_;
  std::unique_ptr<std::uint32_t[]> ends_;
  std::size_t room_ = 0, count_ = 0, lines_ = 0;
  std::uint32_t offset_ = 0;  // of the bytes that are looked at
  bool is_simple_ = true, has_quotes_ = false, has_returns_ = false, has_high_ = false,
       has_nul_ = false;
  bool in_quotes_ = false, after_quotes_ = false;
};

}  // namespace trygg
