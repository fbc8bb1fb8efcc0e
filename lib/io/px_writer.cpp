#include <algorithm>

#include "base/error.hpp"
#include "io/px_file.hpp"

namespace trygg {
namespace {

/// SCB's longest line.
constexpr std::size_t longest_line = 256;
/// Longest piece of a text that is split: room is left for quotes, comma and semicolon.
constexpr std::size_t longest_piece = 240;

std::size_t whole_letters(std::string_view text, std::size_t length) {
  while (length > 0 && (static_cast<unsigned char>(text[length]) & 0xC0) == 0x80) --length;
  return length;
}

/// The text in quotes; when it is long, in several on lines of their own.
std::string in_quotes(std::string_view text) {
  const bool legal = std::ranges::none_of(
      text, [](char c) { return c == '"' || (static_cast<unsigned char>(c) < 0x20); });
  require(legal, "a text of PX with a quote or a line end in it: {}", text);
  std::string made;
  while (text.size() > longest_piece) {
    const auto length = whole_letters(text, longest_piece);
    made += "\"" + std::string(text.substr(0, length)) + "\"\n";
    text.remove_prefix(length);
  }
  return made + "\"" + std::string(text) + "\"";
}

std::size_t last_line_length(std::string_view text) {
  const auto line_end = text.rfind('\n');
  return line_end == std::string_view::npos ? text.size() : text.size() - line_end - 1;
}

std::size_t first_line_length(std::string_view text) {
  return std::min(text.find('\n'), text.size());
}

/// Appends a part after a comma, on a new line where this one would grow too long.
void append_listed(std::string& text, const std::string& part) {
  if (last_line_length(text) + first_line_length(part) + 1 > longest_line) text += '\n';
  text += part;
}

std::string head_of(const PxKeyword& keyword) {
  std::string text = keyword.name;
  if (!keyword.language.empty()) text += "[" + keyword.language + "]";
  for (std::size_t i = 0; i < keyword.arguments.size(); ++i) {
    text += i == 0 ? '(' : ',';
    append_listed(text, in_quotes(keyword.arguments[i]));
  }
  if (!keyword.arguments.empty()) text += ')';
  return text + '=';
}

std::string line_of(const PxKeyword& keyword) {
  require(!keyword.items.empty(), "the PX keyword {} has no value", keyword.name);
  auto text = head_of(keyword);
  for (std::size_t i = 0; i < keyword.items.size(); ++i) {
    if (i > 0) text += ',';
    const auto& item = keyword.items[i];
    append_listed(text, item.quoted ? in_quotes(item.text) : item.text);
  }
  return text + ";\n";
}

std::string cell_text(const std::string& cell) {
  if (is_px_symbol(cell)) return "\"" + cell + "\"";
  require(is_px_number(cell), "'{}' is no cell of PX", cell);
  return cell;
}

}  // namespace

std::string to_text(const PxFile& file, std::size_t row_length) {
  require(row_length > 0 && file.cells.size() % row_length == 0, "{} cells in rows of {}",
          file.cells.size(), row_length);
  std::string text;
  for (const auto& keyword : file.keywords) text += line_of(keyword);
  text += "DATA=\n";
  for (std::size_t i = 0; i < file.cells.size(); ++i) {
    const auto cell = cell_text(file.cells[i]);
    const bool starts_row = i % row_length == 0;
    if (i > 0) text += starts_row ? " \n" : " ";
    if (!starts_row && last_line_length(text) + cell.size() + 2 > longest_line) text += '\n';
    text += cell;
  }
  // PCAxis.Core reads an empty cell where anything stands between the last one and the semicolon.
  return text + ";\n";
}

}  // namespace trygg
