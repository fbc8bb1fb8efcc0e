// What the attacker of release/attack.hpp knows, and what nobody may learn from several outputs.
#include "release/attack.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <set>

#include "base/random.hpp"
#include "release/small_survey.hpp"
#include "support.hpp"

using namespace trygg;
using test::SmallCell;
using test::SmallSurvey;

namespace {

ReleaseRules rules_with(Protection protection, std::size_t base = 30) {
  ReleaseRules rules{.minimum_base = base, .flag_base = base};
  rules.protection = protection;
  return rules;
}

constexpr Protection city{.share = 0.05, .cases = 2, .of_complement = 0.01};

std::size_t found_in(std::span<const Release> publications, const SmallSurvey& survey,
                     std::span<const SaidOfLevels> said = {}) {
  const auto cube = survey.cube();
  std::size_t found = 0;
  for (const auto& cell :
       attack(publications, cube, rules_with(city), survey.scope().nesting, said))
    found += cell.found ? 1 : 0;
  return found;
}

/// Two eras, of which the later has put a small area and a great one together.
SmallSurvey merged_areas() {
  return SmallSurvey({{"2023",
                       {{"d1", {{"1", {12, 3, 50}}, {"2", {13, 4, 50}}}},
                        {"d2", {{"1", {300, 30, 50}}, {"2", {300, 70, 50}}}},
                        {"d3", {{"1", {300, 25, 50}}, {"2", {300, 60, 50}}}},
                        {"d4", {{"1", {9000, 925, 50}}, {"2", {9000, 2060, 50}}}}}}},
                     {{"2007", {{"d1", "A"}, {"d2", "B"}, {"d3", "C"}, {"d4", "D"}}},
                      {"2020", {{"d1", "AB"}, {"d2", "AB"}, {"d3", "C"}, {"d4", "D"}}}});
}

Release of_era(const SmallSurvey& survey, const std::string& era) {
  auto scope = survey.scope();
  scope.surface.eras = {era};
  return release(survey.cube(), rules_with(city), scope);
}

}  // namespace

// nomisr#21: the same table with other suppressions in two outputs gave the numerator away.
TEST_CASE("two publications that are safe by themselves are attacked together", "[release]") {
  const auto survey = merged_areas();
  const auto first = of_era(survey, "2007"), second = of_era(survey, "2020");
  CHECK(found_in(std::vector{first}, survey) == 0);
  CHECK(found_in(std::vector{second}, survey) == 0);
  CHECK(found_in(std::vector{first, second}, survey) > 0);
  const auto both = release(survey.cube(), rules_with(city), survey.scope());
  CHECK(found_in(std::vector{both}, survey) == 0);
}

TEST_CASE("a table that is suppressed in another way elsewhere gives its cells away", "[release]") {
  const SmallSurvey survey({{"2023",
                             {{"a", {{"1", {20, 4, 50}}, {"2", {60, 12, 50}}}},
                              {"b", {{"1", {9000, 900, 50}}, {"2", {9000, 1900, 50}}}}}}},
                           {{"2007", {{"a", "a"}, {"b", "b"}}}});
  const auto one = release(survey.cube(), rules_with(city), survey.scope());
  REQUIRE(found_in(std::vector{one}, survey) == 0);
  // The other output protects men in a by withholding another of the two.
  const auto open = release(survey.cube(), rules_with({}), survey.scope());
  auto other = one;
  for (std::size_t r = 0; r < open.rows.size(); ++r)
    if (other.rows[r].reason == "confidential") other.rows[r] = open.rows[r];
  CHECK(found_in(std::vector{one, other}, survey) > 0);
}

TEST_CASE("what was confidential stays so, and a revision gives nothing away", "[release][law]") {
  std::size_t kept = 0;
  std::ptrdiff_t open = 0;
  for (std::uint32_t s = 0; s < 60; ++s) {
    CAPTURE(s);
    Random random(717, s);
    SmallSurvey::Cells cells;
    SmallSurvey::Divisions divisions;
    for (const std::string area : {"a", "b", "c", "d"}) {
      divisions["2007"][area] = area;
      for (const std::string sex : {"1", "2"})
        cells["2023"][area][sex] = {30 + random.below(200), random.below(9), 50};
    }
    const SmallSurvey survey(cells, divisions);
    auto rules = rules_with(city);
    rules.rules = read_release_rules(test::source_dir() / "examples/stockholm/release.toml").rules;
    const auto old = release(survey.cube(), rules, survey.scope());
    REQUIRE(found_in(std::vector{old}, survey) == 0);
    // The revision has stricter rules, so that other cells must protect.
    rules.minimum_base = 60;
    auto scope = survey.scope();
    scope.confidential_before = confidential_levels(old);
    const auto cube = survey.cube();
    // What was open before is no secret any more.
    const auto secrets_found = [&](const Release& revised) {
      const auto tried = attack(std::vector{old, revised}, cube, rules_with(city), scope.nesting);
      return std::ranges::count_if(tried, [&](const auto& cell) {
        return cell.found && scope.confidential_before.contains(key_of(*cell.cell));
      });
    };
    open += secrets_found(release(cube, rules, survey.scope()));
    const auto careful = release(cube, rules, scope);
    REQUIRE(secrets_found(careful) == 0);
    kept += scope.confidential_before.size();
    for (const auto& row : careful.rows)
      if (scope.confidential_before.contains({row.wave, row.era, row.indicator, row.statistic,
                                              row.area_level, row.area, row.sex, row.groups,
                                              row.contrast}))
        CHECK(row.decision == Decision::suppress);
  }
  CHECK(kept > 100);
  CHECK(open > 10);  // without it something would have been found
}

// Of equal weights every n below 1000 and its share, to a tenth of a per cent, give the numerator.
TEST_CASE("every suppressed numerator may be as many as the profile asks for", "[release][law]") {
  const Protection three{.share = 0, .cases = 3, .of_complement = 0.001};
  const auto rules = rules_with(three, 8);
  Random random(5);
  std::size_t suppressed = 0, narrow = 0;
  for (int trial = 0; trial < 60; ++trial) {
    SmallSurvey::Cells cells;
    std::vector<SmallCell*> base;
    for (const std::string area : {"a", "b"})
      for (const std::string sex : {"1", "2"}) {
        auto& cell = cells["2023"][area][sex];
        cell.n = 5 + random.below(8);
        for (std::size_t k = 0; k < cell.n; ++k) cell.cases += random.uniform() < 0.3 ? 1 : 0;
        base.push_back(&cell);
      }
    const SmallSurvey::Divisions own{{"2007", {{"a", "a"}, {"b", "b"}}}};
    const SmallSurvey survey(cells, own);
    const auto cube = survey.cube();
    const auto released = release(cube, rules, survey.scope());
    const auto open = release(cube, rules_with({}, 8), survey.scope());
    // Every row's numerator, of all numerators of the four cells that agree with what is printed.
    std::vector<CubeRow> rows;
    for (const auto& row : cube.rows)
      if (row.contrast.empty() && row.area_level != "del") rows.push_back(row);
    std::vector<const ReleasedRow*> said, unprotected;
    for (const auto& row : released.rows)
      if (row.contrast.empty()) said.push_back(&row);
    for (const auto& row : open.rows)
      if (row.contrast.empty()) unprotected.push_back(&row);
    REQUIRE(said.size() == rows.size());
    const auto reach = [&](const std::vector<const ReleasedRow*>& printed) {
      std::vector<std::pair<double, double>> range(rows.size(), {1e9, -1});
      std::vector<double> k(4, 0), numerator(rows.size());
      for (;;) {
        bool agrees = true;
        for (std::size_t r = 0; r < rows.size() && agrees; ++r) {
          numerator[r] = 0;
          for (std::size_t c = 0; c < 4; ++c) {
            const bool in_area = rows[r].area.empty() || rows[r].area == (c < 2 ? "a" : "b");
            const bool of_sex = rows[r].sex.empty() || rows[r].sex == (c % 2 == 0 ? "1" : "2");
            if (in_area && of_sex) numerator[r] += k[c];
          }
          agrees =
              !printed[r]->estimate.is_shown() ||
              Published::shown(numerator[r] / static_cast<double>(rows[r].n), 1, Scale::percent)
                      .text() == printed[r]->estimate.text();
        }
        if (agrees)
          for (std::size_t r = 0; r < rows.size(); ++r)
            range[r] = {std::min(range[r].first, numerator[r]),
                        std::max(range[r].second, numerator[r])};
        std::size_t c = 0;
        while (c < 4 && k[c] == static_cast<double>(base[c]->n)) k[c++] = 0;
        if (c == 4) break;
        ++k[c];
      }
      return range;
    };
    const auto range = reach(said), without = reach(unprotected);
    for (std::size_t r = 0; r < rows.size(); ++r) {
      if (rows[r].n >= 8) continue;
      CAPTURE(trial, rows[r].area, rows[r].sex, rows[r].n, range[r].first, range[r].second);
      const double asked = std::min(3.0, static_cast<double>(rows[r].n) / 2);
      ++suppressed;
      REQUIRE(range[r].second - range[r].first >= asked - 1e-9);
      narrow += without[r].second - without[r].first < asked - 1e-9 ? 1 : 0;
    }
  }
  CHECK(suppressed > 50);
  CHECK(narrow > 20);  // it is the protection that does it
}

TEST_CASE("what is printed elsewhere of released levels is used against the suppressed",
          "[release]") {
  // Men in a from men in the city and in b, as far as rounding lets it be.
  const SmallSurvey survey({{"2023",
                             {{"a", {{"1", {29, 4, 50}}, {"2", {60, 12, 50}}}},
                              {"b", {{"1", {1500, 170, 50}}, {"2", {1500, 400, 50}}}}}}},
                           {{"2007", {{"a", "a"}, {"b", "b"}}}});
  const auto cube = survey.cube();
  const auto exactly = [&](const std::string& area, const std::string& sex) {
    for (const auto& row : cube.rows)
      if (row.area == area && row.area_level != "del" && row.sex == sex && row.contrast.empty()) {
        const KnownInterval known{row.estimate - 1e-6, row.estimate + 1e-6};
        return SaidOfLevels{{key_of(row)}, {1}, known};
      }
    throw std::runtime_error("no such level");
  };
  const std::vector said{exactly("", "1"), exactly("b", "1")};
  const auto unaware = release(cube, rules_with(city), survey.scope());
  CHECK(found_in(std::vector{unaware}, survey) == 0);
  CHECK(found_in(std::vector{unaware}, survey, said) > 0);
  const auto aware = release(cube, rules_with(city), survey.scope(), said);
  std::vector<SaidOfLevels> out;
  for (const auto& one : said)
    for (const auto& row : aware.rows)
      if (row.contrast.empty() && row.area == one.levels[0].area && row.sex == "1" &&
          row.estimate.is_shown())
        out.push_back(one);
  CHECK(out.size() < said.size());
  CHECK(found_in(std::vector{aware}, survey, out) == 0);
}

TEST_CASE("a ratio as printed bounds its two levels from both sides", "[release]") {
  const CellKey a{.wave = "2023"}, b{.wave = "2017"};
  const auto said = said_of_ratio(a, b, before_rounding(Published::parsed("52.3"), Scale::percent));
  REQUIRE(said.size() == 2);
  CHECK(said[0].coefficient[1] == Approx(-0.5225).epsilon(1e-12));
  CHECK(said[0].known.low == 0);
  CHECK(said[1].coefficient[1] == Approx(-0.5235).epsilon(1e-12));
  CHECK(said[1].known.high == 0);
}

TEST_CASE("no reason tells a confidential level from those that protect it", "[release]") {
  const SmallSurvey survey({{"2023",
                             {{"a", {{"1", {200, 0, 50}}, {"2", {260, 12, 50}}}},
                              {"b", {{"1", {900, 90, 50}}, {"2", {900, 190, 50}}}}}}},
                           {{"2007", {{"a", "a"}, {"b", "b"}}}});
  auto rules = rules_with(city);
  rules.rules = {{.criterion = Criterion::cases,
                  .limit = 1,
                  .decision = Decision::suppress,
                  .reason = "group_disclosure",
                  .symbol = Symbol::confidential}};
  const auto released = release(survey.cube(), rules, survey.scope());
  std::size_t confidential = 0;
  for (const auto& row : released.rows)
    if (row.contrast.empty() && row.decision == Decision::suppress) {
      CHECK(row.reason == "confidential");
      ++confidential;
    }
  CHECK(confidential >= 2);
  CHECK(to_csv(released).find("group_disclosure") == std::string::npos);
  // Who holds the cube can see it by the rules.
  const auto cube = survey.cube();
  std::set<std::string> reasons;
  for (const auto& cell : attack(std::span(&released, 1), cube, rules, survey.scope().nesting))
    reasons.insert(cell.reason);
  CHECK(reasons == std::set<std::string>{"group_disclosure", "secondary"});
}
