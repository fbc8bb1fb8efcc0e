#pragma once

#include <span>
#include <string>
#include <string_view>

namespace trygg::reports {

/// A colour of the style sheet in the light and the dark page.
struct Token {
  std::string_view name;   ///< CSS variable without dashes: "w"
  std::string_view light;  ///< "#4c176c"
  std::string_view dark;
};

/// Every colour of the publications.
std::span<const Token> palette();
const Token& token(std::string_view name);

/// The `:root` rules of the style sheet: light, dark by preference, light again in print.
std::string palette_css();

/// Relative luminance contrast, (L1 + 0.05) / (L2 + 0.05), 1–21. Source: WCAG 2.1, success
/// criterion 1.4.3.
double contrast(std::string_view a, std::string_view b);

/// How a colour is seen. The three kinds of dichromacy follow Machado, Oliveira and Fernandes
/// (2009), IEEE TVCG 15(6), 1291–1298, at severity 1.0.
enum class Vision { normal, protan, deutan, tritan, greyscale };

/// CIEDE2000 colour difference of `a` and `b` as seen. Source: Sharma, Wu and Dalal (2005), Color
/// Research and Application 30(1), 21–30.
double difference(std::string_view a, std::string_view b, Vision vision);

/// The same for two points of CIELAB (for the published test pairs).
struct Lab {
  double l, a, b;
};
double difference(const Lab& one, const Lab& two);

}  // namespace trygg::reports
