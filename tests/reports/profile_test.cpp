// The profile of an area and the gender analysis of an area: what they say of area and whole, and
// of women and men, is what the released comparisons permit.
#include <catch2/catch.hpp>

#include <cstdlib>

#include "base/error.hpp"
#include "base/random.hpp"
#include "fixture.hpp"
#include "ranking/standing_release.hpp"

using namespace trygg;
using trygg::reports::Location;
using trygg::test::Publication;

namespace {

const Location bromma{"2020", "stadsdelsomrade", "06"};
const std::vector<std::string> sexes{"", "2", "1"};

bool holds(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

std::string heading_of(const std::string& page) {
  const auto from = page.find("<h1>") + 4;
  return page.substr(from, page.find("</h1>") - from);
}

ReleasedRow against_whole(const std::string& area, const std::string& sex, double estimate,
                          double margin) {
  auto row =
      test::difference("2023", area, sex, std::string(against_whole_contrast), estimate, margin);
  row.margin = Published::withheld(Symbol::none);
  return row;
}

bool is_flagged(const Publication& p, const std::string& area, const std::string& sex) {
  for (const auto& row : p.release.rows)
    if (row.area == area && row.sex == sex && row.wave == "2023" && row.contrast.empty())
      return row.decision == Decision::flag;
  return false;
}

/// As the release does: with a flagged level it cannot be told.
ReleasedRow compared(const Publication& p, const std::string& area, const std::string& sex,
                     double estimate, double margin) {
  auto row = against_whole(area, sex, estimate, margin);
  if (is_flagged(p, area, sex)) {
    row.decision = Decision::flag;
    row.finding = Finding::undetermined;
  }
  return row;
}

/// The invented publication with levels for all in the areas, their comparisons with the whole, and
/// their places in a map.
Publication with_standings() {
  auto p = test::invented_publication();
  int i = 0;
  for (auto& area : p.areas.areas) {
    area.tile_row = 1 + i / 4;
    area.tile_column = 1 + i % 4;
    area.name_lines = {area.name};
    area.region = i % 2 == 0 ? "norr" : "söder";
    const double level = 5.5 + 0.8 * i++;
    p.release.rows.push_back(
        test::level("2023", area.code, "", level, level - 2, level + 2.4, 1300));
    for (const auto& sex : sexes)
      p.standings.push_back(compared(p, area.code, sex, level - 9.9, 2.3));
  }
  p.release.rows.push_back(test::level("2017", "06", "", 8.1, 6.2, 10.6, 1200));
  p.release.rows.push_back(test::difference("2023", "06", "", "omgang:2023-2017", -1.8, 2.6));
  return p;
}

void set_finding(Publication& p, Finding finding) {
  for (auto& row : p.standings)
    if (row.area == "06") row.finding = finding;
}

void withhold_area(Publication& p, const std::string& code) {
  for (auto& row : p.release.rows) {
    if (row.area != code) continue;
    const auto was = row;
    row = test::suppressed_level(was.wave, was.area, was.sex);
    row.contrast = was.contrast;
    row.groups = was.groups;
    row.finding = was.contrast.empty() ? Finding::none : Finding::suppressed;
  }
  std::erase_if(p.standings, [&](const auto& row) { return row.area == code; });
}

struct State {
  Finding finding;
  const char *heading, *lede;
};
const std::vector<State> against_states{
    {Finding::higher, "I Bromma är andelen otrygga högre än i hela staden", ", högre än i"},
    {Finding::lower, "I Bromma är andelen otrygga lägre än i hela staden", ", lägre än i"},
    {Finding::similar, "ungefär densamma som i hela staden", ", ungefär densamma som"},
    {Finding::not_shown, "I Bromma skiljer sig andelen otrygga inte säkerställt",
     "procent) inte säkerställt från"},
    {Finding::undetermined, "I Bromma går skillnaden mot hela staden inte att avgöra",
     "Det går inte att avgöra om"},
    {Finding::broken, "mätta på olika sätt", "Mätningen är inte densamma"},
    {Finding::suppressed, "redovisas inte och kan inte jämföras", "redovisas inte."}};

const std::vector<std::pair<Finding, const char*>> gap_states{
    {Finding::higher, "I Bromma är andelen otrygga högre bland kvinnor än bland män"},
    {Finding::lower, "I Bromma är andelen otrygga lägre bland kvinnor än bland män"},
    {Finding::similar, "I Bromma är andelen otrygga ungefär densamma bland kvinnor och män"},
    {Finding::not_shown, "I Bromma kan ingen säkerställd skillnad mellan kvinnor och män visas"},
    {Finding::undetermined, "I Bromma går skillnaden mellan kvinnor och män inte att avgöra"},
    {Finding::broken, "Mätningen ändrades"},
    {Finding::suppressed, "redovisas inte"}};

}  // namespace

TEST_CASE("the profile of an invented area is the page that was looked at", "[reports][golden]") {
  const auto page = with_standings().content_of("lagesbild", bromma);
  const auto file = test::source_dir() / "tests/reports/golden/lagesbild.html";
  if (std::getenv("UPDATE_GOLDEN") != nullptr) write_file(file, page, Access::published);
  const bool same = page == read_file(file);
  if (!same) write_file(file.string() + ".new", page, Access::published);
  CHECK(same);  // look at the page in .new; UPDATE_GOLDEN=1 takes it over
}

TEST_CASE("area and whole are compared in the words of the comparison's state and no other",
          "[reports][law]") {
  for (const auto& now : against_states) {
    auto p = with_standings();
    set_finding(p, now.finding);
    const auto page = p.page_of("lagesbild", bromma);
    const auto from = page.find("class=\"lede\"");
    const auto lede = page.substr(from, page.find("</p>", from) - from);
    for (const auto& other : against_states) {
      INFO(to_text(now.finding) << " against the words of " << to_text(other.finding));
      CHECK(holds(heading_of(page), other.heading) == (&other == &now));
      CHECK(holds(lede, other.lede) == (&other == &now));
    }
  }
}

TEST_CASE("a secured difference from the whole is told exactly where it is", "[reports][law]") {
  for (std::uint32_t seed = 0; seed < 10; ++seed) {
    Random random(20231101, seed);
    auto p = with_standings();
    for (auto& row : p.standings) {
      const double estimate = (static_cast<double>(random.below(160)) - 80) / 10;
      row = compared(p, row.area, row.sex, estimate,
                     (5 + static_cast<double>(random.below(60))) / 10);
      if (random.below(6) == 0) {
        row.decision = Decision::flag;
        row.finding = Finding::undetermined;
      }
    }
    for (const auto& area : p.areas.areas) {
      INFO("release " << seed << ", area " << area.code);
      const auto page = p.page_of("lagesbild", {"2020", "stadsdelsomrade", area.code});
      Finding all = Finding::none;
      std::size_t secured = 0;
      for (const auto& row : p.standings) {
        if (row.area != area.code) continue;
        if (row.sex.empty())
          all = row.finding;
        else
          secured += row.finding == Finding::higher || row.finding == Finding::lower;
      }
      const auto level = [&](const char* sex) {
        for (const auto& row : p.release.rows)
          if (row.area == area.code && row.sex == sex && row.wave == "2023" && row.contrast.empty())
            return row.decision;
        return Decision::suppress;
      };
      if (level("1") == Decision::suppress) continue;  // its comparison cannot be told
      CHECK(holds(page, "Säkerställt högre än i hela staden:") == (all == Finding::higher));
      CHECK(holds(page, "Säkerställt lägre än i hela staden:") == (all == Finding::lower));
      CHECK(holds(heading_of(page), "högre än i") == (all == Finding::higher));
      CHECK(holds(heading_of(page), "lägre än i") == (all == Finding::lower));
      const auto house = reports::read_house(test::source_dir(), reports::Language::sv);
      const auto n = secured > 0 ? house.phrases.count_word(secured, "en") : "noll";
      CHECK(holds(page, fmt::format("I {} av ", n)) == (secured > 0));
    }
  }
}

TEST_CASE(
    "without a comparison of area and whole it cannot be told, whatever the two intervals are",
    "[reports][law]") {
  auto p = with_standings();
  p.standings.clear();
  for (auto& row : p.release.rows)
    if (row.area == "06" && row.sex.empty() && row.contrast.empty())
      row = test::level(row.wave, "06", "", 40.1, 38.2, 42.6, 1300);
  const auto page = p.page_of("lagesbild", bromma);
  CHECK(holds(heading_of(page), "I Bromma går skillnaden mot hela staden inte att avgöra"));
  CHECK_FALSE(holds(page, "Säkerställt högre"));
  CHECK_FALSE(holds(page, "Högre än hela staden"));
}

TEST_CASE("an area in which everything is withheld says so and shows no figure of its own",
          "[reports][law]") {
  auto p = with_standings();
  const auto open = p.page_of("lagesbild", bromma);
  withhold_area(p, "06");
  const auto page = p.page_of("lagesbild", bromma);
  CHECK(holds(heading_of(page), "redovisas inte och kan inte jämföras"));
  CHECK(holds(page, "redovisas inte"));
  for (const auto* value : {"16,9", "13,9–", "8,7", "731", "668"}) {
    INFO(value);
    CHECK(holds(open, value));
    CHECK_FALSE(holds(page, value));
  }
  const auto gender = p.page_of("jamstalldhetsanalys", bromma);
  CHECK(holds(heading_of(gender), "redovisas inte"));
  for (const auto* value : {"16,9", "8,7", "731", "668"}) CHECK_FALSE(holds(gender, value));
}

TEST_CASE("a profile is about an area that there is", "[reports][error]") {
  const auto p = with_standings();
  CHECK_THROWS_AS(p.page_of("lagesbild"), ConfigError);
  CHECK_THROWS_AS(p.page_of("lagesbild", {"2020", "stadsdelsomrade", "99"}), ConfigError);
  auto named = p;
  named.indicator.short_name =
      "Andel som säger att de är mycket eller ganska otrygga i sitt område";
  for (const auto* kind : {"lagesbild", "jamstalldhetsanalys"})
    CHECK_THROWS_WITH(named.page_of(kind, bromma), Catch::Contains("shorten the short_name"));
}

TEST_CASE("women and men of an area are compared in the words of their state and no other",
          "[reports][law]") {
  for (const auto& [now, words] : gap_states) {
    auto p = with_standings();
    for (auto& row : p.release.rows)
      if (row.area == "06" && row.contrast == "kon:2-1") row.finding = now;
    const auto heading = heading_of(p.page_of("jamstalldhetsanalys", bromma));
    for (const auto& [other, others] : gap_states) {
      INFO(to_text(now) << " against the words of " << to_text(other));
      CHECK(holds(heading, others) == (other == now));
    }
  }
}

TEST_CASE("the gender analysis of an area shows the area, its neighbours and the whole",
          "[reports][law]") {
  const auto p = with_standings();
  const auto page = p.page_of("jamstalldhetsanalys", bromma);
  for (const auto& area : p.areas.areas) {
    const bool near = area.region == "söder";  // as Bromma
    INFO(area.name);
    CHECK(holds(page, "<th scope=\"row\">" + area.name + "</th>") == near);
  }
  CHECK(holds(page, "<th scope=\"row\">Hela staden</th>"));
  const auto from = page.find("<desc id=\"f1w-d\">");
  const auto text = page.substr(from, page.find("</desc>", from) - from);
  CHECK(text.find("Bromma:") < text.find("Kungsholmen:"));
}
