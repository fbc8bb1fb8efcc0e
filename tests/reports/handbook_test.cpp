#include "reports/handbook/handbook.hpp"

#include <catch2/catch.hpp>

#include "reports/handbook/drawings.hpp"
#include "reports/handbook/markdown.hpp"
#include "support.hpp"

using namespace trygg;
using namespace trygg::reports;
using Catch::Matchers::Contains;

namespace {

std::string page_of(const std::string& markdown) {
  return handbook_page(markdown, "bok.md", test::source_dir());
}

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t n = 0;
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++n;
  return n;
}

}  // namespace

TEST_CASE("a handbook is cut into its chapters", "[reports]") {
  const auto text = read_markdown(
      "# Bok\n\nInledning.\n\n## Första & sista\n\nText.\n\n### Under\n\n## Två\n", "b");
  CHECK(text.title == "Bok");
  CHECK(text.lead.size() == 1);
  REQUIRE(text.chapters.size() == 2);
  CHECK(text.chapters[0].heading == "Första & sista");
  CHECK(text.chapters[0].id == "forsta-sista");
  CHECK(text.chapters[0].blocks.size() == 2);
  CHECK(text.chapters[1].blocks.empty());
}

TEST_CASE("the id of a chapter has letters, digits and single hyphens", "[reports]") {
  CHECK(heading_id("När är en skillnad säkerställd?") == "nar-ar-en-skillnad-sakerstalld");
  CHECK(heading_id("1. Läsa in – en ny fil") == "1-lasa-in-en-ny-fil");
  CHECK(heading_id("Ö") == "o");
}

TEST_CASE("a handbook's page has a list of chapters that leads to each", "[reports]") {
  const auto page = page_of("# Bok\n\n## Ett\n\na\n\n## Två\n\nb\n");
  CHECK_THAT(page, Contains("<h1>Bok</h1>"));
  for (const std::string id : {"ett", "tva"}) {
    CHECK(count(page, "href=\"#" + id + "\"") == 1);
    CHECK(count(page, "<h2 id=\"" + id + "\">") == 1);
  }
}

TEST_CASE("tables and code of a handbook scroll by keyboard and have a name each", "[reports]") {
  const auto page =
      page_of("# Bok\n\n## K\n\n| a | b |\n| --- | --- |\n| 1 | 2 |\n\n```\nx < y\n```\n");
  CHECK(count(page, "class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"") == 2);
  CHECK(count(page, "<th scope=\"col\">") == 2);
  CHECK_THAT(page, Contains("x &lt; y"));
}

TEST_CASE("markup and scripts in a handbook are left out", "[reports][law]") {
  const auto page =
      page_of("# Bok\n\n## K\n\n<script>alert(1)</script>\n\n[x](javascript:alert(1))\n");
  CHECK(page.find("<script") == std::string::npos);
  CHECK(page.find("javascript:") == std::string::npos);
}

TEST_CASE("every drawn example of the handbooks is marked as invented", "[reports][law]") {
  const auto page = page_of(
      "# Bok\n\n## K\n\n![a](exempel:punkt)\n\n![b](exempel:utveckling)\n\n![c](exempel:mal)\n");
  CHECK(count(page, "<svg") == 6);
  CHECK(count(page, "SYNTETISKA DATA") == 6);
  CHECK(example_names().size() == 3);
}

TEST_CASE("the handbooks of the program can be built", "[reports]") {
  const auto pages = handbook_pages(test::source_dir() / "docs/handbok");
  std::vector<std::string> names;
  for (const auto& page : pages) names.push_back(page.name);
  CHECK(names == std::vector<std::string>{"genomfora-en-omgang", "lasa-siffrorna",
                                          "tillganglighetsredogorelse"});
}

TEST_CASE("a handbook that cannot be built says where and why", "[reports][error]") {
  CHECK_THROWS_WITH(page_of("Text utan rubrik."), Contains("bok.md") && Contains("first level"));
  CHECK_THROWS_WITH(page_of("# A\n\n# B\n"), Contains("bok.md:3") && Contains("second heading"));
  CHECK_THROWS_WITH(page_of("# A\n\n## B\n\n## B\n"), Contains("two chapters are called 'B'"));
  CHECK_THROWS_WITH(page_of("# A\n\n![x](exempel:punt)\n"),
                    Contains("bok.md:3") && Contains("exempel:punt") && Contains("exempel:punkt"));
  CHECK_THROWS_WITH(page_of("# A\n\n![x](bild.png)\n"), Contains("bild.png"));
  CHECK_THROWS_WITH(handbook_pages("/nowhere"), Contains("there is no handbook"));
}
