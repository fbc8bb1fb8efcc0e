#include "io/px_encoding.hpp"

#include <algorithm>
#include <optional>

#include "base/error.hpp"
#include "io/encoding.hpp"

namespace trygg {
namespace {

/// PCAxis.Core looks no further for the code page.
constexpr std::size_t lines_searched = 100;

struct CodePage {
  std::string name;
  std::size_t line;
};

std::string lower(std::string text) {
  std::ranges::transform(text, text.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return text;
}

/// Keywords are ASCII in every code page, so that they are found before the text can be read.
std::optional<CodePage> declared(std::string_view bytes) {
  std::size_t line = 1;
  for (std::size_t at = 0; at < bytes.size(); ++line) {
    auto end = bytes.find('\n', at);
    if (end == std::string_view::npos) end = bytes.size();
    const auto text = bytes.substr(at, end - at);
    if (text.starts_with("DATA=")) break;
    if (text.starts_with("CODEPAGE=")) {
      const auto open = text.find('"'), close = text.find('"', open + 1);
      if (open != std::string_view::npos && close != std::string_view::npos)
        return CodePage{lower(std::string(text.substr(open + 1, close - open - 1))), line};
    }
    at = end + 1;
  }
  return std::nullopt;
}

std::size_t line_of(std::string_view bytes, std::size_t offset) {
  return 1 + static_cast<std::size_t>(std::ranges::count(bytes.substr(0, offset), '\n'));
}

std::string utf8_checked(std::string bytes, std::string_view source) {
  if (const auto odd = first_not_utf8(bytes))
    throw InputError(source, line_of(bytes, *odd),
                     "this is not UTF-8, which CODEPAGE says that the file is");
  return bytes;
}

std::string windows_1252(const std::string& bytes, std::string_view source) {
  auto text = from_windows_1252(bytes);
  if (!text)
    throw InputError(source, line_of(bytes, *first_not_windows_1252(bytes)),
                     "a byte that has no sign in Windows-1252");
  return *std::move(text);
}

void append_sign(std::string& text, unsigned sign) {
  if (sign < 0x80) {
    text += static_cast<char>(sign);
  } else if (sign < 0x800) {
    text += static_cast<char>(0xC0 | (sign >> 6));
    text += static_cast<char>(0x80 | (sign & 0x3F));
  } else {
    text += static_cast<char>(0xE0 | (sign >> 12));
    text += static_cast<char>(0x80 | ((sign >> 6) & 0x3F));
    text += static_cast<char>(0x80 | (sign & 0x3F));
  }
}

/// The eight signs of ISO 8859-15 that are others than in ISO 8859-1.
unsigned latin_9(unsigned byte) {
  switch (byte) {
    case 0xA4:
      return 0x20AC;
    case 0xA6:
      return 0x160;
    case 0xA8:
      return 0x161;
    case 0xB4:
      return 0x17D;
    case 0xB8:
      return 0x17E;
    case 0xBC:
      return 0x152;
    case 0xBD:
      return 0x153;
    case 0xBE:
      return 0x178;
    default:
      return byte;
  }
}

enum class Latin { one, nine };

std::string from_latin(std::string_view bytes, Latin which, std::string_view source) {
  std::string text;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const unsigned byte = static_cast<unsigned char>(bytes[i]);
    if (byte >= 0x80 && byte < 0xA0)
      throw InputError(source, line_of(bytes, i),
                       "a byte that has no sign in the declared code page of ISO 8859; it may be "
                       "Windows-1252");
    append_sign(text, which == Latin::nine ? latin_9(byte) : byte);
  }
  return text;
}

std::string guessed(std::string bytes, std::string_view source) {
  if (!first_not_utf8(bytes)) return bytes;
  require<InputError>(
      bytes.find("CHARSET=\"ANSI\"") != std::string::npos,
      "{}: the file has neither CODEPAGE nor CHARSET=\"ANSI\": its letters could be "
      "any; write CODEPAGE=\"…\"; into its head",
      source);
  return windows_1252(bytes, source);
}

}  // namespace

std::string px_as_utf8(std::string bytes, std::string_view source) {
  if (bytes.starts_with(byte_order_mark)) bytes.erase(0, byte_order_mark.size());
  const auto page = declared(bytes);
  if (!page) return guessed(std::move(bytes), source);
  if (page->line > lines_searched)
    throw InputError(source, page->line,
                     "CODEPAGE stands after line 100, where other programs no longer look for it; "
                     "move it to the head");
  if (page->name == "utf-8") return utf8_checked(std::move(bytes), source);
  if (page->name == "windows-1252") return windows_1252(bytes, source);
  if (page->name == "iso-8859-1") return from_latin(bytes, Latin::one, source);
  if (page->name == "iso-8859-15") return from_latin(bytes, Latin::nine, source);
  throw InputError(source, page->line,
                   fmt::format("the code page '{}' is not known; known: utf-8, windows-1252, "
                               "iso-8859-1, iso-8859-15",
                               page->name));
}

}  // namespace trygg
