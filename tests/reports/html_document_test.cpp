#include "reports/document/html_document.hpp"

#include <catch2/catch.hpp>

#include "base/error.hpp"
#include "reports/publication/index.hpp"
#include "reports/publication/kinds.hpp"
#include "support.hpp"

using namespace trygg;
using namespace trygg::reports;
using Catch::Matchers::Contains;

namespace {

TableParts small_table() {
  return {.number = 3,
          .id = "t",
          .title = "A table",
          .unit = "Per cent",
          .row_column = "Area",
          .columns = {{"Share", ColumnKind::number}, {"Verdict", ColumnKind::words}},
          .rows = {{"North", {{"1,2", true}, {"higher"}}, true}}};
}

Document small_document(std::vector<Section> sections) {
  Document document{.title = "T", .publication = "P", .kicker = "K", .heading = "The finding"};
  document.sections = std::move(sections);
  return document;
}

std::string html(const Document& document) {
  const auto house = read_house(test::source_dir(), Language::sv);
  return to_html(document, ProjectTexts{}, house.phrases, "");
}

}  // namespace

TEST_CASE("every kind of block has its element", "[reports][document]") {
  const Chart chart{"t", "d", Html::trusted("<svg class=\"wide\"></svg>"),
                    Html::trusted("<svg class=\"narrow\"></svg>")};
  const auto page = html(small_document(
      {{.heading = "H",
        .main = {Paragraph{"text", "Lead"}, reports::Note{"small"}, Subheading{"Below", "b"},
                 Bullets{{"one", "two"}}, Terms{{{"word", "meaning"}}},
                 Example{"t", "d", Html::trusted("<svg class=\"example\"></svg>")},
                 Facts{{{"Women", "cw", "12,6 %", "below"}}},
                 Figure{1, "F", "sub", chart, "n", "t"}, small_table(), Panel{"Box", {"p"}, {"q"}},
                 VerdictBox{"Halved", {"why"}},
                 LinkList{{{"Bromma", "a/b.html", "high", {{"PDF", "a/b.pdf"}}}}}}}}));
  for (const auto* part :
       {"<p><b>Lead</b> text</p>", "<p class=\"note\">small</p>", "<h3 id=\"b\">Below</h3>",
        "<ul class=\"bullets\"><li>one</li><li>two</li></ul>", "<dt>word</dt><dd>meaning</dd>",
        "<svg class=\"example\">", "<span class=\"big cw\">12,6 %</span>",
        "<figure id=\"figur-1\">", "<a href=\"#tabell-t\">", "<table id=\"tabell-t\">",
        "<div class=\"box\"><h3>Box</h3><p>p</p><ul><li>q</li></ul></div>",
        "<div class=\"verdict\"><p><strong>Halved</strong></p><p>why</p></div>",
        "<ul class=\"links\"><li><a href=\"a/b.html\">Bromma</a> · <a href=\"a/b.pdf\" "
        "aria-label=\"Bromma, PDF\">PDF</a><span class=\"about\">high</span></li></ul>"})
    CHECK_THAT(page, Contains(part));
  CHECK(page.find("class=\"wide\"") < page.find("class=\"narrow\""));
}

TEST_CASE("headings go down one level at a time", "[reports][document][law]") {
  const auto page =
      html(small_document({{.heading = "Two", .main = {Subheading{"Three"}}},
                           {.heading = "Deep", .main = {Subheading{"Four"}}, .level = 3},
                           {.heading = "", .main = {Panel{"Box", {"p"}, {}}}}}));
  for (const auto* part : {"<h1>The finding</h1>", "<h2>Two</h2><h3>Three</h3>",
                           "<h3>Deep</h3><h4>Four</h4>", "<h2>Box</h2>"})
    CHECK_THAT(page, Contains(part));
}

TEST_CASE("tables take the whole width where nothing stands in the margin",
          "[reports][document][law]") {
  const std::vector<Block> blocks{Paragraph{"before"}, small_table(), reports::Note{"key"},
                                  Paragraph{"after"}};
  const auto open = html(small_document({{.heading = "H", .main = blocks}}));
  CHECK_THAT(open, Contains("<p>before</p></div></div>\n<div class=\"scroll\""));
  CHECK_THAT(open, Contains("<p class=\"note\">key</p><div class=\"row\"><div><p>after</p>"));
  const auto beside =
      html(small_document({{.heading = "H", .main = blocks, .aside = {Paragraph{"margin"}}}}));
  CHECK_THAT(beside, Contains("<p>after</p></div><aside aria-label=\"H\"><p>margin</p></aside>"));
}

TEST_CASE("the list of contents has the sections with an id", "[reports][document]") {
  auto document = small_document({{.heading = "First", .id = "a"},
                                  {.heading = "Second", .id = "b", .level = 3},
                                  {.heading = "Third"}});
  CHECK(html(document).find("<nav") == std::string::npos);
  document.contents = Contents::yes;
  const auto page = html(document);
  CHECK_THAT(page, Contains("<li><a href=\"#a\">First</a></li>"
                            "<li class=\"part\"><a href=\"#b\">Second</a></li></ul></nav>"));
  CHECK_THAT(page, Contains("<section id=\"b\" class=\"part\">"));
}

TEST_CASE("a section below the third level and a row without a cell are refused",
          "[reports][document][error]") {
  CHECK_THROWS_AS(html(small_document({{.heading = "H", .level = 4}})), ArgumentError);
  auto table = small_table();
  table.rows[0].cells.pop_back();
  CHECK_THROWS_WITH(html(small_document({{.heading = "H", .main = {table}}})),
                    "1 cells for 2 columns in table 3");
}

TEST_CASE("the index lists each kind once, then the data files", "[reports][document]") {
  const auto house = read_house(test::source_dir(), Language::sv);
  ProjectTexts project{.survey = "Survey", .place = "Place", .publication_wave = "2023"};
  const auto index = index_document(project, house.phrases,
                                    {{"Analys", "Hela staden", "Fynd", {"a.html", "a.pdf"}},
                                     {"Lägesbild", "Farsta", "", {"l/18-farsta.html"}},
                                     {"Lägesbild", "Bromma", "", {"l/06-bromma.html"}}},
                                    {{"data/figures.px", "tabeller"}});
  REQUIRE(index.sections.size() == 3);
  CHECK(index.sections[1].heading == "Lägesbild");
  const auto& areas = std::get<LinkList>(index.sections[1].main[0]).items;
  REQUIRE(areas.size() == 2);
  CHECK(areas[0].text == "Bromma");  // A–Ö, whatever the order of the file
  const auto page = to_html(index, project, house.phrases, "");
  for (const auto* part :
       {"<a href=\"a.html\">Hela staden</a> · <a href=\"a.pdf\"",
        "<a href=\"l/18-farsta.html\">Farsta</a>", "<a href=\"data/figures.px\">figures.px</a>"})
    CHECK_THAT(page, Contains(part));
  CHECK(index_document(project, house.phrases, {}, {}).sections.empty());
}

TEST_CASE("a publication's file is named by its kind and its area", "[reports][law]") {
  const auto& kind = publication_kind("jamstalldhetsanalys");
  CHECK(publication_path(kind, nullptr) == "jamstalldhetsanalys");
  const Area alvsjo{.code = "22", .name = "Hägersten-Älvsjö"};
  CHECK(publication_path(kind, &alvsjo) == "jamstalldhetsanalys/22-hagersten-alvsjo");
  const Area odd{.code = "A/../1", .name = "../Åre  (norra)"};
  CHECK(publication_path(kind, &odd) == "jamstalldhetsanalys/a-1-are-norra");
  CHECK_THROWS_WITH(publication_kind("bokslut"),
                    Contains("there is no publication 'bokslut'; known: jamstalldhetsanalys"));
}
