// What the goal's figures tell of levels, and how they fall with them.
#include "goal/released_cells.hpp"

#include <catch2/catch.hpp>

#include "goal/said_of_goal.hpp"

using namespace trygg;

namespace {

ReleasedRow level(const std::string& wave, const std::string& area, const std::string& estimate) {
  ReleasedRow row;
  row.wave = wave;
  row.indicator = "otrygg";
  row.statistic = "share";
  if (!area.empty()) {
    row.era = "2007";
    row.area_level = "omrade";
    row.area = area;
  }
  row.estimate = Published::parsed(estimate);
  row.decision = row.estimate.is_shown() ? Decision::show : Decision::suppress;
  return row;
}

/// Two rounds of the whole and of two areas; b's share in 2014, which nothing is measured by.
Release levels(const std::string& b_in_2014) {
  return {.rows = {level("2014", "a", "9.0"), level("2014", "b", b_in_2014),
                   level("2017", "", "10.0"), level("2017", "a", "12.0"), level("2017", "b", "8.0"),
                   level("2023", "", "7.0"), level("2023", "a", "8.0"), level("2023", "b", "6.0")}};
}

ReleasedWordingRow worst(Wording::Kind kind) {
  ReleasedWordingRow row;
  row.kind = kind;
  row.wave = "2023";
  row.baseline = "2017";
  row.era = "2007";
  row.indicator = "otrygg";
  row.area_level = "omrade";
  row.decision = Decision::show;
  row.state = Verdict::not_reached;
  row.area_codes = {"a"};
  row.estimate = Published::parsed("8.0");
  return row;
}

}  // namespace

TEST_CASE("an order of areas falls with any of them, and names none", "[goal][release]") {
  for (const auto kind : {Wording::Kind::worst, Wording::Kind::every}) {
    const auto all = ReleasedCells(levels("7.0")).falling(std::vector{worst(kind)}).at(0);
    CHECK(all.estimate.text() == "8.0");
    CHECK(all.area_codes == std::vector<std::string>{"a"});
    const auto fallen = ReleasedCells(levels("...")).falling(std::vector{worst(kind)}).at(0);
    CHECK(fallen.decision == Decision::suppress);
    CHECK_FALSE(fallen.estimate.is_shown());
    CHECK(fallen.state == Verdict::not_available);
    CHECK(fallen.area_codes.empty());
  }
}

TEST_CASE("a level that is not published has the same sign beside the goal", "[goal][release]") {
  ReleasedGoalRow row;
  row.wave = "2023";
  row.baseline = "2017";
  row.era = "2007";
  row.indicator = "otrygg";
  row.area_level = "omrade";
  row.area = "b";
  row.decision = Decision::show;
  row.baseline_estimate = Published::parsed("8.0");
  row.estimate = Published::parsed("6.0");
  auto release = levels("7.0");
  CHECK(ReleasedCells(release).falling(std::vector{row}).at(0).estimate.text() == "6.0");
  release.rows.back() = level("2023", "b", "...");
  const auto fallen = ReleasedCells(release).falling(std::vector{row}).at(0);
  CHECK(fallen.decision == Decision::suppress);
  CHECK(fallen.estimate.text() == "...");
  CHECK(fallen.baseline_estimate.text() == "..");
  // Also where the goal's own rules have withheld it before.
  row.decision = Decision::suppress;
  row.estimate = row.baseline_estimate = Published::withheld(Symbol::uncertain);
  CHECK(ReleasedCells(release).falling(std::vector{row}).at(0).estimate.text() == "...");
}

TEST_CASE("of worst areas that fall one row is left, without a name", "[goal][release]") {
  ReleasedWorstAreaRow together;
  together.row.wave = "2023";
  together.row.baseline = "2017";
  together.row.era = "2007";
  together.row.indicator = "otrygg";
  together.row.area_level = "omrade";
  together.decision = Decision::show;
  together.baseline_shrunken = Published::parsed("11.1");
  auto first = together;
  first.row.area = "a";
  first.row.rank = 1;
  const std::vector rows{first, together};
  CHECK(ReleasedCells(levels("7.0")).falling(rows).size() == 2);
  const auto left = ReleasedCells(levels("...")).falling(rows);
  REQUIRE(left.size() == 1);
  CHECK(left[0].row.area.empty());
  CHECK_FALSE(left[0].baseline_shrunken.is_shown());
}

TEST_CASE("figures of the goal say of the levels what they were made of", "[goal][release][law]") {
  Goal goal;
  goal.factor = 0.5;
  goal.target_year = 2025;
  const double now = 0.0834, base = 0.1267, path = path_ratio(goal, 2017, 2023);
  ReleasedGoalRow row;
  row.wave = "2023";
  row.baseline = "2017";
  row.indicator = "otrygg";
  row.decision = Decision::show;
  const auto percent = [](double value) { return Published::shown(value, 1, Scale::percent); };
  row.estimate = percent(now);
  row.baseline_estimate = percent(base);
  row.ratio = percent(now / base);
  row.path = percent(path * base);
  row.target = percent(0.5 * base);
  row.distance = percent(now - path * base);
  row.remaining = percent(now - 0.5 * base);
  const auto said = said_of_goal({row}, goal, 2);
  CHECK(said.size() == 8);
  for (const auto& one : said) {
    double value = 0;
    for (std::size_t i = 0; i < one.levels.size(); ++i) {
      CHECK(one.levels[i].groups.size() == 2);
      value += one.coefficient[i] * (one.levels[i].wave == "2023" ? now : base);
    }
    CHECK(value >= one.known.low - 1e-12);
    CHECK(value <= one.known.high + 1e-12);
  }
  row.decision = Decision::suppress;
  CHECK(said_of_goal({row}, goal, 2).empty());
}
