#include "goal/share_parts.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "base/error.hpp"
#include "dist/quantiles.hpp"
#include "goal/goal_fixture.hpp"
#include "goal/wording_row.hpp"

using namespace trygg;

namespace {

Goal between_rounds() {
  auto goal = test::halving();
  goal.target_year = 2024;
  return goal;
}

/// Seven answers after the target year, none of them "yes".
Cube none_of_seven() {
  Cube cube;
  cube.rows = {test::answers("2017", 0.25, 800), test::answers("2023", 0.12, 400),
               test::share("2025", "", 0, 0, 7, 6)};
  return cube;
}

GoalRow interpolated(const Cube& cube, const Goal& goal) {
  for (const auto& row : assess(goal, cube))
    if (row.occasion == Occasion::interpolated) return row;
  throw ArgumentError("no such row");
}

}  // namespace

TEST_CASE("a share of 0 takes its uncertainty along into the interpolated year", "[goal]") {
  const auto row = interpolated(none_of_seven(), between_rounds());
  CHECK(row.estimate == Approx(0.06));
  // 0 of 7: u = 1 − 0.025^(1/7), by Clopper and Pearson.
  const double u = 1 - std::pow(0.025, 1.0 / 7);
  CHECK(u == Approx(0.4096).margin(1e-4));
  const double sa = 0.5 * std::sqrt(1.5 * 0.12 * 0.88 / 400);
  const double sb = 0.5 * u / t_quantile(0.975, 6);
  CHECK(row.se == Approx(std::hypot(sa, sb)).epsilon(1e-10));
  CHECK(row.ratio.method == RatioMethod::mover);
  CHECK(row.ratio.upper > 0.9);  // the round itself: up to 164 per cent
  CHECK(row.state == Verdict::cannot_tell);
  CHECK(row.note == "all_or_none");
  CHECK(row.p_reached > 0.025);
  CHECK(row.distance_upper - row.distance > 0.5 * u * 0.99);
  // A method that cannot take it says so instead.
  auto goal = between_rounds();
  goal.interval = RatioMethod::log;
  const auto refused = interpolated(none_of_seven(), goal);
  CHECK(refused.state == Verdict::not_available);
  CHECK(refused.note == "all_or_none");
}

TEST_CASE("the limits of a sum are by MOVER from those of its parts", "[goal]") {
  const SharePart none{.weight = 0.5, .n = 7, .value = 0, .variance = 0, .df = 6};
  const SharePart some{.weight = 0.5, .n = 400, .value = 0.12, .variance = 4e-4, .df = 300};
  ShareEstimate sum{.n = 7, .value = 0.06, .variance = 1e-4, .df = 6};
  set_parts(sum, {some, some});
  CHECK(sum.parts.empty());
  set_parts(sum, {some, none});
  REQUIRE(sum.parts.size() == 2);
  const auto of_some = share_limits({.n = 400, .value = 0.12, .variance = 4e-4, .df = 300}, 0.95);
  const auto limits = share_limits(sum, 0.95);
  const double u = 1 - std::pow(0.025, 1.0 / 7);
  CHECK(limits.lower == Approx(0.06 - 0.5 * (0.12 - of_some.lower)).epsilon(1e-10));
  CHECK(limits.upper == Approx(0.06 + 0.5 * std::hypot(of_some.upper - 0.12, u)).epsilon(1e-10));
  CHECK(se_in_sum({.n = 7, .value = 1, .variance = 0, .df = 6}, 0.95) ==
        Approx(u / t_quantile(0.975, 6)).epsilon(1e-10));
  CHECK(se_in_sum({.n = 7, .value = 0.5, .variance = 0.04, .df = 6}, 0.95) == Approx(0.2));
}

TEST_CASE("an area without a single yes takes its uncertainty along into the worst", "[goal]") {
  Cube cube;
  for (const auto* wave : {"2014", "2017", "2026"})
    for (const auto* area : {"a", "b", "c"}) {
      const bool is_none = *area == 'a' && wave[3] == '6';
      cube.rows.push_back(test::in_area(is_none
                                            ? test::share(wave, "", 0, 0, 7, 6)
                                            : test::answers(wave, wave[3] == '6' ? 0.2 : 0.25, 800),
                                        area));
    }
  auto goal = test::halving();
  goal.wordings = {{.kind = Wording::Kind::worst, .level = "omrade", .count = 2}};
  const auto row = wordings(goal, assess(goal, cube), cube).at(0);
  REQUIRE(row.area_codes == std::vector<std::string>{"a", "b"});
  CHECK(row.estimate == Approx(0.1));
  CHECK(row.ratio.method == RatioMethod::mover);
  CHECK(row.ratio.upper > 1.1);
  CHECK(row.state == Verdict::cannot_tell);
  CHECK(row.note == "all_or_none");
}
