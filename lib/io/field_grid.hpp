#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "io/csv_scanner.hpp"
#include "io/encoding.hpp"

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

}  // namespace trygg
