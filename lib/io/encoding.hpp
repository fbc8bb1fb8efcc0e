#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace trygg {

/// The encodings of text files that are read.
enum class Encoding { utf8, windows_1252 };

/// \throws ConfigError  a name that is none of utf-8, windows-1252 and their synonyms
Encoding to_encoding(std::string name);

/// The encoding of a text by its bytes: Windows-1252 when it is not UTF-8.
Encoding find_encoding(std::string_view bytes);

/// True when no byte is above 127.
bool is_ascii(std::string_view bytes);

/// The byte order mark of UTF-8.
inline constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

/// Offset of the first byte that is not UTF-8 (overlong forms and surrogates are not); nothing when
/// all is.
std::optional<std::size_t> first_not_utf8(std::string_view bytes);

/// Windows-1252 as UTF-8: Latin-1, but for 27 signs such as € and – in 0x80–0x9F. The five bytes
/// that have no sign there (81, 8D, 8F, 90, 9D) are nothing: such a text is in another code page.
std::optional<std::string> from_windows_1252(std::string_view bytes);

/// Offset of the first byte that has no sign in Windows-1252; nothing when all have.
std::optional<std::size_t> first_not_windows_1252(std::string_view bytes);

/// Letter and combining mark as the one sign that they make (NFC, for the letters of the Latin
/// languages of Europe): a Mac writes "å" as "a" and a ring, and the two would never match.
std::string composed(std::string text);

/// `bytes` of a text file as UTF-8 in NFC, without byte order mark.
///
/// \param encoding "utf-8" or "windows-1252"; without it, found by looking: what is not UTF-8 is
///                 Windows-1252, unless it is a mixture of both
/// \param source   the file's name, for messages
/// \throws InputError  the bytes are not in `encoding`, mix encodings, or are no text (NUL, UTF-16)
/// \throws ConfigError an encoding that is not known
std::string decoded(std::string bytes, const std::optional<std::string>& encoding,
                    std::string_view source);

/// What is wrong with a text; the same words wherever it is found.
/// \param source  the file's name
/// \param line    line of the byte
[[noreturn]] void throw_nul(std::string_view source, std::size_t line);
[[noreturn]] void throw_not_utf8(std::string_view source, std::size_t line);
[[noreturn]] void throw_two_encodings(std::string_view source, std::size_t line);
[[noreturn]] void throw_not_windows_1252(std::string_view source, std::size_t line, char byte);

}  // namespace trygg
