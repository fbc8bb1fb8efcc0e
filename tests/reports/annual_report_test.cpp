// The annual report: its parts, what it may say, and its English summary.
#include <catch2/catch.hpp>

#include <algorithm>
#include <set>

#include "annual_fixture.hpp"
#include "base/error.hpp"
#include "base/text.hpp"
#include "reports/phrases/frequency.hpp"

using namespace trygg;
using namespace trygg::reports;
using trygg::test::Annual;

namespace {

bool holds(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

std::vector<std::string> ids_of(const Document& document) {
  std::vector<std::string> ids;
  for (const auto& section : document.sections)
    if (section.level == 2) ids.push_back(section.id);
  return ids;
}

template <class T>
std::vector<T> blocks_of(const Document& document) {
  std::vector<T> found;
  for (const auto& section : document.sections)
    for (const auto& block : section.main)
      if (const auto* one = std::get_if<T>(&block)) found.push_back(*one);
  return found;
}

const Section& section_named(const Document& document, const std::string& id) {
  const auto found = std::ranges::find(document.sections, id, &Section::id);
  REQUIRE(found != document.sections.end());
  return *found;
}

std::string paragraphs_of(const Section& section) {
  std::string text;
  for (const auto& block : section.main)
    if (const auto* p = std::get_if<Paragraph>(&block)) text += p->text + " ";
  return text;
}

/// Values of an attribute in a page.
std::vector<std::string> values_of(const std::string& page, const std::string& attribute) {
  std::vector<std::string> values;
  const auto begin = " " + attribute + "=\"";
  for (auto at = page.find(begin); at != std::string::npos; at = page.find(begin, at + 1)) {
    const auto from = at + begin.size();
    values.push_back(page.substr(from, page.find('"', from) - from));
  }
  return values;
}

}  // namespace

TEST_CASE("the annual report has its parts in order", "[reports][annual][law]") {
  const auto document = test::invented_annual().document();
  CHECK(ids_of(document) == std::vector<std::string>{"korthet", "las-detta-forst", "kapitel-1",
                                                     "kapitel-2", "omraden", "malet", "kvalitet",
                                                     "metod", "tabeller"});
  CHECK(document.contents == Contents::yes);
  CHECK(section_named(document, "kapitel-1").heading == "Trygghet ute");
  CHECK(section_named(document, "matt-oro_utsatt").level == 3);
  for (const auto* id : {"relevans", "tillforlitlighet", "aktualitet", "tillganglighet",
                         "jamforbarhet", "omrade-06"})
    CHECK(section_named(document, id).level == 3);
}

TEST_CASE("each share of the annual report begins a page, below its chapter's heading",
          "[reports][annual][law]") {
  const auto document = test::invented_annual().document();
  const Section* before = nullptr;
  std::size_t measures = 0;
  for (const auto& section : document.sections) {
    if (section.id.starts_with("matt-")) {
      ++measures;
      const bool is_share = section.id != "matt-orosindex";
      const bool after_heading = before->id.starts_with("kapitel-");
      CHECK((section.print == PageBreak::before) == (is_share && !after_heading));
    }
    before = &section;
  }
  CHECK(measures == 3);
}

TEST_CASE("the areas of the annual report stand side by side before each by itself",
          "[reports][annual][law]") {
  const auto document = test::invented_annual().document();
  const auto& areas = section_named(document, "omraden");
  const auto* figure = std::get_if<Figure>(&areas.main.back());
  REQUIRE(figure != nullptr);
  CHECK(figure->table == "omraden-alla");
  CHECK(holds(figure->title, "Andelen otrygga sedan 2017: "));
  CHECK(holds(figure->chart.description, "Små linjediagram"));
}

TEST_CASE("figures and tables of the annual report are numbered through and found",
          "[reports][annual][law]") {
  const auto document = test::invented_annual().document();
  const auto figures = blocks_of<Figure>(document);
  const auto tables = blocks_of<TableParts>(document);
  REQUIRE(figures.size() > 15);
  REQUIRE(tables.size() > 8);
  std::set<std::string> ids;
  std::set<int> table_numbers;
  for (const auto& table : tables) {
    CHECK(ids.insert(table.id).second);
    CHECK(table_numbers.insert(table.number).second);
  }
  CHECK(*table_numbers.rbegin() == static_cast<int>(tables.size()));
  for (std::size_t i = 0; i < figures.size(); ++i) {
    CAPTURE(figures[i].title);
    CHECK(figures[i].number == static_cast<int>(i) + 1);
    CHECK(ids.contains(figures[i].table));
  }
}

TEST_CASE("no id of the annual report is there twice and every link leads somewhere",
          "[reports][annual][law]") {
  const auto page = test::invented_annual().page();
  std::set<std::string> ids;
  for (const auto& id : values_of(page, "id")) {
    CAPTURE(id);
    CHECK(ids.insert(id).second);
  }
  for (const auto& link : values_of(page, "href"))
    if (link.starts_with("#")) {
      CAPTURE(link);
      CHECK(ids.contains(link.substr(1)));
    }
}

TEST_CASE("the opening of the annual report keeps its lengths", "[reports][annual][law]") {
  for (const auto& annual : {test::invented_annual(), test::invented_annual_in_english()}) {
    const auto document = annual.document();
    CHECK(code_points(document.heading) <= 90);
    CHECK(split(document.lede, ' ').size() <= 45);
    CHECK(document.points.size() >= 3);
    CHECK(document.points.size() <= 5);
    CHECK(std::ranges::count(document.points, document.heading + ".") == 0);
  }
}

TEST_CASE("the heading of the annual report says what the comparison bears",
          "[reports][annual][law]") {
  const auto heading = [](Finding finding) {
    auto a = test::invented_annual();
    for (auto& row : a.publication.release.rows)
      if (row.contrast == "omgang:2023-2017" && row.area.empty() && row.sex.empty())
        row.finding = finding;
    const auto document = a.document();
    return document.heading + " | " + paragraphs_of(section_named(document, "korthet"));
  };
  CHECK(holds(heading(Finding::lower), "Andelen otrygga har minskat sedan 2017, från 11,0 till"));
  CHECK(holds(heading(Finding::lower), "I hela staden har andelen otrygga minskat från"));
  CHECK(holds(heading(Finding::higher), "Andelen otrygga har ökat sedan 2017"));
  CHECK(holds(heading(Finding::similar), "i stort sett oförändrad"));
  CHECK(holds(heading(Finding::not_shown), "Ingen säkerställd förändring av andelen otrygga"));
  for (const auto state : {Finding::similar, Finding::not_shown, Finding::undetermined,
                           Finding::broken, Finding::suppressed}) {
    CHECK_FALSE(holds(heading(state), "minskat"));
    CHECK_FALSE(holds(heading(state), "ökat"));
  }
}

TEST_CASE("an area is told its own gap and development", "[reports][annual][law]") {
  const auto document = test::invented_annual().document();
  const auto text = paragraphs_of(section_named(document, "omrade-11"));
  CHECK(holds(text, "På Södermalm är andelen otrygga högre bland kvinnor än bland män"));
  CHECK(holds(text, "På Södermalm var andelen otrygga 12,4\u00a0procent 2017 och"));
  CHECK(holds(text, "inte statistiskt säkerställd"));
  const auto withheld = paragraphs_of(section_named(document, "omrade-15"));
  CHECK(holds(withheld, "I Skarpnäck redovisas inte jämförelsen mellan kvinnor och män."));
}

TEST_CASE("a measure that is no share stands in tables and is not charted",
          "[reports][annual][law]") {
  const auto document = test::invented_annual().document();
  const auto& index = section_named(document, "matt-orosindex");
  std::size_t figures = 0, tables = 0;
  for (const auto& block : index.main) {
    figures += std::holds_alternative<Figure>(block);
    if (const auto* table = std::get_if<TableParts>(&block)) {
      ++tables;
      CHECK(table->unit == "Poäng, 95\u00a0procents osäkerhetsintervall. Skillnad i poäng.");
    }
  }
  CHECK(figures == 0);
  CHECK(tables == 1);
}

TEST_CASE("the quality declaration has the project's texts and the program's facts",
          "[reports][annual][law]") {
  auto a = test::invented_annual();
  const auto document = a.document();
  CHECK(holds(paragraphs_of(section_named(document, "relevans")), "hur trygga de som bor"));
  CHECK(holds(paragraphs_of(section_named(document, "relevans")), "tre mått"));
  const auto accuracy = paragraphs_of(section_named(document, "tillforlitlighet"));
  CHECK(holds(accuracy,
              "Urvalet 2023 var 35\u00a0000\u00a0personer. Av dem svarade 15\u00a0842, "
              "45\u00a0procent."));
  const auto table = std::ranges::find(document.sections, "tillforlitlighet", &Section::id)->main;
  const auto* response = std::get_if<TableParts>(&table.back());
  REQUIRE(response != nullptr);
  REQUIRE(response->rows.size() == 3);
  CHECK(response->rows[1].name == "Bromma");
  CHECK(response->rows[1].cells[2].text == "55");
  CHECK(holds(paragraphs_of(section_named(document, "tillganglighet")), "statistik@example.org"));
  a.publication.project.quality = {};
  CHECK_FALSE(paragraphs_of(section_named(a.document(), "relevans")).empty());
}

TEST_CASE("the summary in English is marked as English and stands in other languages only",
          "[reports][annual][law]") {
  const auto swedish = test::invented_annual(), english = test::invented_annual_in_english();
  const auto input = english.input();
  const auto document = swedish.document(&input);
  const auto& summary = section_named(document, "english-summary");
  CHECK(summary.language == "en");
  CHECK(holds(paragraphs_of(summary), "per cent of women"));
  CHECK_FALSE(holds(paragraphs_of(summary), "procent"));
  const auto house = read_house(test::source_dir(), Language::sv);
  CHECK(holds(to_html(document, swedish.publication.project, house.phrases, house.css),
              "id=\"english-summary\" class=\"new-page\" lang=\"en\""));
  for (const auto& section : english.document(&input).sections)
    CHECK(section.id != "english-summary");
}

TEST_CASE("the annual report in English is English throughout", "[reports][annual][law]") {
  const auto page = test::invented_annual_in_english().page();
  const auto text = test::visible_text(page);
  CHECK(holds(page, "<html lang=\"en\""));
  CHECK(holds(text,
              "The share feeling unsafe has fallen since 2017, from 11.0 to 9.9\u00a0per cent"));
  CHECK(holds(text, "12.6%"));
  CHECK(holds(text, "15,842"));
  CHECK(holds(text, "In Södermalm"));
  for (const auto* word :
       {" procent", " kvinnor", " och ", " för ", " är ", " inte ", " andelen ", " på ", "12,6"}) {
    INFO(word);
    CHECK_FALSE(holds(text, word));
  }
}

TEST_CASE("the annual report refuses an area and a release without the whole",
          "[reports][annual][error]") {
  auto a = test::invented_annual();
  const auto phrases = Phrases::read(test::source_dir(), Language::sv);
  const auto& kind = publication_kind("arsrapport");
  CHECK(kind.scope == Scope::whole);
  CHECK_THROWS_AS(kind.make(a.input(), phrases, {"2020", "stadsdelsomrade", "06"}), ArgumentError);
  std::erase_if(a.publication.release.rows,
                [](const auto& row) { return row.area.empty() && row.sex == "1"; });
  CHECK_THROWS_AS(a.document(), InputError);
}

TEST_CASE("about one in so many is said only where the interval bears it", "[reports][law]") {
  const auto of = [](double estimate, double lower, double upper) {
    return one_in(test::level("2023", "", "", estimate, lower, upper, 9000));
  };
  CHECK(of(12.6, 11.8, 13.4) == 8);
  CHECK(of(33.0, 32.0, 34.0) == 3);
  CHECK_FALSE(of(13.4, 12.6, 14.2));  // 1/8 is outside, 1/7 too
  CHECK(of(14.1, 13.0, 15.0) == 7);
  CHECK_FALSE(of(12.9, 12.6, 13.2));  // 12.5 is outside
  CHECK_FALSE(of(8.3, 7.9, 8.8));     // fewer than one in ten
  CHECK_FALSE(of(60.0, 55.0, 65.0));
  CHECK(of(11.9, 10.0, 13.0) == 8);  // 12.5 is nearer than 11.1
  auto flagged = test::level("2023", "", "", 12.6, 11.8, 13.4, 90);
  flagged.decision = Decision::flag;
  CHECK_FALSE(one_in(flagged));
  CHECK_FALSE(one_in(test::suppressed_level("2023", "", "")));
}
