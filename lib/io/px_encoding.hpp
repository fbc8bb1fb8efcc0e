#pragma once

#include <string>
#include <string_view>

namespace trygg {

/// The text of a PX file as UTF-8, by its CODEPAGE (utf-8, windows-1252, iso-8859-1, iso-8859-15),
/// wherever in the first 100 lines that stands. Without one, a file that says CHARSET="ANSI" is
/// UTF-8 when its bytes are, else Windows-1252.
/// \throws InputError  bytes that are not in that code page; a code page that is not known, or not
///                     declared at all where that matters
std::string px_as_utf8(std::string bytes, std::string_view source);

}  // namespace trygg
