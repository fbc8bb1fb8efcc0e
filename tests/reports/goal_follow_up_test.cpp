// The follow-up of the goal: what it says is what the assessments permit.
#include <catch2/catch.hpp>

#include <cstdlib>

#include "base/error.hpp"
#include "base/random.hpp"
#include "fixture.hpp"

using namespace trygg;
using trygg::test::Publication;

namespace {

constexpr auto kind = "maluppfoljning";

bool holds(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

std::string heading_of(const std::string& page) {
  const auto from = page.find("<h1>") + 4;
  return page.substr(from, page.find("</h1>") - from);
}

ReleasedGoalRow& whole(Publication& p, const std::string& sex = "") {
  for (auto& row : p.goal_rows)
    if (row.area.empty() && row.sex == sex) return row;
  throw ArgumentError("no such row");
}

void withhold(ReleasedGoalRow& row) {
  ReleasedGoalRow none;
  none.wave = row.wave;
  none.baseline = row.baseline;
  none.indicator = row.indicator;
  none.era = row.era;
  none.area_level = row.area_level;
  none.area = row.area;
  none.sex = row.sex;
  row = none;
}

struct State {
  const char *development, *words;
  Verdict verdict;
};
const std::vector<State> states{
    {"halved", "har halverats", Verdict::reached},
    {"reduced_not_halved", "har minskat sedan 2017 men är inte halverad", Verdict::not_reached},
    {"reduced_unclear", "har minskat; om den är halverad går inte att avgöra",
     Verdict::cannot_tell},
    {"no_change", "ingen förändring sedan 2017 är säkerställd", Verdict::not_reached},
    {"cannot_tell", "Det går inte att avgöra om", Verdict::cannot_tell},
    {"increased", "har ökat sedan 2017", Verdict::not_reached},
    {"not_available", "Målet kan inte följas upp", Verdict::not_available}};

}  // namespace

TEST_CASE("the follow-up of an invented goal is the page that was looked at", "[reports][golden]") {
  const auto page = test::invented_publication().content_of(kind);
  const auto file = test::source_dir() / "tests/reports/golden/maluppfoljning.html";
  if (std::getenv("UPDATE_GOLDEN") != nullptr) write_file(file, page, Access::published);
  const bool same = page == read_file(file);
  if (!same) write_file(file.string() + ".new", page, Access::published);
  CHECK(same);  // look at the page in .new; UPDATE_GOLDEN=1 takes it over
}

TEST_CASE("the heading of the follow-up is that of the assessment's state and no other",
          "[reports][law]") {
  for (const auto& now : states) {
    auto p = test::invented_publication();
    auto& row = whole(p);
    row.development = now.development;
    row.state = now.verdict;
    row.course = Course::cannot_tell;
    const auto heading = heading_of(p.page_of(kind));
    for (const auto& other : states) {
      INFO(now.development << " against the words of " << other.development);
      CHECK(holds(heading, other.words) == (&other == &now));
    }
  }
}

TEST_CASE("too slow a pace is said only of a secured decrease that is behind the path",
          "[reports][law]") {
  for (const auto& state : states)
    for (const auto course : {Course::on_path, Course::behind_path, Course::cannot_tell}) {
      auto p = test::invented_publication();
      auto& row = whole(p);
      row.development = state.development;
      row.course = course;
      const bool slow = std::string_view(state.development) == "reduced_not_halved" &&
                        course == Course::behind_path;
      INFO(state.development << ' ' << to_text(course));
      CHECK(holds(heading_of(p.page_of(kind)), "inte i den takt som målet kräver") == slow);
    }
}

TEST_CASE("areas are counted as reduced or halved exactly when they are", "[reports][law]") {
  for (std::uint32_t seed = 0; seed < 12; ++seed) {
    Random random(20250101, seed);
    auto p = test::invented_publication();
    std::size_t all = 0, reduced = 0, halved = 0;
    for (auto& row : p.goal_rows) {
      if (row.area.empty() || !row.sex.empty()) continue;
      const auto& state = states[random.below(static_cast<std::uint32_t>(states.size()))];
      row.development = state.development;
      row.state = state.verdict;
      const std::string word = state.development;
      if (word == "not_available") withhold(row);
      all += word != "not_available" && word != "cannot_tell";
      reduced += word == "halved" || word.starts_with("reduced");
      halved += word == "halved";
    }
    const auto page = p.page_of(kind);
    const auto house = reports::read_house(test::source_dir(), reports::Language::sv);
    const auto count = [&](std::size_t n) { return house.phrases.count_word(n); };
    INFO(seed << ": " << reduced << " of " << all << ", halved " << halved);
    if (reduced > 0)
      CHECK(holds(page, fmt::format("I {} av de {} ", count(reduced), all)));
    else
      CHECK(holds(page, "är en minskning sedan 2017 säkerställd"));
    CHECK(holds(page, fmt::format("; i {} är en halvering säkerställd", count(halved))) ==
          (halved > 0));
  }
}

TEST_CASE("a follow-up in which everything is withheld says so and holds no figure",
          "[reports][law]") {
  auto p = test::invented_publication();
  for (auto& row : p.goal_rows) withhold(row);
  for (auto& row : p.release.rows) {
    const auto was = row;
    row = test::suppressed_level(was.wave, was.area, was.sex);
    row.contrast = was.contrast;
    row.groups = was.groups;
    row.finding = was.contrast.empty() ? Finding::none : Finding::suppressed;
  }
  const auto page = p.page_of(kind);
  CHECK(holds(heading_of(page), "Målet kan inte följas upp med mätningen 2023"));
  CHECK_FALSE(holds(page, "<figure"));
  for (const auto* value : {"9,9", "11,0", "5,5", "12,6"}) CHECK_FALSE(holds(page, value));
}

TEST_CASE("the follow-up is about the goal's indicator, whichever the headline is",
          "[reports][law]") {
  auto p = test::invented_publication();
  const auto page = p.page_of(kind);
  auto other = p.indicator;
  other.id = "oro";
  other.short_name = "Andel oroliga";
  std::swap(p.indicator, other);
  p.more = {other};
  CHECK(p.page_of(kind) == page);
  p.more.clear();
  CHECK_THROWS_AS(p.page_of(kind), ConfigError);
  p.goal.reset();
  CHECK_THROWS_AS(p.page_of(kind), ConfigError);
}

TEST_CASE("another factor than a half is called a halving nowhere", "[reports][law]") {
  auto p = test::invented_publication();
  p.goal->factor = 0.7;
  p.goal->name = p.goal->text = "";
  for (const auto language : {reports::Language::sv, reports::Language::en}) {
    p.project.language = language;
    p.indicator.short_name =
        language == reports::Language::sv ? "Andel otrygga" : "Share feeling unsafe";
    for (const auto& state : states) {
      for (auto& row : p.goal_rows) row.development = state.development, row.state = state.verdict;
      whole(p).course = Course::cannot_tell;
      for (const auto* publication : {kind, "jamstalldhetsanalys"}) {
        const auto page = p.content_of(publication);
        CAPTURE(publication, state.development);
        for (const auto* word : {"halver", "Halver", "halved", "Halved", "halving"})
          CHECK_FALSE(holds(page, word));
      }
    }
  }
}
