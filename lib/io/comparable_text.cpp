#include "io/comparable_text.hpp"

#include <cstdint>

#include "io/encoding.hpp"

namespace trygg {
namespace {

/// The code point at `at` of a UTF-8 text, which is moved past it.
std::uint32_t next_code_point(std::string_view text, std::size_t& at) {
  const auto lead = static_cast<unsigned char>(text[at++]);
  const int more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : lead >= 0xC0 ? 1 : 0;
  std::uint32_t point = more == 3 ? lead & 0x07u : more == 2 ? lead & 0x0Fu : lead;
  if (more == 1) point = lead & 0x1Fu;
  for (int i = 0; i < more && at < text.size(); ++i)
    point = point << 6 | (static_cast<unsigned char>(text[at++]) & 0x3Fu);
  return point;
}

bool is_blank(std::uint32_t c) {
  return c == ' ' || (c >= 9 && c <= 13) || c == 0xA0 || (c >= 0x2000 && c <= 0x200B) ||
         c == 0x202F || c == 0xFEFF;
}

bool is_hyphen(std::uint32_t c) {
  return c == '-' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212;
}

/// In Latin Extended-A capitals stand beside their small letters, at even or odd places by range.
std::uint32_t lower_extended(std::uint32_t c) {
  if (c == 0x178) return 0xFF;
  const bool even = (c >= 0x100 && c <= 0x137) || (c >= 0x14A && c <= 0x177);
  const bool odd = (c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17E);
  return (even && c % 2 == 0) || (odd && c % 2 == 1) ? c + 1 : c;
}

std::uint32_t lower(std::uint32_t c) {
  if (c >= 'A' && c <= 'Z') return c + 32;
  if (c >= 0xC0 && c <= 0xDE && c != 0xD7) return c + 32;
  return lower_extended(c);
}

void append(std::string& text, std::uint32_t c) {
  const auto tail = [&](int shift) { text += static_cast<char>(0x80 | (c >> shift & 0x3F)); };
  if (c < 0x80) {
    text += static_cast<char>(c);
  } else if (c < 0x800) {
    text += static_cast<char>(0xC0 | c >> 6);
    tail(0);
  } else if (c < 0x10000) {
    text += static_cast<char>(0xE0 | c >> 12);
    tail(6);
    tail(0);
  } else {
    text += static_cast<char>(0xF0 | c >> 18);
    tail(12);
    tail(6);
    tail(0);
  }
}

std::string as_utf8(std::string_view bytes) {
  if (first_not_utf8(bytes)) return from_windows_1252(bytes).value_or(std::string(bytes));
  return composed(std::string(bytes));
}

}  // namespace

std::string comparable_text(std::string_view as_written) {
  constexpr std::uint32_t soft_hyphen = 0xAD;
  const auto text = as_utf8(as_written);
  std::string made;
  bool blank = false;  // one is due, unless a hyphen or the end comes first
  for (std::size_t at = 0; at < text.size();) {
    const auto c = next_code_point(text, at);
    if (c == soft_hyphen) continue;
    if (is_blank(c)) {
      blank = !made.empty() && made.back() != '-';
    } else if (is_hyphen(c)) {
      made += '-';
      blank = false;
    } else {
      if (blank) made += ' ';
      blank = false;
      append(made, lower(c));
    }
  }
  return made;
}

}  // namespace trygg
