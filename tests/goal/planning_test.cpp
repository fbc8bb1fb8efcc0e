#include "goal/planning.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "base/error.hpp"

using namespace trygg;

namespace {

/// A round of n answers with a design effect of 1.5 and n − 20 degrees of freedom.
ShareEstimate answers(double p, double n) {
  return {.n = n, .value = p, .variance = 1.5 * p * (1 - p) / n, .df = n - 20};
}

// Root finding to 1e-13 there, fifty halvings here.
Approx agrees(double reference) {
  return Approx(reference).epsilon(1e-9);
}

}  // namespace

TEST_CASE("what a round can tell agrees with R", "[goal][reference]") {
  // Printed by tests/reference/goal.R (R 4.2.2). The later round's own share plays no part: only
  // its size and design effect do.
  const auto area = planning({answers(0.08, 1262), answers(0.1, 1262)}, {});
  CHECK(area.reached_at == agrees(0.328838069724972));
  CHECK(area.not_reached_at == agrees(0.689092252290815));
  CHECK(area.power_reached[0] == agrees(1.28663710327155e-11));
  CHECK(area.power_reached[1] == agrees(3.43990581112991e-06));
  CHECK(area.power_reached[3] == agrees(0.826494317153217));
  CHECK(area.power_not_reached[0] == agrees(0.997244159915171));
  CHECK(area.power_not_reached[1] == agrees(0.720816236889744));
  CHECK(area.power_not_reached[3] == agrees(6.28056370689153e-07));
  CHECK(std::isnan(area.n_needed));  // even everybody would not tell: the baseline is too uncertain
  CHECK(area.n_needed_both == 7803);
  const auto city = planning({answers(0.05, 17669), answers(0.1, 17669)}, {});
  CHECK(city.reached_at == agrees(0.452847959910721));
  CHECK(city.not_reached_at == agrees(0.548455010144355));
  CHECK(city.n_needed == 6452);
}

TEST_CASE("a true ratio of the factor is misjudged as often as the tests allow", "[goal][law]") {
  const auto method = GENERATE(RatioMethod::automatic, RatioMethod::fieller, RatioMethod::mover);
  for (const double alpha : {0.025, 0.05}) {
    const auto p =
        planning({answers(0.08, 900), answers(0.1, 1100)}, {.alpha = alpha, .method = method});
    CHECK(p.power_reached[2] == Approx(alpha).epsilon(1e-10));
    CHECK(p.power_not_reached[2] == Approx(alpha).epsilon(1e-10));
  }
}

TEST_CASE("the ratios of the verdicts are where the interval meets the factor", "[goal][law]") {
  const auto method = GENERATE(RatioMethod::log, RatioMethod::fieller, RatioMethod::mover);
  const auto base = answers(0.12, 2400);
  const auto p = planning({answers(0.08, 2000), base}, {.method = method});
  const auto interval_at = [&](double ratio) {
    auto now = answers(ratio * 0.12, 2000);
    return ratio_interval({now, base}, 0.95, method);
  };
  CAPTURE(to_text(method));
  CHECK(interval_at(p.reached_at).upper == Approx(0.5).epsilon(1e-7));
  CHECK(interval_at(p.not_reached_at).lower == Approx(0.5).epsilon(1e-7));
}

TEST_CASE("more answers tell more, in every way", "[goal][law]") {
  Planning last{
      .reached_at = 0, .not_reached_at = 99, .power_reached = {}, .power_not_reached = {}};
  for (const double n : {300, 900, 2700, 8100, 24300}) {
    const auto p = planning({answers(0.06, n), answers(0.1, n)}, {});
    CAPTURE(n);
    if (n > 300) CHECK(p.reached_at > last.reached_at);
    CHECK(p.not_reached_at < last.not_reached_at);
    CHECK(p.power_reached[3] > last.power_reached[3]);
    CHECK(p.power_not_reached[1] > last.power_not_reached[1]);
    CHECK(p.power_reached[3] > p.power_reached[2]);
    CHECK(p.power_reached[2] > p.power_reached[1]);
    last = p;
  }
}

TEST_CASE("with the sample size that it asks for, a round has the power", "[goal][law]") {
  // At a ratio of 0.25, which has a power of its own in the table; normal against t: 1e-3.
  const PlanningRequest request{.true_ratio = 0.25, .power = 0.9};
  const auto base = answers(0.1, 6000);
  const auto asked = planning({answers(0.1, 1000), base}, request);
  const auto then = planning({answers(0.1, asked.n_needed), base}, request);
  CHECK(then.power_reached[3] == Approx(0.9).margin(1e-3));
  const double both = asked.n_needed_both;
  const auto anew = planning({answers(0.1, both), answers(0.1, both)}, request);
  CHECK(anew.power_reached[3] == Approx(0.9).margin(1e-3));
}

TEST_CASE("so few answers cannot show a halving, or only with no event", "[goal]") {
  // A baseline of 0.1 from thirty answers: even none at all leaves a half possible.
  const auto few = planning({answers(0.1, 30), answers(0.1, 30)}, {});
  CHECK(std::isnan(few.reached_at));
  const auto none = planning({answers(0.05, 136), answers(0.1, 1262)}, {});
  CHECK(none.reached_at == 0);
}

TEST_CASE("a baseline of none plans nothing", "[goal]") {
  const auto p =
      planning({answers(0.05, 900), {.n = 900, .value = 0, .variance = 0, .df = 800}}, {});
  CHECK(std::isnan(p.reached_at));
  CHECK(std::isnan(p.n_needed_both));
  const RatioPair usual{answers(0.05, 900), answers(0.1, 900)};
  CHECK_THROWS_AS(planning(usual, {.true_ratio = 0.5}), ArgumentError);
}
