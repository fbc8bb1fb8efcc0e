#include "reports/charts/text_width.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace trygg::reports {
namespace {

struct Advance {
  char32_t character;
  std::int16_t regular, semibold;
};

constexpr Advance advances[] = {
#include "reports/charts/inter_advances.inc"
};

constexpr int em = 1000;

int advance(char32_t c, Weight weight) {
  if (c == 0x2060 || c == 0xAD) return 0;
  const auto found = std::ranges::lower_bound(advances, c, {}, &Advance::character);
  if (found == std::end(advances) || found->character != c) return em;
  return weight == Weight::regular ? found->regular : found->semibold;
}

/// The code point that starts at `i`; moves `i` past it. Texts are valid UTF-8 by then.
char32_t next(std::string_view text, std::size_t& i) {
  const auto lead = static_cast<unsigned char>(text[i++]);
  if (lead < 0x80) return lead;
  const int more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : 1;
  char32_t c = lead & (0x3F >> more);
  for (int k = 0; k < more && i < text.size(); ++k)
    c = c << 6 | (static_cast<unsigned char>(text[i++]) & 0x3F);
  return c;
}

}  // namespace

double text_width(std::string_view utf8, double font_size, Weight weight) {
  long thousandths = 0;
  for (std::size_t i = 0; i < utf8.size();) thousandths += advance(next(utf8, i), weight);
  return static_cast<double>(thousandths) * font_size / em;
}

}  // namespace trygg::reports
