#pragma once

#include <cstddef>
#include <string>

/// Figures of a diagnosis as Swedish text: decimal comma, U+00A0 between thousands, U+2212; an en
/// dash for what is not known.
namespace trygg::reports::weighting {

std::string fixed_text(double value, int decimals);
/// "9 875".
std::string count_text(double value);
inline std::string count_text(std::size_t value) {
  return count_text(static_cast<double>(value));
}
/// 0.4567 as "45,7".
std::string percent_text(double share);
/// About `digits` significant digits without an exponent: "57,31", "0,8213", "812 345".
std::string significant_text(double value, int digits = 4);
/// "0,81–0,85" in one piece.
std::string range_text(const std::string& from, const std::string& to);

/// The text, cut with "…" where it is wider than `width` pixels.
std::string shortened(const std::string& text, double size, double width);

}  // namespace trygg::reports::weighting
