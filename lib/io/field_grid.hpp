#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "io/csv_scanner.hpp"
#include "io/encoding.hpp"
#include "io/field_ends.hpp"

namespace trygg {

/// How the bytes of a field become its text.
enum class TextForm {
  as_is,
  composed,  ///< UTF-8 in which a letter and its mark may be apart
  windows_1252,
};

/// Records of equal width in a chunk that a scanner has cut into fields.
struct ScannedGrid {
  std::span<const CsvField> fields;      ///< one record after the other
  std::span<const std::uint32_t> lines;  ///< of each record, from the block's first line
  std::size_t width;
  TextForm form;

  /// Some of the records.
  ScannedGrid part(std::size_t first, std::size_t count) const {
    return {fields.subspan(first * width, count * width), lines.subspan(first, count), width, form};
  }

  std::size_t records() const { return lines.size(); }
  std::size_t line(std::size_t record) const { return lines[record]; }
  std::string_view text(std::size_t record, std::size_t column, std::string& buffer) const {
    const auto raw = fields[record * width + column].text(buffer);
    return form == TextForm::as_is ? raw : decoded_text(raw, buffer);
  }

 private:
  std::string_view decoded_text(std::string_view raw, std::string& buffer) const {
    std::string text(raw);
    buffer = form == TextForm::composed ? composed(std::move(text))
                                        : from_windows_1252(text).value_or(text);
    return buffer;
  }
};

/// Records of equal width in a chunk that FieldEnds has cut: ASCII or UTF-8 as it is, with quotes
/// at the ends of a field only.
class CutGrid {
 public:
  /// \param first_line  of the first record, from the block's first line; one line a record
  CutGrid(std::string_view text, const FieldEnds& ends, std::size_t width, std::size_t records,
          std::size_t first_line)
      : text_(text.data()),
        ends_(ends.ends()),
        width_(width),
        records_(records),
        first_line_(first_line),
        has_quotes_(ends.has_quotes()),
        has_returns_(ends.has_returns()) {}

  /// Some of the records.
  CutGrid part(std::size_t first, std::size_t count) const {
    auto some = *this;
    some.ends_ += first * width_;
    some.first_line_ += first;
    some.records_ = count;
    return some;
  }

  /// True when the bytes between two ends are the text.
  bool is_bare() const { return !has_quotes_ && !has_returns_; }
  const char* bytes() const { return text_; }
  /// Where the field before that of `column` ends in the first record, then where this one does;
  /// `width()` further on in the next record.
  const std::uint32_t* ends(std::size_t column) const { return ends_ + column; }
  std::size_t width() const { return width_; }

  std::size_t records() const { return records_; }
  std::size_t line(std::size_t record) const { return first_line_ + record; }
  std::string_view text(std::size_t record, std::size_t column, std::string&) const {
    const auto* ends = ends_ + record * width_ + column;
    const std::uint32_t begin = ends[0] + 1;
    const std::string_view field(text_ + begin, ends[1] - begin);
    return is_bare() ? field : bare(field, column);
  }

 private:
  std::string_view bare(std::string_view field, std::size_t column) const {
    if (has_returns_ && column + 1 == width_ && field.ends_with('\r')) field.remove_suffix(1);
    if (field.starts_with('"')) return field.substr(1, field.size() - 2);
    return field;
  }

  const char* text_;
  const std::uint32_t* ends_;
  std::size_t width_, records_, first_line_;
  bool has_quotes_, has_returns_;
};

}  // namespace trygg
