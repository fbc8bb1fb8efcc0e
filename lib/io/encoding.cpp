#include "io/encoding.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

#include "base/error.hpp"

namespace trygg {
namespace {

/// Code points of the bytes 0x80–0x9F; 0 where Windows-1252 has none.
constexpr std::array<std::uint16_t, 32> upper_signs{
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

/// A combining mark (by the second byte of its UTF-8 form, CC xx), the letters that it stands on,
/// and the signs that they make.
struct Mark {
  unsigned char second;
  std::string_view letters;
  std::array<std::uint16_t, 26> made;
};

constexpr std::array<Mark, 8> marks{{
    {0x80, "AEIOUaeiou", {0xC0, 0xC8, 0xCC, 0xD2, 0xD9, 0xE0, 0xE8, 0xEC, 0xF2, 0xF9}},
    {0x81, "AEIOUYaeiouyCcLlNnRrSsZz", {0xC1,  0xC9,  0xCD,  0xD3,  0xDA,  0xDD,  0xE1,  0xE9,
                                        0xED,  0xF3,  0xFA,  0xFD,  0x106, 0x107, 0x139, 0x13A,
                                        0x143, 0x144, 0x154, 0x155, 0x15A, 0x15B, 0x179, 0x17A}},
    {0x82, "AEIOUaeiou", {0xC2, 0xCA, 0xCE, 0xD4, 0xDB, 0xE2, 0xEA, 0xEE, 0xF4, 0xFB}},
    {0x83, "ANOano", {0xC3, 0xD1, 0xD5, 0xE3, 0xF1, 0xF5}},
    {0x88,
     "AEIOUaeiouyY",
     {0xC4, 0xCB, 0xCF, 0xD6, 0xDC, 0xE4, 0xEB, 0xEF, 0xF6, 0xFC, 0xFF, 0x178}},
    {0x8A, "AaUu", {0xC5, 0xE5, 0x16E, 0x16F}},
    {0x8C,
     "CcDdEeNnRrSsZz",
     {0x10C, 0x10D, 0x10E, 0x10F, 0x11A, 0x11B, 0x147, 0x148, 0x158, 0x159, 0x160, 0x161, 0x17D,
      0x17E}},
    {0xA7, "CcSs", {0xC7, 0xE7, 0x15E, 0x15F}},
}};

void append_utf8(std::string& text, std::uint32_t point) {
  if (point < 0x80) {
    text += static_cast<char>(point);
  } else if (point < 0x800) {
    text += static_cast<char>(0xC0 | point >> 6);
    text += static_cast<char>(0x80 | (point & 0x3F));
  } else {
    text += static_cast<char>(0xE0 | point >> 12);
    text += static_cast<char>(0x80 | (point >> 6 & 0x3F));
    text += static_cast<char>(0x80 | (point & 0x3F));
  }
}

/// Bytes of the UTF-8 sign at the start of `rest`; 0 when it is none. Table 3-7 of the Unicode
/// standard.
std::size_t sign_length(std::string_view rest) {
  const auto byte = [&](std::size_t i) -> unsigned {
    return i < rest.size() ? static_cast<unsigned char>(rest[i]) : 0u;
  };
  const auto continues = [&](std::size_t i) { return (byte(i) & 0xC0) == 0x80; };
  const unsigned a = byte(0), b = byte(1);
  if (a < 0x80) return 1;
  if (a >= 0xC2 && a <= 0xDF) return continues(1) ? 2 : 0;
  if (a >= 0xE0 && a <= 0xEF) {
    const bool second = b >= (a == 0xE0 ? 0xA0u : 0x80u) && b <= (a == 0xED ? 0x9Fu : 0xBFu);
    return second && continues(2) ? 3 : 0;
  }
  if (a >= 0xF0 && a <= 0xF4) {
    const bool second = b >= (a == 0xF0 ? 0x90u : 0x80u) && b <= (a == 0xF4 ? 0x8Fu : 0xBFu);
    return second && continues(2) && continues(3) ? 4 : 0;
  }
  return 0;
}

/// Offset of the first byte ≥ 0x80 at or after `at`; the end when there is none.
std::size_t skip_ascii(std::string_view bytes, std::size_t at) {
  for (; at + 8 <= bytes.size(); at += 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes.data() + at, 8);
    if ((word & 0x8080808080808080u) != 0) break;
  }
  while (at < bytes.size() && static_cast<unsigned char>(bytes[at]) < 0x80) ++at;
  return at;
}

std::size_t line_at(std::string_view bytes, std::size_t offset) {
  return 1 + static_cast<std::size_t>(std::ranges::count(bytes.substr(0, offset), '\n'));
}

void reject_what_is_no_text(std::string_view bytes, std::string_view source) {
  const bool utf16 = bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF");
  require<InputError>(!utf16, "{}: the text is UTF-16; save it as CSV UTF-8", source);
  require<InputError>(!bytes.starts_with("PK\x03\x04"),
                      "{}: this is an Excel or zip file; save it as CSV UTF-8", source);
  if (const auto nul = bytes.find('\0'); nul != std::string_view::npos)
    throw_nul(source, line_at(bytes, nul));
}

std::string windows_1252_or_throw(std::string_view bytes, std::string_view source) {
  auto text = from_windows_1252(bytes);
  if (!text) {
    const auto odd = *first_not_windows_1252(bytes);
    throw_not_windows_1252(source, line_at(bytes, odd), bytes[odd]);
  }
  return *std::move(text);
}

}  // namespace

Encoding to_encoding(std::string name) {
  std::ranges::transform(name, name.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  if (name == "utf-8" || name == "utf8") return Encoding::utf8;
  if (name == "windows-1252" || name == "cp1252" || name == "latin1" || name == "iso-8859-1")
    return Encoding::windows_1252;
  throw ConfigError(fmt::format("encoding '{}' is not known; known: utf-8, windows-1252", name));
}

bool is_ascii(std::string_view bytes) {
  return skip_ascii(bytes, 0) == bytes.size();
}

Encoding find_encoding(std::string_view bytes) {
  return first_not_utf8(bytes) ? Encoding::windows_1252 : Encoding::utf8;
}

std::optional<std::size_t> first_not_utf8(std::string_view bytes) {
  for (std::size_t at = 0; (at = skip_ascii(bytes, at)) < bytes.size();) {
    const auto length = sign_length(bytes.substr(at));
    if (length == 0) return at;
    at += length;
  }
  return std::nullopt;
}

std::optional<std::string> from_windows_1252(std::string_view bytes) {
  std::string text;
  text.reserve(bytes.size() + bytes.size() / 16);
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    const std::uint32_t point = byte >= 0x80 && byte < 0xA0 ? upper_signs[byte - 0x80] : byte;
    if (point == 0 && byte != 0) return std::nullopt;
    append_utf8(text, point);
  }
  return text;
}

std::optional<std::size_t> first_not_windows_1252(std::string_view bytes) {
  const auto is_odd = [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x80 && byte < 0xA0 && upper_signs[byte - 0x80] == 0;
  };
  const auto odd = std::ranges::find_if(bytes, is_odd);
  if (odd == bytes.end()) return std::nullopt;
  return static_cast<std::size_t>(odd - bytes.begin());
}

std::string composed(std::string text) {
  auto at = text.find('\xCC');
  if (at == std::string::npos) return text;
  std::string made = text.substr(0, at);
  for (; at < text.size(); ++at) {
    const auto* mark = marks.end();
    if (text[at] == '\xCC' && at + 1 < text.size() && !made.empty())
      mark = std::ranges::find(marks, static_cast<unsigned char>(text[at + 1]), &Mark::second);
    const auto letter =
        mark == marks.end() ? std::string_view::npos : mark->letters.find(made.back());
    if (letter == std::string_view::npos) {
      made += text[at];
    } else {
      made.pop_back();
      append_utf8(made, mark->made[letter]);
      ++at;
    }
  }
  return made;
}

std::string decoded(std::string bytes, const std::optional<std::string>& encoding,
                    std::string_view source) {
  reject_what_is_no_text(bytes, source);
  const bool marked = bytes.starts_with(byte_order_mark);
  if (marked) bytes.erase(0, byte_order_mark.size());
  if (encoding && to_encoding(*encoding) == Encoding::windows_1252)
    return windows_1252_or_throw(bytes, source);
  const auto odd = first_not_utf8(bytes);
  if (!odd) return composed(std::move(bytes));
  if (encoding || marked) throw_not_utf8(source, line_at(bytes, *odd));
  if (!is_ascii(std::string_view(bytes).substr(0, *odd)))
    throw_two_encodings(source, line_at(bytes, *odd));
  return windows_1252_or_throw(bytes, source);
}

void throw_nul(std::string_view source, std::size_t line) {
  throw InputError(source, line, "a NUL byte; this is no text file");
}

void throw_not_utf8(std::string_view source, std::size_t line) {
  throw InputError(source, line,
                   "the text is not UTF-8; if it is Windows-1252, say --encoding windows-1252");
}

void throw_two_encodings(std::string_view source, std::size_t line) {
  throw InputError(source, line,
                   "the text is UTF-8 up to here but not from here on; save it in one encoding, "
                   "or say --encoding");
}

void throw_not_windows_1252(std::string_view source, std::size_t line, char byte) {
  throw InputError(source, line,
                   fmt::format("byte {:02X} is neither UTF-8 nor Windows-1252; save the file as "
                               "CSV UTF-8",
                               static_cast<unsigned char>(byte)));
}

}  // namespace trygg
