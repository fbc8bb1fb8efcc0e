#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace trygg {

/// The shortest decimal text that reads back as `value`; whole numbers without a point ("5").
/// Locale-free. NaN and infinity give "" (a value that cannot be given is empty, never
/// "nan").
std::string shortest(double value);
/// Appends that text.
void append_shortest(std::string& text, double value);

/// The number that `text` holds from its first to its last character, with a decimal point
/// ('.', or `decimal`); nothing for anything else, "inf" and "nan" included.
std::optional<double> to_number(std::string_view text, char decimal = '.');

/// `text` without ASCII white space at its ends.
std::string_view trimmed(std::string_view text);

/// The parts of `text` between `separator`s; n separators give n+1 parts.
std::vector<std::string> split(std::string_view text, char separator);

/// `parts` with `separator` between them.
std::string joined(std::span<const std::string> parts, std::string_view separator);

/// The candidate that looks most like `word` (edit distance over code points, case folded for
/// ASCII), or nothing when none is within about a third of its length.
std::optional<std::string> nearest(std::string_view word, std::span<const std::string> candidates);

/// `; did you mean 'x'?` for the nearest candidate; else `; known: a, b, c` (at most `listed`).
std::string did_you_mean(std::string_view word, std::span<const std::string> candidates,
                         std::size_t listed = 12);

/// Code points in a UTF-8 text (for widths in terminal tables).
std::size_t code_points(std::string_view utf8);

}  // namespace trygg
