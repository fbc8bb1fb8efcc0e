#include "reports/charts/palette.hpp"

#include <catch2/catch.hpp>

using namespace trygg::reports;

namespace {

std::string_view colour(std::string_view name, bool dark) {
  return dark ? token(name).dark : token(name).light;
}

}  // namespace

TEST_CASE("contrast is that of WCAG 2.1", "[reports][reference]") {
  CHECK(contrast("#000000", "#ffffff") == Approx(21).epsilon(1e-12));
  CHECK(contrast("#777777", "#ffffff") == Approx(4.48).margin(0.005));  // the well-known near miss
  CHECK(contrast("#ffffff", "#777777") == contrast("#777777", "#ffffff"));
}

TEST_CASE("CIEDE2000 gives the published differences of test pairs", "[reports][reference]") {
  // Sharma, Wu and Dalal (2005), table 1; four decimals are printed there.
  const auto agrees = [](double d) { return Approx(d).margin(0.00005); };
  CHECK(difference(Lab{50, 2.6772, -79.7751}, Lab{50, 0, -82.7485}) == agrees(2.0425));
  CHECK(difference(Lab{50, -1.3802, -84.2814}, Lab{50, 0, -82.7485}) == agrees(1.0000));
  CHECK(difference(Lab{50, 2.5, 0}, Lab{50, 0, -2.5}) == agrees(4.3065));
  CHECK(difference(Lab{50, 2.5, 0}, Lab{73, 25, -18}) == agrees(27.1492));
  CHECK(difference(Lab{60.2574, -34.0099, 36.2677}, Lab{60.4626, -34.1751, 39.4387}) ==
        agrees(1.2644));
  CHECK(difference(Lab{2.0776, 0.0795, -1.1350}, Lab{0.9033, -0.0636, -0.5514}) == agrees(0.9082));
}

TEST_CASE("text has contrast 4.5 and marks 3 on the page and on the panel", "[reports][law]") {
  for (const bool dark : {false, true})
    for (const auto* ground : {"bg", "panel"}) {
      INFO((dark ? "dark " : "light ") << ground);
      for (const auto* text : {"ink", "muted", "link", "w", "m", "goal"})
        CHECK(contrast(colour(text, dark), colour(ground, dark)) >= 4.5);
      for (const auto* mark : {"w", "m", "ref", "goal", "axis"})
        CHECK(contrast(colour(mark, dark), colour(ground, dark)) >= 3);
    }
  for (const bool dark : {false, true}) {
    CHECK(contrast(colour("syn", dark), colour("synbg", dark)) >= 4.5);
    CHECK(contrast(colour("w", dark), colour("wband", dark)) >= 3);
    CHECK(contrast(colour("m", dark), colour("mband", dark)) >= 3);
    CHECK(contrast(colour("goal", dark), colour("goalband", dark)) >= 3);
  }
}

TEST_CASE("women and men are told apart in every kind of vision", "[reports][law]") {
  for (const bool dark : {false, true})
    for (const auto vision :
         {Vision::normal, Vision::protan, Vision::deutan, Vision::tritan, Vision::greyscale}) {
      INFO((dark ? "dark" : "light") << ", vision " << static_cast<int>(vision));
      CHECK(difference(colour("w", dark), colour("m", dark), vision) >= 19);
    }
}

TEST_CASE("the style sheet holds every colour three times", "[reports][law]") {
  const auto css = palette_css();
  for (const auto& t : palette()) {
    CHECK(css.find("--" + std::string(t.name) + ":" + std::string(t.light)) != std::string::npos);
    CHECK(css.find("--" + std::string(t.name) + ":" + std::string(t.dark)) != std::string::npos);
  }
}
