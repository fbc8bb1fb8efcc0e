#include "goal/ratio_interval.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "base/error.hpp"

using namespace trygg;

namespace {

// The same formulas in double precision; t and beta quantiles agree to about 12 digits.
Approx agrees(double reference) {
  return Approx(reference).epsilon(1e-10);
}

ShareEstimate share(double value, double se, double df, double n = 1000) {
  return {.n = n, .value = value, .variance = se * se, .df = df};
}

void check_interval(const RatioInterval& r, double lower, double upper) {
  CHECK(r.lower == agrees(lower));
  CHECK(r.upper == agrees(upper));
}

}  // namespace

TEST_CASE("the interval of a ratio agrees with the formula on the log scale", "[goal][reference]") {
  // Printed by tests/reference/goal.R (R 4.2.2).
  const auto now = share(0.045, 0.0025, 180), base = share(0.1, 0.0035, 210);
  const auto r = ratio_interval({now, base}, 0.95);
  check_interval(r, 0.395459468443136, 0.512062590882479);
  CHECK(r.df == agrees(309.455044784989695));
  CHECK(r.ratio == agrees(0.45));
  CHECK(r.reason.empty());
  check_interval(ratio_interval({now, base}, 0.9), 0.403800075017141, 0.501485790936032);
  const auto few = ratio_interval({share(0.12, 0.02, 6), share(0.1, 0.03, 11)}, 0.95);
  check_interval(few, 0.579803114982053, 2.483601696490665);
  CHECK(few.df == agrees(16.037196427412905));
}

TEST_CASE("a share of none or all takes its interval from both shares' limits",
          "[goal][reference]") {
  // Printed by tests/reference/goal.R, with the published form of both limits.
  const auto none = ratio_interval({share(0, 0, 500, 538), share(0.04, 0.01, 480, 500)}, 0.95);
  check_interval(none, 0, 0.189386121059646);
  CHECK(none.reason.empty());
  CHECK(none.method == RatioMethod::mover);
  CHECK(none.df == 480);
  const auto all = ratio_interval({share(1, 0, 55, 60), share(0.6, 0.07, 50, 60)}, 0.95);
  check_interval(all, 1.34269859472638, 2.22433521646340);
  const auto from_all = ratio_interval({share(0.5, 0.06, 70, 80), share(1, 0, 38, 40)}, 0.95);
  check_interval(from_all, 0.377272116703462, 0.634871611376311);
}

TEST_CASE("a ratio that cannot be given says why", "[goal]") {
  const auto reason = [](const ShareEstimate& now, const ShareEstimate& base) {
    const auto r = ratio_interval({now, base}, 0.95);
    CHECK(std::isnan(r.lower));
    CHECK(std::isnan(r.upper));
    return r.reason;
  };
  const double nan = RatioInterval::missing;
  const auto usual = share(0.1, 0.01, 100);
  CHECK(reason(usual, share(0, 0, 100)) == "baseline_zero");
  CHECK(reason(share(0, 0, 100), share(0, 0, 100)) == "baseline_zero");
  CHECK(reason(share(0.1, 0, 100), share(0.2, 0, 100)) == "no_variance");
  CHECK(reason(share(nan, nan, nan), usual) == "not_estimable");
  CHECK(reason(usual, share(0.1, nan, 100)) == "not_estimable");
  CHECK(reason(usual, share(0.1, 0.01, 0)) == "not_estimable");
  CHECK(reason(usual, share(0.1, 0.01, nan)) == "not_estimable");
}

TEST_CASE("a level outside 0 and 1 is refused", "[goal][error]") {
  const auto usual = share(0.1, 0.01, 100);
  CHECK_THROWS_AS(ratio_interval({usual, usual}, 1), ArgumentError);
  CHECK_THROWS_AS(ratio_interval({usual, usual}, 95), ArgumentError);
}

TEST_CASE("a ratio turned over has its limits turned over", "[goal][law]") {
  const auto a = share(0.045, 0.004, 60), b = share(0.1, 0.009, 45);
  const auto r = ratio_interval({a, b}, 0.95), back = ratio_interval({b, a}, 0.95);
  CHECK(back.lower == agrees(1 / r.upper));
  CHECK(back.upper == agrees(1 / r.lower));
  CHECK(back.df == agrees(r.df));
}

TEST_CASE("scaling both shares with their errors leaves the ratio", "[goal][law]") {
  const auto r = ratio_interval({share(0.04, 0.004, 60), share(0.1, 0.009, 45)}, 0.95);
  const auto scaled = ratio_interval({share(0.08, 0.008, 60), share(0.2, 0.018, 45)}, 0.95);
  CHECK(scaled.ratio == agrees(r.ratio));
  check_interval(scaled, r.lower, r.upper);
}

TEST_CASE("the interval covers its ratio, narrows with the errors, and rises with the share",
          "[goal][law]") {
  double last_lower = -1, last_upper = -1;
  for (const double p : {0.0, 0.01, 0.03, 0.05, 0.1, 0.2, 0.4}) {
    CAPTURE(p);
    const double se = std::sqrt(1.5 * p * (1 - p) / 1262);
    const auto base = share(0.1, 0.0103, 1200, 1262);
    const auto r = ratio_interval({share(p, se, 1200, 1262), base}, 0.95);
    CHECK(r.lower <= r.ratio);
    CHECK(r.ratio <= r.upper);
    CHECK(r.lower >= last_lower);
    CHECK(r.upper > last_upper);
    last_lower = r.lower;
    last_upper = r.upper;
    const auto narrower = ratio_interval({share(p, se / 2, 1200, 1262), base}, 0.95);
    CHECK(narrower.lower >= r.lower);
    CHECK(narrower.upper <= r.upper);
  }
}

TEST_CASE("the interval from limits is near the one on the log scale where both exist",
          "[goal][law]") {
  // One event in many answers against none: no gap between the two methods opens at zero.
  const auto base = share(0.1, 0.0085, 1240, 1262);
  const double p = 1.0 / 1262;
  const auto none = ratio_interval({share(0, 0, 1240, 1262), base}, 0.95);
  const auto one = ratio_interval({share(p, p, 1240, 1262), base}, 0.95);
  CHECK(none.upper < one.upper);
  CHECK(none.upper > one.ratio);
}
