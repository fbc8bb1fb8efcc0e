#include "reports/document/html.hpp"

#include <catch2/catch.hpp>

#include "base/error.hpp"
#include "reports/charts/svg.hpp"

using namespace trygg;
using namespace trygg::reports;

TEST_CASE("a text from a file can never become markup", "[reports][law]") {
  const auto html = element("p", {{"title", "a\"b"}}, {"<b>&", element("i", {"x"})});
  CHECK(html.markup() == "<p title=\"a&quot;b\">&lt;b&gt;&amp;<i>x</i></p>");
}

TEST_CASE("a drawing finds texts that overlap or leave it", "[reports][law]") {
  Drawing drawing(100, 40);
  drawing.text("Bromma", 5, 20, {});
  CHECK(drawing.collisions().empty());
  SECTION("over another text") {
    drawing.text("Farsta", 20, 22, {});
    CHECK(drawing.collisions() == std::vector<std::string>{"'Bromma' overlaps 'Farsta'"});
  }
  SECTION("over a mark") {
    drawing.marker("w", Shape::circle, Fill::solid, 30, 16, 12);
    CHECK(drawing.collisions() == std::vector<std::string>{"'Bromma' overlaps a mark"});
  }
  SECTION("outside") {
    drawing.text("Kungsholmen", 60, 38, {});
    CHECK(drawing.collisions().size() == 1);
    CHECK_THROWS_AS(drawing.finished("f", "wide", "t", "d"), ArgumentError);
  }
}

TEST_CASE("a drawing has a role, a title, a description and ids of its own", "[reports][law]") {
  const auto svg = Drawing(10, 20).finished("f1w", "wide", "A & B", "d").markup();
  CHECK(svg.find("role=\"img\" aria-labelledby=\"f1w-t f1w-d\" viewBox=\"0 0 10 20\"") !=
        std::string::npos);
  CHECK(svg.find("<title id=\"f1w-t\">A &amp; B</title><desc id=\"f1w-d\">d</desc>") !=
        std::string::npos);
}

TEST_CASE("coordinates have one decimal and no negative zero", "[reports][law]") {
  CHECK(coordinate(12.34) == "12.3");
  CHECK(coordinate(-0.01) == "0.0");
}
