#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace trygg {

/// One element of a keyword's value.
struct PxItem {
  std::string text;    ///< UTF-8, without quotes; pieces of a split text are put together
  bool quoted = true;  ///< false: YES, 1, TLIST(A1)
  bool operator==(const PxItem&) const = default;
};

/// `KEYWORD[language]("argument","argument")=item,item;`
struct PxKeyword {
  std::string name;
  std::string language;                ///< "" for the file's own language
  std::vector<std::string> arguments;  ///< names of variables, values
  std::vector<PxItem> items;
  std::size_t line = 0;  ///< in the file that it was read from; not compared

  bool operator==(const PxKeyword& other) const {
    return name == other.name && language == other.language && arguments == other.arguments &&
           items == other.items;
  }
};

/// A PC-Axis file as it stands: keywords in their order, then the cells of DATA.
///
/// The rules are those of SCB's "PX file format" (2013) and of the parser PCAxis.Core: text in
/// straight quotes, which no text may hold; a long text is several quoted texts one after the
/// other; a cell is a number with a decimal point, or one of the quoted symbols "-", "." …
/// "......".
struct PxFile {
  std::string source;  ///< the file's name, for messages
  std::vector<PxKeyword> keywords;
  std::vector<std::string> cells;  ///< "12.6", "..", "-": row-major, STUB outermost
  std::size_t data_line = 0;

  /// nullptr when it is not there.
  const PxKeyword* find(std::string_view name, const std::vector<std::string>& arguments = {},
                        std::string_view language = "") const;
  /// The first item's text; nothing when the keyword is not there.
  std::optional<std::string> text(std::string_view name,
                                  const std::vector<std::string>& arguments = {},
                                  std::string_view language = "") const;
};

/// \throws InputError  with the line: not a keyword, a quote that does not end, a text that is
///                     neither quoted nor a word, a keyword twice, no DATA, a cell that is neither
///                     a number nor a quoted symbol, text after DATA, a code page that is not known
///                     or declared so late (after line 100) that others would guess it
PxFile parse_px(std::string bytes, std::string source);
PxFile read_px(const std::filesystem::path& path);

/// The bytes of a PX file in UTF-8, a line of cells for each `row_length`. No line is longer than
/// 256 bytes but where a single quoted text of one item is; `;` stands directly after the last
/// cell. \throws ArgumentError  a text with a quote or a control character, a cell that is no cell
std::string to_text(const PxFile& file, std::size_t row_length);

/// Whether `text` may stand as a cell: a number without exponent, or a symbol.
bool is_px_number(std::string_view text);
bool is_px_symbol(std::string_view text);

}  // namespace trygg
