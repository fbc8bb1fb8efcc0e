// The profiles of release rules: each decision by hand from the published standard.
#include <catch2/catch.hpp>
#include <cmath>

#include "base/error.hpp"
#include "estimate/cube_fixture.hpp"
#include "release/release.hpp"
#include "release/ruling.hpp"
#include "support.hpp"

using namespace trygg;
using Catch::Contains;

namespace {

ReleaseRules profile(const std::string& name, const std::string& more = "") {
  const test::Folder folder;
  return read_release_rules(folder.file("release.toml", "profile = \"" + name + "\"\n" + more));
}

/// A share of `cases` in n records, with a design effect.
CubeRow share(double cases, std::size_t n, double deff = 1, double df = 1000) {
  const double p = cases / static_cast<double>(n);
  auto row =
      test::share("2023", "", p, std::sqrt(deff * p * (1 - p) / static_cast<double>(n)), n, df);
  row.cases = cases;
  row.weight = static_cast<double>(n);
  row.largest_weight = 1.0 / static_cast<double>(n);
  row.n_effective = static_cast<double>(n) / deff;
  return row;
}

CubeRow mean(double estimate, double cv, std::size_t n = 500, double df = 100) {
  auto row = test::share("2023", "", estimate, cv * estimate, n, df);
  row.statistic = "mean";
  row.n_effective = static_cast<double>(n);
  row.largest_weight = 1.0 / static_cast<double>(n);
  return row;
}

std::string decision(const CubeRow& row, const ReleaseRules& rules) {
  const auto ruling = rule_on_level(row, rules);
  return std::string(to_text(ruling.decision)) + " " + ruling.reason;
}

}  // namespace

// Parker et al. (2017); the order of the questions is that of CDCgov/surveytable.
TEST_CASE("the NCHS profile asks in the standard's order", "[release][reference]") {
  const auto rules = profile("nchs2017");
  CHECK(decision(share(12, 29), rules) == "suppress few_effective_answers");
  CHECK(decision(share(50, 100, 4), rules) == "suppress few_effective_answers");
  // 40 of 4000: width 0.0067, relative width 0.67
  CHECK(decision(share(40, 4000), rules) == "show ");
  // 4 of 400: width 0.0228 <= 0.05 shows it before the relative width, 2.3, is asked for
  CHECK(decision(share(4, 400), rules) == "show ");
  // 3 of 60: width 0.128, relative width 2.6 > 1.30
  CHECK(decision(share(3, 60), rules) == "suppress wide_relative_interval");
  // 20 of 40: width 0.324 >= 0.30
  CHECK(decision(share(20, 40), rules) == "suppress wide_interval");
  // 57 of 60: width 0.128, relative 0.13, and 2.6 of the rest
  CHECK(decision(share(57, 60), rules) == "flag wide_interval_of_rest");
  // 396 of 400: as narrow as 4 of 400, so no footnote either
  CHECK(decision(share(396, 400), rules) == "show ");
  CHECK(decision(share(40, 400, 1, 7), rules) == "flag few_degrees_of_freedom");
  CHECK(decision(share(0, 40), rules) == "flag all_or_none");
  CHECK(decision(share(40, 40), rules) == "flag all_or_none");
  CHECK(decision(share(0, 29), rules) == "suppress few_effective_answers");
}

// calidad, assess_ine: n 60, df 9; shares by p^(2/3)/9; else the cv, 15 and 30 per cent.
TEST_CASE("the profile of INE sorts as its standard does", "[release][reference]") {
  const auto rules = profile("ine");
  CHECK(decision(share(10, 59), rules) == "suppress few_answers");
  CHECK(decision(share(100, 400, 1, 8), rules) == "suppress few_degrees_of_freedom");
  // se(0.25, 400) = 0.02165, limit 0.0441; with a design effect of 5 the error is 0.0484
  CHECK(decision(share(100, 400), rules) == "show ");
  CHECK(decision(share(100, 400, 5), rules) == "flag large_error");
  CHECK(decision(share(300, 400, 5), rules) == "flag large_error");
  CHECK(decision(mean(10, 0.15), rules) == "show ");
  CHECK(decision(mean(10, 0.16), rules) == "flag large_error");
  CHECK(decision(mean(10, 0.31), rules) == "suppress large_error");
}

// calidad, assess_cepal2023 with planned domains.
TEST_CASE("the profile of CEPAL sorts as its criteria do", "[release][reference]") {
  const auto rules = profile("cepal");
  CHECK(decision(share(50, 99), rules) == "suppress few_answers");
  CHECK(decision(share(60, 120, 2.5), rules) == "suppress few_effective_answers");
  CHECK(decision(share(29, 600), rules) == "suppress few_cases");
  CHECK(decision(share(40, 600), rules) == "flag few_cases");
  CHECK(decision(share(60, 600), rules) == "show ");
  // se/(−p ln p) of 0.05 in 1000: 0.00689/0.1498 = 0.046; with a design effect of 15 it is 0.178
  CHECK(decision(share(50, 1000, 15), rules) == "suppress large_error");
  CHECK(decision(mean(10, 0.25), rules) == "flag large_error");
  CHECK(decision(mean(10, 0.31), rules) == "suppress large_error");
}

TEST_CASE("the city's profile keeps single persons out of sight", "[release]") {
  const auto rules = profile("stad");
  const auto symbol = [&](const CubeRow& row) {
    Cube cube;
    cube.rows = {row};
    return release(cube, rules).rows.at(0).estimate.text();
  };
  CHECK(decision(share(60, 400), rules) == "show ");
  CHECK(decision(share(5, 29), rules) == "suppress few_answers");
  CHECK(symbol(share(5, 29)) == "..");
  CHECK(decision(share(0, 400), rules) == "suppress group_disclosure");
  CHECK(decision(share(400, 400), rules) == "suppress group_disclosure");
  CHECK(symbol(share(400, 400)) == "...");
  CHECK(decision(share(2, 400), rules) == "suppress few_cases");
  CHECK(decision(share(398, 400), rules) == "suppress few_cases");
  CHECK(decision(share(3, 400), rules) == "show ");
  auto heavy = share(60, 400);
  heavy.largest_weight = 0.2;
  CHECK(decision(heavy, rules) == "suppress dominant_weight");
  CHECK(symbol(heavy) == "...");
  CHECK(decision(share(20, 40, 1), rules) == "suppress wide_interval");
  CHECK(decision(share(20, 100), rules) == "flag small_base");
}

TEST_CASE("a project sets other limits than the profile's", "[release]") {
  CHECK(decision(share(5, 400), profile("stad", "minimum_cases = 6\n")) == "suppress few_cases");
  CHECK(decision(share(25, 99), profile("cepal", "minimum_base = 50\nminimum_cases = 20\n")) ==
        "flag small_base");
  CHECK(profile("stad", "[protection]\nshare = 0.1\n").protection.share == 0.1);
  CHECK(profile("stad").protection.asked());
}

TEST_CASE("a profile that is none, or a rule that it has not, is refused", "[release][error]") {
  const auto refused = [](const std::string& name, const std::string& more,
                          const std::string& message) {
    CAPTURE(name, more);
    CHECK_THROWS_AS(profile(name, more), ConfigError);
    CHECK_THROWS_WITH(profile(name, more), Contains(message));
  };
  refused("../stad", "", "'../stad' is no name of a profile");
  refused("stan", "", "stan.toml");
  refused("stad", "minimum_effectiv = 3\n", "did you mean 'minimum_effective'?");
  refused("stad", "minimum_cases = \"many\"\n", "key 'minimum_cases'");
  refused("stad", "[protection]\nshare = 0.6\n", "at most 0.5");
  refused("stad", "[protection]\nshares = 0.1\n", "unknown key 'shares'");
}

TEST_CASE("rules that ask for cases say when the cube has none", "[release][error]") {
  Cube cube;
  cube.rows = {test::share("2023", "", 0.1)};
  CHECK_THROWS_AS(release(cube, profile("stad")), InputError);
  CHECK_THROWS_WITH(release(cube, profile("stad")), Contains("'cases' is not in the cube"));
}

TEST_CASE("a count of nothing is a nil", "[release]") {
  auto row = test::share("2023", "", 0, 0, 100);
  row.statistic = "count";
  row.lower = 0;
  row.upper = 10;
  Cube cube;
  cube.rows = {row};
  CHECK(release(cube, {}).rows.at(0).estimate.text() == "–");
}
