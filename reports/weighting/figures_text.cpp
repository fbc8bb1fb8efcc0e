#include "reports/weighting/figures_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "reports/charts/text_width.hpp"
#include "reports/number_text.hpp"

namespace trygg::reports::weighting {
namespace {

/// Groups the digits before the point and takes the language's signs.
std::string set(std::string text) {
  const bool negative = text.starts_with('-');
  if (negative) text.erase(0, 1);
  const auto point = text.find('.');
  auto whole = localised_count(text.substr(0, point), Place::table, Language::sv);
  if (point != std::string::npos) whole += ',' + text.substr(point + 1);
  return (negative ? "\u2212" : "") + whole;
}

}  // namespace

std::string fixed_text(double value, int decimals) {
  if (!std::isfinite(value)) return "–";
  auto text = fmt::format("{:.{}f}", value, decimals);
  if (text.find_first_not_of("-0.") == std::string::npos && text.starts_with('-')) text.erase(0, 1);
  return set(text);
}

std::string count_text(double value) {
  return fixed_text(value, 0);
}

std::string percent_text(double share) {
  return fixed_text(100 * share, 1);
}

std::string significant_text(double value, int digits) {
  if (!std::isfinite(value)) return "–";
  if (value == 0) return "0";
  const int magnitude = static_cast<int>(std::floor(std::log10(std::abs(value))));
  return fixed_text(value, std::clamp(digits - 1 - magnitude, 0, 12));
}

std::string range_text(const std::string& from, const std::string& to) {
  if (from.starts_with("\u2212") || to.starts_with("\u2212")) return from + " till " + to;
  return from + "–\u2060" + to;
}

std::string shortened(const std::string& text, double size, double width) {
  if (text_width(text, size, Weight::semibold) <= width) return text;
  std::string cut = text;
  while (!cut.empty()) {
    // A whole code point at a time.
    do cut.pop_back();
    while (!cut.empty() && (static_cast<unsigned char>(cut.back()) & 0x80) != 0 &&
           (static_cast<unsigned char>(cut.back()) & 0xC0) != 0xC0);
    if (!cut.empty() && (static_cast<unsigned char>(cut.back()) & 0xC0) == 0xC0) cut.pop_back();
    if (text_width(cut + "…", size, Weight::semibold) <= width) break;
  }
  return cut + "…";
}

}  // namespace trygg::reports::weighting
