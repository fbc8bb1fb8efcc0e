#pragma once

#include <string>
#include <string_view>

namespace trygg {

/// A name or a question as it is compared with others, so that spellings of one text are one:
///
/// - bytes that are not UTF-8 are read as Windows-1252 (what a shapefile's .dbf without .cpg
/// holds);
/// - letter and combining mark become one sign (a Mac's decomposed "å" is "å");
/// - upper case of ASCII, Latin-1 and Latin Extended-A becomes lower case;
/// - hyphens and dashes become "-", without the blanks about them ("Hässelby - Vällingby");
/// - blanks of any kind become one blank, none at the ends; soft hyphens go.
///
/// Letters keep their marks: "Alby" and "Älby" stay two names.
std::string comparable_text(std::string_view text);

}  // namespace trygg
