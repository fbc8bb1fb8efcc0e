// Laws of the page as a whole, over invented and random releases.
#include <rapidcheck.h>
#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <set>

#include "base/error.hpp"
#include "base/random.hpp"
#include "base/text.hpp"
#include "fixture.hpp"
#include "reports/charts/dots.hpp"

using namespace trygg;
using trygg::test::Publication;

namespace {

constexpr std::uint32_t releases = 40;

bool holds(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

std::size_t count_of(const std::string& text, const std::string& part) {
  std::size_t n = 0;
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++n;
  return n;
}

/// The text of `page` between tags, without styles.
std::string visible(const std::string& page) {
  std::string text;
  bool inside_tag = false;
  const auto body = page.find("<body>");
  for (std::size_t i = body; i < page.size(); ++i) {
    if (page[i] == '<') inside_tag = true;
    if (!inside_tag) text += page[i];
    if (page[i] == '>') inside_tag = false, text += ' ';
  }
  return text;
}

/// Random differences for every area: some suppressed, some flagged, all sizes.
Publication random_publication(std::uint32_t seed) {
  Random random(20230401, seed);
  auto p = test::invented_publication();
  for (auto& row : p.release.rows) {
    if (row.contrast.empty() || row.area.empty()) continue;
    const double estimate = (static_cast<double>(random.below(320)) - 120) / 10;
    const double margin = (5 + static_cast<double>(random.below(85))) / 10;
    const auto state = random.below(10);
    auto drawn = test::difference(row.wave, row.area, "", row.contrast, estimate, margin);
    if (state == 0) {
      drawn = test::suppressed_level(row.wave, row.area, "");
      drawn.contrast = row.contrast;
      drawn.finding = Finding::suppressed;
    } else if (state == 1) {
      drawn.decision = Decision::flag;
      drawn.finding = Finding::undetermined;
    }
    row = drawn;
  }
  return p;
}

std::string area_name(const Publication& p, const std::string& code) {
  for (const auto& area : p.areas.areas)
    if (area.code == code) return area.name;
  return "";
}

/// The table row of an area in the first table.
std::string table_row(const std::string& page, const std::string& name) {
  const auto table = page.find("id=\"tabell-omraden\"");
  const auto from = page.find("<th scope=\"row\">" + name + "</th>", table);
  return page.substr(from, page.find("</tr>", from) - from);
}

}  // namespace

TEST_CASE("every area's verdict is that of its printed interval", "[reports][law]") {
  for (std::uint32_t seed = 0; seed < releases; ++seed) {
    INFO("release " << seed);
    const auto p = random_publication(seed);
    const auto page = p.page();
    for (const auto& row : p.release.rows) {
      if (row.contrast != "kon:2-1" || row.area.empty()) continue;
      const auto printed = table_row(page, area_name(p, row.area));
      const bool shown = row.lower.is_shown();
      const bool above = shown && row.lower.value() > 0, below = shown && row.upper.value() < 0;
      const bool flagged = row.decision == Decision::flag;
      CHECK(holds(printed, "Högre bland kvinnor") == (above && !flagged));
      CHECK(holds(printed, "Lägre bland kvinnor") == (below && !flagged));
      CHECK(holds(printed, "Kan inte beräknas") == !shown);
    }
  }
}

TEST_CASE("a difference is bold in the chart exactly when it is secured", "[reports][law]") {
  for (std::uint32_t seed = 0; seed < releases; ++seed) {
    INFO("release " << seed);
    const auto p = random_publication(seed);
    const auto page = p.page();
    std::size_t secured = 0;
    for (const auto& row : p.release.rows)
      if (row.contrast == "kon:2-1" && row.wave == "2023" && row.groups[0].empty() &&
          (row.finding == Finding::higher || row.finding == Finding::lower))
        ++secured;
    const auto from = page.find("<svg class=\"wide\""), to = page.find("</svg>", from);
    const auto chart = page.substr(from, to - from);
    std::size_t bold = 0;
    for (const auto& part : split(chart, '<'))
      bold += holds(part, "font-weight=\"600\"") && holds(part, " ± ");
    CHECK(bold == secured);
  }
}

TEST_CASE("the heading counts the areas that are secured, of those that can be compared",
          "[reports][law]") {
  for (std::uint32_t seed = 0; seed < releases; ++seed) {
    INFO("release " << seed);
    const auto p = random_publication(seed);
    std::size_t higher = 0, comparable = 0, all = 0;
    for (const auto& row : p.release.rows) {
      if (row.contrast != "kon:2-1" || row.area.empty()) continue;
      ++all;
      higher += row.finding == Finding::higher;
      comparable += row.finding == Finding::higher || row.finding == Finding::lower ||
                    row.finding == Finding::similar || row.finding == Finding::not_shown;
    }
    const auto page = p.page();
    const auto from = page.find("<h1>") + 4;
    const auto heading = page.substr(from, page.find("</h1>") - from);
    CHECK(code_points(heading) <= 90);
    if (higher > 0 && higher < comparable)
      CHECK(holds(heading, fmt::format("{}\u00a0av\u00a0de {} ", higher, comparable)));
    if (higher == all) CHECK(holds(heading, fmt::format("alla {} ", all)));
    if (higher == 0) {
      CHECK_FALSE(holds(heading, "\u00a0av\u00a0de "));
    };
  }
}

TEST_CASE("a withheld figure is nowhere on the page", "[reports][law]") {
  // The men of Skarpnäck get an estimate that occurs nowhere else, then lose it.
  auto open = test::invented_publication();
  for (auto& row : open.release.rows)
    if (row.area == "15" && row.sex == "1" && row.contrast.empty())
      row = test::level("2023", "15", "1", 43.7, 41.2, 46.3, 531);
  for (const auto* part : {"43,7", "41,2", "46,3", ">531<"}) CHECK(holds(open.page(), part));

  auto closed = open;
  for (auto& row : closed.release.rows)
    if (row.area == "15" && row.sex == "1") row = test::suppressed_level("2023", "15", "1");
  const auto page = closed.page();
  for (const auto* part : {"43,7", "43.7", "41,2", "46,3", ">531<"}) CHECK_FALSE(holds(page, part));
  CHECK(holds(page, "Män: redovisas inte, för få svar"));
  // Nor does it show in the axis: the highest limit left is that of 21,9.
  CHECK(page == test::invented_publication().page());
}

TEST_CASE("rows are ordered by what is secured, and withheld ones come last by name",
          "[reports][law]") {
  const auto p = test::invented_publication();
  const auto page = p.page();
  const auto from = page.find("<desc id=\"f1w-d\">"), to = page.find("</desc>", from);
  const auto text = page.substr(from, to - from);
  const std::vector<std::string> order{
      "Hela staden:", "Hägersten-Älvsjö:", "Bromma:", "Hässelby-Vällingby:",
      "Skärholmen:",  "Norrmalm:",         "Farsta:", "Skarpnäck:"};
  for (std::size_t i = 1; i < order.size(); ++i)
    CHECK(text.find(order[i - 1]) < text.find(order[i]));
}

TEST_CASE("every picture and the page say that the data are synthetic, and only then",
          "[reports][law]") {
  auto p = test::invented_publication();
  const auto page = p.page();
  CHECK(count_of(page, "class=\"synt\"") == 8);  // four figures, wide and narrow
  CHECK(holds(page, "<header class=\"strip\">"));
  CHECK(count_of(page, "Syntetiska data.") >= 4 + 5);
  p.project.synthetic = reports::Synthetic::no;
  const auto real = visible(p.page());
  CHECK_FALSE(holds(real, "yntetisk"));
  CHECK_FALSE(holds(real, "SYNTETISK"));
}

TEST_CASE("the page is self-contained and its ids are unique", "[reports][law]") {
  const auto page = test::invented_publication().page();
  for (const auto* part : {"<script", "http:", "https:", "@import", "url("})
    CHECK_FALSE(holds(page, part));
  std::set<std::string> ids;
  for (auto at = page.find(" id=\""); at != std::string::npos; at = page.find(" id=\"", at + 1)) {
    const auto id = page.substr(at + 5, page.find('"', at + 5) - at - 5);
    INFO(id);
    CHECK(ids.insert(id).second);
  }
  for (auto at = page.find("href=\"#"); at != std::string::npos; at = page.find("href=\"#", at + 1))
    CHECK(ids.contains(page.substr(at + 7, page.find('"', at + 7) - at - 7)));
}

TEST_CASE("the words of the page keep to the language rules", "[reports][law]") {
  const auto text = visible(test::invented_publication().page());
  // Words that claim too much, blame, or are not plain Swedish.
  for (const auto* word : {"signifikant",
                           "tendens",
                           "tendera",
                           "något högre",
                           "något lägre",
                           "marginell",
                           "markant",
                           "kraftig",
                           "dramatisk",
                           "rekord",
                           "trend",
                           "värst",
                           "sämst",
                           "bäst",
                           "i topp",
                           "drabbad",
                           "problemområde",
                           "utanförskap",
                           "utsatt område",
                           "bevisar",
                           "beror på",
                           "leder till",
                           "tack vare",
                           "effekt av",
                           "exakt",
                           "data saknas",
                           "därav kvinnor",
                           "cirka",
                           "drygt",
                           "knappt",
                           "nästan",
                           "otrygga områden",
                           "andelen otrygga kvinnor"}) {
    INFO(word);
    CHECK_FALSE(holds(text, word));
  }
  CHECK(count_of(text, "konfidens") == 1);  // once, where the method is explained
  CHECK_FALSE(holds(text, "{"));
  for (std::size_t i = 1; i + 1 < text.size(); ++i) {
    const auto digit = [&](std::size_t k) { return text[k] >= '0' && text[k] <= '9'; };
    const auto near = text.substr(i > 20 ? i - 20 : 0, 40);
    INFO(near);
    if (text[i] == '.' && digit(i - 1)) REQUIRE_FALSE(digit(i + 1));  // a decimal point
    if (text[i] == '-' && digit(i + 1)) REQUIRE(digit(i - 1));        // a hyphen as minus
    if (text[i] == ' ' && digit(i - 1)) {
      const auto rest = text.substr(i + 1, 8);
      REQUIRE_FALSE(rest.starts_with("%"));
      REQUIRE_FALSE(rest.starts_with("procent"));
      REQUIRE_FALSE(rest.starts_with("år"));
    }
  }
  for (std::size_t at = text.find("–"); at != std::string::npos; at = text.find("–", at + 3))
    if (text[at - 1] >= '0' && text[at - 1] <= '9' && text[at + 3] >= '0' && text[at + 3] <= '9')
      FAIL("a range that may break: " + text.substr(at - 10, 20));
}

TEST_CASE("every state of a change has its own words and no others", "[reports][law]") {
  struct Case {
    Finding finding;
    const char *words, *heading;
  };
  const std::vector<Case> cases = {
      {Finding::lower, "har andelen otrygga minskat från", "har andelen otrygga minskat sedan"},
      {Finding::higher, "har andelen otrygga ökat från", "har andelen otrygga ökat sedan"},
      {Finding::similar, "i stort sett oförändrad sedan", "i stort sett oförändrad"},
      {Finding::not_shown, "Förändringen är inte statistiskt säkerställd",
       "syns ingen säkerställd förändring"},
      {Finding::undetermined, "Det går inte att avgöra om andelen otrygga bland kvinnor har",
       "går det inte att avgöra om"},
      {Finding::broken, "Mätningen ändrades", "kan 2017 och 2023 inte jämföras"},
      {Finding::suppressed, "redovisas inte utvecklingen sedan", "redovisas inte utvecklingen"}};
  for (const auto& now : cases) {
    auto p = test::invented_publication();
    for (auto& row : p.release.rows)
      if (row.contrast == "omgang:2023-2017") row.finding = now.finding;
    const auto page = p.page();
    const auto points = page.substr(page.find("<ul class=\"points\">"), 1500);
    const auto figure = page.find("id=\"figur-2\"");
    const auto heading = page.substr(figure, page.find("</h3>", figure) - figure);
    for (const auto& other : cases) {
      INFO(to_text(now.finding) << " against the words of " << to_text(other.finding));
      CHECK(holds(points, other.words) == (other.finding == now.finding));
      CHECK(holds(heading, other.heading) == (other.finding == now.finding));
    }
  }
}

TEST_CASE("the change of the difference is not told from two changes", "[reports][law]") {
  auto p = test::invented_publication();  // women: a secured decrease; men: none
  for (auto& row : p.release.rows)
    if (holds(row.contrast, "kon:2-1 omgang")) row.finding = Finding::undetermined;
  const auto page = p.page();
  CHECK(holds(page, "Det går inte att avgöra om utvecklingen skiljer sig mellan kvinnor och män."));
  CHECK_FALSE(holds(page, "killnaden mellan kvinnor och män har minskat"));
}

TEST_CASE("without a goal, ages or an earlier round the page is still whole", "[reports][law]") {
  auto p = test::invented_publication();
  p.goal.reset();
  p.goal_rows.clear();
  p.project.groups.clear();
  p.project.comparison_wave.clear();
  p.project.planning_questions.clear();
  const auto page = p.page();
  CHECK(count_of(page, "<figure") == 1);
  CHECK_FALSE(holds(page, "Målet"));
  CHECK(holds(page, "</html>"));
}

TEST_CASE("a release without the whole place is refused", "[reports][error]") {
  auto p = test::invented_publication();
  std::erase_if(p.release.rows, [](const auto& r) { return r.area.empty() && r.sex == "1"; });
  CHECK_THROWS_AS(p.page(), InputError);
}

TEST_CASE("a heading that would be too long is refused, not cut", "[reports][error]") {
  auto p = test::invented_publication();
  p.indicator.short_name = "Andel som säger att de är mycket eller ganska otrygga i sitt område";
  CHECK_THROWS_WITH(p.page(), Catch::Contains("shorten the short_name of indicator 'otrygg_ute'"));
}
