#include <catch2/catch.hpp>

#include "reports/charts/text_width.hpp"

using namespace trygg::reports;

TEST_CASE("a text is as wide as the browser sets it", "[reports][reference]") {
  // getBoundingClientRect in Chromium 156 with Inter 3.19 and tabular figures, font size 100.
  // Tolerance: kerning, which the table leaves out, is up to 2 % in such labels.
  const auto near = [](double width) { return Approx(width).epsilon(0.02); };
  CHECK(text_width("Kvinnor 12,6 %", 100) == near(713.92));
  CHECK(text_width("Kvinnor 12,6 %", 100, Weight::semibold) == near(734.03));
  CHECK(text_width("10,8 ± 4,0", 100) == near(501.14));
}

TEST_CASE("digits are equally wide, width grows with the font size", "[reports][law]") {
  for (const auto* digit : {"0", "1", "5", "9"})
    CHECK(text_width(digit, 13) == text_width("8", 13));
  CHECK(text_width("Farsta", 26) == Approx(2 * text_width("Farsta", 13)).epsilon(1e-12));
  CHECK(text_width("", 13) == 0);
  CHECK(text_width("16–\u206079", 13) == text_width("16–79", 13));
}

TEST_CASE("an unknown character is taken as wide, never as narrow", "[reports][law]") {
  CHECK(text_width("語", 20) == 20);
}
