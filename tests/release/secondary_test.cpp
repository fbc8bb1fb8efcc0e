// No suppressed cell can be computed from what is published: the attacker of release/attack.hpp
// tries.
#include <catch2/catch.hpp>
#include <cmath>

#include "base/random.hpp"
#include "release/attack.hpp"
#include "release/small_survey.hpp"

using namespace trygg;
using test::SmallCell;
using test::SmallSurvey;

namespace {

ReleaseRules rules_with(Protection protection) {
  ReleaseRules rules{.minimum_base = 30, .flag_base = 30};
  rules.protection = protection;
  return rules;
}

constexpr Protection city{.share = 0.05, .cases = 2, .of_complement = 0.01};

std::size_t found_in(const SmallSurvey& survey, const Release& released,
                     const ReleaseRules& rules) {
  const auto cube = survey.cube();
  std::size_t found = 0;
  for (const auto& cell : attack(std::span(&released, 1), cube, rules, survey.scope().nesting))
    found += cell.found ? 1 : 0;
  return found;
}

const ReleasedRow& row_of(const Release& released, std::string_view era, std::string_view area,
                          std::string_view sex, std::string_view wave = "2023") {
  for (const auto& row : released.rows)
    if (row.wave == wave && row.era == era && row.area == area && row.sex == sex &&
        row.contrast.empty())
      return row;
  throw std::runtime_error("no such row");
}

/// Every smallest area is an area.
SmallSurvey plain(std::map<std::string, std::map<std::string, SmallCell>> cells) {
  std::map<std::string, std::string> division;
  for (const auto& [area, sexes] : cells) division[area] = area;
  return SmallSurvey({{"2023", std::move(cells)}}, {{"2007", division}});
}

/// Two rounds of up to seven smallest areas, which two eras divide in different ways.
SmallSurvey random_survey(std::uint32_t number) {
  Random random(20231, number);
  const auto areas = 3 + random.below(5);
  SmallSurvey::Cells cells;
  SmallSurvey::Divisions divisions;
  for (std::uint32_t a = 0; a < areas; ++a) {
    const auto name = "d" + std::to_string(a);
    divisions["2007"][name] = std::to_string(random.below(areas));
    divisions["2020"][name] = std::to_string(random.below(3));
    for (const std::string wave : {"2020", "2023"})
      for (const std::string sex : {"1", "2"}) {
        SmallCell cell{.n = random.below(4) == 0 ? random.below(12) : 12 + random.below(80),
                       .weight = 20 + 60 * random.uniform()};
        for (std::size_t k = 0; k < cell.n; ++k) cell.cases += random.uniform() < 0.15 ? 1 : 0;
        cells[wave][name][sex] = cell;
      }
  }
  return SmallSurvey(std::move(cells), std::move(divisions));
}

}  // namespace

TEST_CASE("in a thousand random surveys of linked tables nothing suppressed can be found out",
          "[release][law]") {
  const auto rules = rules_with(city), unprotected = rules_with({});
  std::size_t suppressed = 0, open = 0;
  for (std::uint32_t s = 0; s < 1000; ++s) {
    CAPTURE(s);
    const auto survey = random_survey(s);
    const auto cube = survey.cube();
    const auto released = release(cube, rules, survey.scope());
    for (const auto& row : released.rows) suppressed += row.reason == "confidential" ? 1 : 0;
    REQUIRE(found_in(survey, released, rules) == 0);
    if (s < 50) open += found_in(survey, release(cube, unprotected, survey.scope()), rules);
  }
  CHECK(suppressed > 500);
  CHECK(open > 50);  // the attacker is no straw man
}

TEST_CASE("what the attacker thinks possible holds the truth", "[release][law]") {
  const auto rules = rules_with(city);
  for (std::uint32_t s = 0; s < 40; ++s) {
    CAPTURE(s);
    const auto survey = random_survey(s);
    const auto cube = survey.cube();
    const auto released = release(cube, rules, survey.scope());
    for (const auto& cell : attack(std::span(&released, 1), cube, rules, survey.scope().nesting)) {
      CHECK(cell.lower <= cell.cell->estimate + 1e-6);
      CHECK(cell.upper >= cell.cell->estimate - 1e-6);
    }
  }
}

TEST_CASE("men cannot be computed from women and both", "[release]") {
  const auto survey = plain({{"a", {{"1", {20, 4, 50}}, {"2", {60, 12, 50}}}},
                             {"b", {{"1", {900, 90, 50}}, {"2", {900, 190, 50}}}}});
  const auto released = release(survey.cube(), rules_with(city), survey.scope());
  CHECK(row_of(released, "2007", "a", "1").reason == "few_answers");
  CHECK(row_of(released, "2007", "a", "1").estimate.text() == "..");
  const bool women = row_of(released, "2007", "a", "2").estimate.is_shown();
  const bool both = row_of(released, "2007", "a", "").estimate.is_shown();
  CHECK_FALSE((women && both));
  for (const auto& row : released.rows)
    if (row.reason == "confidential") CHECK(row.estimate.text() == "...");
  CHECK(found_in(survey, released, rules_with(city)) == 0);
}

// sdcTable, UserSupport#136: tables that share cells were made safe one by one.
TEST_CASE("an area is not the difference between two eras' areas", "[release]") {
  const SmallSurvey survey({{"2023",
                             {{"d1", {{"1", {12, 3, 50}}, {"2", {13, 4, 50}}}},
                              {"d2", {{"1", {300, 30, 50}}, {"2", {300, 70, 50}}}},
                              {"d3", {{"1", {300, 25, 50}}, {"2", {300, 60, 50}}}}}}},
                           {{"2007", {{"d1", "A"}, {"d2", "B"}, {"d3", "C"}}},
                            {"2020", {{"d1", "AB"}, {"d2", "AB"}, {"d3", "C"}}}});
  const auto released = release(survey.cube(), rules_with(city), survey.scope());
  CHECK_FALSE(row_of(released, "2007", "A", "").estimate.is_shown());
  CHECK(found_in(survey, release(survey.cube(), rules_with({}), survey.scope()), rules_with(city)) >
        0);
  CHECK(found_in(survey, released, rules_with(city)) == 0);
}

// sdcTable, UserSupport#135: three cells of one answer each, which their owners solve.
TEST_CASE("single answers protect nobody but themselves", "[release]") {
  const auto survey = plain({{"a", {{"1", {1, 1, 50}}, {"2", {60, 12, 50}}}},
                             {"b", {{"1", {1, 0, 50}}, {"2", {70, 12, 50}}}},
                             {"c", {{"1", {1, 1, 50}}, {"2", {80, 22, 50}}}},
                             {"d", {{"1", {29, 6, 50}}, {"2", {80, 22, 50}}}}});
  const auto released = release(survey.cube(), rules_with(city), survey.scope());
  CHECK(found_in(survey, released, rules_with(city)) == 0);
}

// sdcTable, UserSupport#194: cells without anybody were protected, at the cost of others.
TEST_CASE("a cell without answers costs no other cell", "[release]") {
  const auto survey = plain({{"a", {{"1", {0, 0, 50}}, {"2", {300, 60, 50}}}},
                             {"b", {{"1", {400, 40, 50}}, {"2", {400, 90, 50}}}}});
  const auto released = release(survey.cube(), rules_with(city), survey.scope());
  for (const auto& row : released.rows) CHECK(row.reason != "confidential");
}

// sdcTable, UserSupport#315: the pattern differed between runs.
TEST_CASE("the same cells are suppressed in every run", "[release][law]") {
  for (std::uint32_t s = 0; s < 20; ++s) {
    const auto survey = random_survey(s);
    const auto once = to_csv(release(survey.cube(), rules_with(city), survey.scope()));
    CHECK(to_csv(release(survey.cube(), rules_with(city), survey.scope())) == once);
  }
}

TEST_CASE("a comparison falls with a cell that was suppressed to protect another", "[release]") {
  for (std::uint32_t s = 0; s < 60; ++s) {
    const auto survey = random_survey(s);
    const auto released = release(survey.cube(), rules_with(city), survey.scope());
    for (const auto& row : released.rows) {
      if (row.contrast != "kon:2-1") continue;
      const bool women = row_of(released, row.era, row.area, "2", row.wave).estimate.is_shown();
      const bool men = row_of(released, row.era, row.area, "1", row.wave).estimate.is_shown();
      if (!women || !men) CHECK_FALSE(row.estimate.is_shown());
    }
  }
}

TEST_CASE("a city of which nothing can be shown is released without a number", "[release]") {
  const auto survey = plain({{"a", {{"1", {5, 1, 50}}, {"2", {6, 1, 50}}}},
                             {"b", {{"1", {4, 1, 50}}, {"2", {7, 2, 50}}}}});
  const auto released = release(survey.cube(), rules_with(city), survey.scope());
  REQUIRE_FALSE(released.rows.empty());
  for (const auto& row : released.rows) CHECK_FALSE(row.estimate.is_shown());
  CHECK(found_in(survey, released, rules_with(city)) == 0);
}

TEST_CASE("only what is on the surface goes out", "[release]") {
  const auto survey = random_survey(1);
  auto scope = survey.scope();
  scope.surface.eras = {"2020"};
  for (const auto& row : release(survey.cube(), rules_with(city), scope).rows) {
    CHECK((row.area_level.empty() || row.area_level == "omrade"));
    CHECK((row.era.empty() || row.era == "2020"));
  }
}

TEST_CASE("levels before a break of the series are flagged, and compared within their round",
          "[release]") {
  const auto survey = plain({{"a", {{"1", {900, 90, 50}}, {"2", {900, 290, 50}}}}});
  auto scope = survey.scope();
  scope.before_break = {{"otrygg", "2023"}};
  const auto released = release(survey.cube(), rules_with(city), scope);
  CHECK(row_of(released, "2007", "a", "1").reason == series_break_before);
  CHECK(row_of(released, "2007", "a", "1").decision == Decision::flag);
  for (const auto& row : released.rows)
    if (row.contrast == "kon:2-1") CHECK(row.finding == Finding::higher);
}
