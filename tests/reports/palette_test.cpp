#include "reports/charts/palette.hpp"

#include <array>
#include <catch2/catch.hpp>
#include <string>
#include <tuple>

using namespace trygg::reports;

namespace {

std::string_view colour(std::string_view name, bool dark) {
  return dark ? token(name).dark : token(name).light;
}

constexpr std::array views{Vision::normal, Vision::protan, Vision::deutan, Vision::tritan,
                           Vision::greyscale};

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
    for (const auto vision : views) {
      INFO((dark ? "dark" : "light") << ", vision " << static_cast<int>(vision));
      CHECK(difference(colour("w", dark), colour("m", dark), vision) >= 19);
    }
}

TEST_CASE("the palette's pairs differ as they were computed to", "[reports][reference]") {
  // Computed independently of this program when the colours were chosen: CIEDE2000 after Machado's
  // matrices of severity 1; one decimal is kept.
  struct Pair {
    const char *one, *other;
    bool dark;
    std::array<double, 5> differences;
  };
  const Pair pairs[] = {{"w", "m", false, {43.1, 33.5, 25.0, 47.0, 21.2}},
                        {"w", "m", true, {42.5, 25.4, 24.1, 51.4, 19.9}},
                        {"w", "goal", false, {45.6, 51.4, 53.5, 27.4, 17.2}},
                        {"w", "goal", true, {40.9, 43.5, 42.4, 18.9, 8.0}},
                        {"m", "goal", false, {46.7, 24.0, 29.8, 55.9, 4.1}},
                        {"m", "goal", true, {44.3, 22.1, 33.7, 55.2, 12.0}}};
  for (const auto& [one, other, dark, expected] : pairs)
    for (std::size_t v = 0; v < views.size(); ++v) {
      INFO(one << "–" << other << (dark ? " dark" : " light") << ", vision " << v);
      CHECK(difference(colour(one, dark), colour(other, dark), views[v]) ==
            Approx(expected[v]).margin(0.051));
    }
}

TEST_CASE("contrasts with the page are those that were computed", "[reports][reference]") {
  const std::tuple<const char*, double, double> contrasts[] = {
      {"ink", 17.79, 16.02}, {"muted", 6.65, 8.56}, {"axis", 4.53, 5.98},
      {"line", 1.37, 1.53},  {"link", 8.04, 9.70},  {"w", 12.76, 12.23},
      {"m", 4.99, 5.47},     {"goal", 5.84, 8.78},  {"tile", 3.10, 3.94}};
  for (const auto& [name, light, dark] : contrasts) {
    INFO(name);
    CHECK(contrast(colour(name, false), "#ffffff") == Approx(light).margin(0.0051));
    CHECK(contrast(colour(name, true), "#12161c") == Approx(dark).margin(0.0051));
  }
}

TEST_CASE("the classes of a map bear text and are told from their neighbours",
          "[reports][reference][law]") {
  const std::array<double, 5> light{15.4, 11.6, 7.6, 4.9, 10.7}, dark{12.9, 8.5, 5.8, 8.4, 14.5};
  for (const bool in_dark : {false, true}) {
    const auto of = [&](const char* kind, std::size_t i) {
      return colour(kind + std::to_string(i + 1), in_dark);
    };
    for (std::size_t i = 0; i < 5; ++i) {
      INFO("class " << i + 1 << (in_dark ? " dark" : " light"));
      CHECK(contrast(of("s", i), of("t", i)) == Approx((in_dark ? dark : light)[i]).margin(0.051));
      CHECK(contrast(of("s", i), of("t", i)) >= 4.5);
      if (i == 0) continue;
      for (std::size_t v = 0; v < 4; ++v)  // with colour; without it lightness alone, below
        CHECK(difference(of("s", i - 1), of("s", i), views[v]) >= (in_dark ? 10.2 : 8.5));
      CHECK(difference(of("s", i - 1), of("s", i), Vision::greyscale) >= (in_dark ? 9 : 6.6));
    }
    CHECK(contrast(colour("tile", in_dark), colour("bg", in_dark)) >= 3);
    CHECK(contrast(colour("ink", in_dark), colour("hatch", in_dark)) >= 6.7);
    CHECK(contrast(colour("ink", in_dark), colour("hatchbg", in_dark)) >= 6.7);
  }
}

TEST_CASE("below and above the whole are told apart by those who see colour at all",
          "[reports][law]") {
  for (const bool dark : {false, true}) {
    CHECK(contrast(colour("below", dark), colour("onends", dark)) >= 6.6);
    CHECK(contrast(colour("above", dark), colour("onends", dark)) >= 6.6);
    CHECK(contrast(colour("same", dark), colour("onsame", dark)) >= 6.6);
    for (std::size_t v = 0; v < views.size(); ++v) {
      CHECK(difference(colour("below", dark), colour("same", dark), views[v]) >= 39);
      CHECK(difference(colour("above", dark), colour("same", dark), views[v]) >= 39);
      if (views[v] == Vision::greyscale) continue;  // in grey both are alike: the triangle tells
      CHECK(difference(colour("below", dark), colour("above", dark), views[v]) >= 39);
      CHECK(difference(colour("belowmid", dark), colour("abovemid", dark), views[v]) >= 32);
    }
  }
}

TEST_CASE("answers side by side are told apart, also in grey", "[reports][law]") {
  for (const bool dark : {false, true})
    for (std::size_t i = 1; i <= 5; ++i) {
      INFO("answer " << i);
      const auto fill = colour("a" + std::to_string(i), dark);
      CHECK(contrast(fill, colour(i == 5 ? "ona5" : "ona", dark)) >= 4.5);
      if (i == 1) continue;
      for (const auto vision : views)
        CHECK(difference(colour("a" + std::to_string(i - 1), dark), fill, vision) >= 10);
    }
}

TEST_CASE("the style sheet holds every colour three times", "[reports][law]") {
  const auto css = palette_css();
  for (const auto& t : palette()) {
    CHECK(css.find("--" + std::string(t.name) + ":" + std::string(t.light)) != std::string::npos);
    CHECK(css.find("--" + std::string(t.name) + ":" + std::string(t.dark)) != std::string::npos);
  }
}
