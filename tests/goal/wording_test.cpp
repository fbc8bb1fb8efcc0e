#include <catch2/catch.hpp>
#include <cmath>

#include "base/error.hpp"
#include "estimate/cube_fixture.hpp"
#include "goal/assess.hpp"
#include "goal/results.hpp"
#include "goal/wording_release.hpp"
#include "goal/wording_row.hpp"
#include "goal/worst_areas.hpp"
#include "support.hpp"

using namespace trygg;
using Catch::Contains;

namespace {

/// Six areas a, b, … by round; answers with a design effect of 1.2.
struct Areas {
  Cube cube;
  void add(const char* wave, const std::vector<double>& shares, double n = 900) {
    for (std::size_t i = 0; i < shares.size(); ++i) {
      const double p = shares[i], se = std::sqrt(1.2 * p * (1 - p) / n);
      cube.rows.push_back(
          test::in_area(test::share(wave, "", p, se, static_cast<std::size_t>(n), n - 20),
                        std::string(1, static_cast<char>('a' + i))));
    }
    cube.rows.push_back(test::share(wave, "", 0.1, 0.002));
  }
};

Goal goal_with(const Wording& wording) {
  Goal goal{.indicator = "otrygg", .baselines = {"2017"}, .target_year = 2026};
  goal.wordings = {wording};
  return goal;
}

const Wording worst_two{
    .name = "worst", .kind = Wording::Kind::worst, .level = "omrade", .count = 2};

Areas rounds() {
  Areas areas;
  areas.add("2014", {0.30, 0.12, 0.10, 0.28, 0.10, 0.09});
  areas.add("2017", {0.25, 0.11, 0.26, 0.24, 0.10, 0.09});
  areas.add("2026", {0.10, 0.08, 0.12, 0.11, 0.09, 0.09});
  return areas;
}

WordingRow only(const Goal& goal, const Cube& cube, Occasion occasion = Occasion::round) {
  for (const auto& row : wordings(goal, assess(goal, cube), cube))
    if (row.occasion == occasion) return row;
  throw ArgumentError("no such row");
}

}  // namespace

TEST_CASE("the whole is what was assessed", "[goal]") {
  const auto areas = rounds();
  Goal goal{.indicator = "otrygg", .baselines = {"2017"}, .target_year = 2026};
  const auto row = only(goal, areas.cube);
  CHECK(row.wording == "whole");
  CHECK(row.state == Verdict::not_reached);
  CHECK(row.estimate == 0.1);
  CHECK(row.areas == 0);
}

TEST_CASE("every area is reached when each is, by the greatest of their p-values", "[goal]") {
  const Wording every{.name = "every", .kind = Wording::Kind::every, .level = "omrade"};
  Areas areas;
  areas.add("2017", {0.3, 0.3, 0.3});
  areas.add("2026", {0.05, 0.115, 0.08});
  const auto goal = goal_with(every);
  const auto rows = assess(goal, areas.cube);
  const auto row = only(goal, areas.cube);
  CHECK(row.state == Verdict::reached);
  CHECK(row.areas == 3);
  CHECK(row.reached == 3);
  CHECK(row.p_reached == rows[1].p_reached);  // of the area at 0.115
  // One that is certainly not there is enough, after Bonferroni.
  areas = {};
  areas.add("2017", {0.3, 0.3, 0.3});
  areas.add("2026", {0.05, 0.14, 0.25});
  const auto not_all = only(goal, areas.cube);
  CHECK(not_all.state == Verdict::not_reached);
  CHECK(not_all.p_not_reached == Approx(3 * assess(goal, areas.cube)[2].p_not_reached));
  CHECK(not_all.reached == 1);
  CHECK(not_all.cannot_tell == 1);
  CHECK(not_all.not_reached == 1);
  areas = {};
  areas.add("2017", {0.3, 0.3, 0.3});
  areas.add("2026", {0.05, 0.14, 0.15});
  CHECK(only(goal, areas.cube).state == Verdict::cannot_tell);
  // An area whose baseline is 0 has no state, so it cannot be said that every area has reached.
  areas = {};
  areas.add("2017", {0.3, 0.3, 0});
  areas.add("2026", {0.05, 0.05, 0.05});
  CHECK(only(goal, areas.cube).state == Verdict::cannot_tell);
  CHECK(only(goal, areas.cube).note == "areas_without_state");
}

TEST_CASE("the worst areas are chosen by the round before the baseline", "[goal]") {
  const auto areas = rounds();
  const auto row = only(goal_with(worst_two), areas.cube);
  CHECK(row.chosen_by == "2014");
  CHECK(row.area_codes == std::vector<std::string>{"a", "d"});  // c's 2017 was chance, perhaps
  CHECK(row.baseline_estimate == Approx((0.25 + 0.24) / 2));
  CHECK(row.estimate == Approx((0.10 + 0.11) / 2));
  CHECK(row.note.empty());
  // Together: the mean of two independent shares, with Satterthwaite's degrees of freedom.
  const auto mean = [](double a, double b) {
    const auto v = [](double p) { return 1.2 * p * (1 - p) / 900; };
    const double both = v(a) + v(b);
    return ShareEstimate{.n = 1800,
                         .value = (a + b) / 2,
                         .variance = both / 4,
                         .df = both * both / ((v(a) * v(a) + v(b) * v(b)) / 880)};
  };
  const RatioPair pair{mean(0.10, 0.11), mean(0.25, 0.24)};
  const auto expected = ratio_interval(pair, 0.95);
  CHECK(row.ratio.lower == Approx(expected.lower).epsilon(1e-12));
  CHECK(row.ratio.upper == Approx(expected.upper).epsilon(1e-12));
  CHECK(row.p_reached == Approx(ratio_tests(pair, 0.5).below).epsilon(1e-12));
}

TEST_CASE("worst areas by shrinking or by the baseline say what that means", "[goal]") {
  const auto areas = rounds();
  auto wording = worst_two;
  wording.chosen_by = Wording::Choice::baseline;
  const auto raw = only(goal_with(wording), areas.cube);
  CHECK(raw.area_codes == std::vector<std::string>{"c", "a"});
  CHECK(raw.baseline_estimate == Approx(0.255));
  CHECK(raw.note == "falls_by_itself");
  wording.chosen_by = Wording::Choice::shrink;
  const auto shrunken = only(goal_with(wording), areas.cube);
  CHECK(shrunken.chosen_by == "shrink");
  CHECK(shrunken.area_codes == raw.area_codes);
  CHECK(shrunken.baseline_estimate < raw.baseline_estimate);
  CHECK(shrunken.baseline_estimate > 0.24);
  CHECK(shrunken.ratio.ratio > raw.ratio.ratio);
  // Without an earlier round it is what happens.
  Areas two;
  two.add("2017", {0.25, 0.11, 0.26, 0.24, 0.10, 0.09});
  two.add("2026", {0.10, 0.08, 0.12, 0.11, 0.09, 0.09});
  CHECK(only(goal_with(worst_two), two.cube).chosen_by == "shrink");
}

TEST_CASE("a round that is asked for is used, if it is before the baseline", "[goal]") {
  auto areas = rounds();
  areas.add("2020", {0.09, 0.3, 0.10, 0.11, 0.3, 0.09});
  areas.add("2012", {0.09, 0.3, 0.10, 0.11, 0.3, 0.09});
  auto wording = worst_two;
  wording.chosen_by = Wording::Choice::other_round;
  wording.round = "2012";
  const auto rows =
      wordings(goal_with(wording), assess(goal_with(wording), areas.cube), areas.cube);
  REQUIRE(rows.size() == 3);
  CHECK(rows[0].wave == "2026");
  CHECK(rows[0].area_codes == std::vector<std::string>{"b", "e"});
  CHECK(rows[1].wave == "2020");
  CHECK(rows[1].area_codes == std::vector<std::string>{"b", "e"});
  CHECK(rows[1].chosen_by == "2012");
  CHECK(rows[1].note == "before_target_year");
  const auto refused = [&](const std::string& round, const std::string& message) {
    auto wrong = wording;
    wrong.round = round;
    const auto goal = goal_with(wrong);
    CHECK_THROWS_AS(only(goal, areas.cube), ConfigError);
    CHECK_THROWS_WITH(only(goal, areas.cube), Contains(message));
  };
  refused("2017", "chooses areas by 2017, which is a baseline: what is picked by its errors falls");
  refused("2020", "chooses areas by 2020, which is after the baseline 2017: where the share was");
  refused("2011", "chooses areas by '2011', which is no wave of 'otrygg'");
  auto nowhere = worst_two;
  nowhere.level = "omraden";
  CHECK_THROWS_WITH(only(goal_with(nowhere), areas.cube), Contains("did you mean 'omrade'?"));
  auto many = worst_two;
  many.count = 7;
  CHECK(only(goal_with(many), areas.cube).note == "too_few_areas");
}

TEST_CASE("how much of the fall is none is told for every way to choose", "[goal]") {
  const auto areas = rounds();
  const auto goal = goal_with(worst_two);
  std::vector<WorstAreaRow> rows;
  for (const auto& row : worst_areas(goal, assess(goal, areas.cube), areas.cube))
    if (row.occasion == Occasion::round) rows.push_back(row);
  REQUIRE(rows.size() == 9);  // three ways, each two areas and both together
  CHECK(rows[0].chosen_by == "2014");
  CHECK(rows[0].is_chosen);
  CHECK(rows[0].rank == 1);
  CHECK(rows[0].area == "a");
  CHECK(rows[0].figure == 0.30);
  CHECK(rows[2].rank == 0);
  CHECK(rows[2].area.empty());
  CHECK(rows[2].fall == Approx(0.245 - 0.105));
  CHECK(rows[8].chosen_by == "baseline");
  CHECK_FALSE(rows[8].is_chosen);
  CHECK(rows[8].fall == Approx(0.255 - 0.11));
  CHECK(rows[8].artefact == Approx(rows[8].fall - rows[8].fall_shrunken));
  CHECK(rows[8].artefact > 0);
  CHECK(rows[8].artefact == Approx(rows[8].baseline_estimate - rows[8].baseline_shrunken));
  CHECK_THAT(to_csv(rows), Catch::StartsWith("wave,baseline,occasion,era,indicator,area_level,sex,"
                                             "wording,chosen_by,is_chosen,rank,area,figure,"));
  CHECK_THAT(to_csv(rows),
             Contains("2026,2017,round,2007,otrygg,omrade,,worst,2014,yes,1,a,0.3,0.25,"));
}

TEST_CASE("wordings are written with their areas", "[goal]") {
  const auto areas = rounds();
  const auto goal = goal_with(worst_two);
  const auto text = to_csv(wordings(goal, assess(goal, areas.cube), areas.cube));
  CHECK_THAT(text, Contains("worst,worst,2026,2017,round,2007,otrygg,omrade,,cannot_tell,"));
  CHECK_THAT(text, Contains(",interval,2014,a|d,\n"));
}

TEST_CASE("areas of rounds that go together are taken so when they are put together", "[goal]") {
  const auto areas = rounds();
  const auto goal = goal_with(worst_two);
  const AssessOptions together{.correlation = [](const auto&, const auto&) { return 0.6; }};
  const auto panel = wordings(goal, assess(goal, areas.cube, together), areas.cube).at(0);
  const auto apart = only(goal, areas.cube);
  CHECK(panel.ratio.ratio == apart.ratio.ratio);
  const auto width = [](const WordingRow& row) {
    return std::log(row.ratio.upper / row.ratio.lower);
  };
  // Both areas have nearly the errors of the mean, so its correlation is nearly theirs.
  const double v1 = std::pow(0.5 * width(apart) / 1.96, 2);
  CHECK(width(panel) < width(apart));
  CHECK(std::pow(0.5 * width(panel) / 1.96, 2) > 0.4 * v1 * (1 - 0.6));
}

TEST_CASE("a wording is released as its smallest cell is", "[goal][release]") {
  const auto released = [](std::size_t smallest, Wording::Kind kind) {
    WordingRow row;
    row.kind = kind;
    row.state = Verdict::not_reached;
    row.areas = 3;
    row.not_reached = 2;
    row.cannot_tell = 1;
    row.estimate = 0.1234;
    row.ratio = {.ratio = 0.8, .lower = 0.7, .upper = 0.9, .df = 100, .set = RatioSet::interval};
    row.smallest_base = smallest;
    return release(std::vector{row}, {}).at(0);
  };
  const auto shown = released(200, Wording::Kind::worst);
  CHECK(shown.decision == Decision::show);
  CHECK(shown.state == Verdict::not_reached);
  CHECK(shown.estimate.text() == "12.3");
  CHECK(shown.ratio_upper.text() == "90.0");
  const auto flagged = released(199, Wording::Kind::worst);
  CHECK(flagged.decision == Decision::flag);
  CHECK(flagged.reason == "small_base");
  CHECK(flagged.state == Verdict::cannot_tell);
  CHECK(flagged.estimate.text() == "12.3");
  const auto withheld = released(29, Wording::Kind::worst);
  CHECK(withheld.decision == Decision::suppress);
  CHECK(withheld.reason == "few_answers");
  CHECK(withheld.state == Verdict::not_available);
  CHECK(withheld.estimate.text() == "..");
  CHECK(released(200, Wording::Kind::every).not_reached.text() == "2");
  CHECK(released(199, Wording::Kind::every).not_reached.text() == "..");
}

TEST_CASE("released wordings read back as they were written", "[goal][release][law]") {
  auto areas = rounds();
  auto goal = goal_with(worst_two);
  goal.wordings.push_back({.name = "each", .kind = Wording::Kind::every, .level = "omrade"});
  goal.wordings.push_back({.name = "all", .kind = Wording::Kind::whole});
  auto rows = wordings(goal, assess(goal, areas.cube), areas.cube);
  rows.push_back(rows.front());
  rows.back().smallest_base = 3;
  const auto text = to_csv(release(rows, {}));
  const test::Folder folder;
  const auto read = read_released_wordings(folder.file("wordings.csv", text));
  CHECK(to_csv(read) == text);
  CHECK(read.size() == rows.size());
  CHECK(read.front().area_codes.size() == 2);
  CHECK_FALSE(read.back().ratio.is_shown());
}

TEST_CASE("released wordings that are none are refused with their line", "[goal][error]") {
  const auto areas = rounds();
  const auto goal = goal_with(worst_two);
  const auto text = to_csv(release(wordings(goal, assess(goal, areas.cube), areas.cube), {}));
  const test::Folder folder;
  CHECK_THROWS_WITH(read_released_wordings(folder.file("a.csv", "wording\n")),
                    Contains("a.csv:1: the header is not that of released wordings"));
  auto kind = text;
  kind.replace(kind.find(",worst,"), 7, ",least,");
  CHECK_THROWS_WITH(read_released_wordings(folder.file("b.csv", kind)),
                    Contains("b.csv:2") && Contains("unknown word 'least'"));
  auto withheld = text;
  withheld.replace(withheld.find(",show,"), 6, ",suppress,");
  CHECK_THROWS_WITH(read_released_wordings(folder.file("c.csv", withheld)),
                    Contains("a number in a row that is suppressed"));
}

TEST_CASE("the whole is judged by other indicators beside the goal's own", "[goal][law]") {
  Cube cube;
  for (const auto* indicator : {"otrygg", "oro"})
    for (auto row : {test::share("2017", "", 0.2, 0.004), test::share("2026", "", 0.09, 0.004)}) {
      row.indicator = indicator;
      if (row.wave == "2026" && row.indicator == "oro") row.estimate = 0.19;
      cube.rows.push_back(row);
      cube.rows.push_back(test::in_area(row, "a"));
    }
  Goal goal{.indicator = "otrygg", .baselines = {"2017"}, .target_year = 2026};
  CHECK(goal_results(goal, cube).also.empty());
  goal.also = {"oro"};
  const auto results = goal_results(goal, cube);
  REQUIRE(results.also.size() == 2);  // the round for itself and for the year
  for (const auto& row : results.also) {
    CHECK(row.indicator == "oro");
    CHECK(row.area.empty());
    CHECK(row.state == Verdict::not_reached);
  }
  CHECK(results.rows.front().state == Verdict::reached);
  goal.also = {"rädsla"};
  CHECK_THROWS_WITH(goal_results(goal, cube), Contains("'rädsla' is not in the cube"));
}
