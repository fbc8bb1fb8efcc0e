#include <catch2/catch.hpp>
#include <cmath>

#include "base/error.hpp"
#include "goal/ratio_interval.hpp"

using namespace trygg;

namespace {

// t quantiles agree to about 12 digits; the reference's roots are searched to 1e-14 absolutely.
Approx agrees(double reference) {
  return Approx(reference).epsilon(1e-9);
}

ShareEstimate share(double value, double se, double df, double n = 1000) {
  return {.n = n, .value = value, .variance = se * se, .df = df};
}

const ShareEstimate now = share(0.045, 0.0025, 180), base = share(0.1, 0.0035, 210);

RatioInterval fieller(const ShareEstimate& later, const ShareEstimate& earlier, double rho = 0,
                      double level = 0.95) {
  return ratio_interval({later, earlier, rho}, level, RatioMethod::fieller);
}

}  // namespace

TEST_CASE("Fieller's set agrees with a search for its ends", "[goal][reference]") {
  // Printed by tests/reference/goal.R (R 4.2.2).
  const auto r = fieller(now, base);
  CHECK(r.set == RatioSet::interval);
  CHECK(r.lower == agrees(0.3938269533893516));
  CHECK(r.upper == agrees(0.5104619194791182));
  const auto together = fieller(now, base, 0.4);
  CHECK(together.lower == agrees(0.4041829872506382));
  CHECK(together.upper == agrees(0.4973827917330905));
  const auto few = fieller(share(0.12, 0.02, 6), share(0.1, 0.03, 11));
  CHECK(few.lower == agrees(0.62077792632444728));
  CHECK(few.upper == agrees(3.40814585606521669));
}

TEST_CASE("Fieller's set need not be an interval, and says so", "[goal][reference]") {
  const auto uncertain = share(0.1, 0.06, 30);
  const auto all = fieller(share(0.12, 0.08, 30), uncertain);
  CHECK(all.set == RatioSet::everything);
  CHECK(std::isnan(all.lower));
  CHECK(std::isnan(all.upper));
  CHECK(all.ratio == agrees(1.2));
  const auto half = fieller(share(0.3, 0.05, 30), uncertain);
  CHECK(half.set == RatioSet::half_line);
  CHECK(half.lower == agrees(1.20984293644740));
  CHECK(std::isnan(half.upper));
  const auto gap = fieller(share(0.05, 0.0252, 30), uncertain, 0.95);
  CHECK(gap.set == RatioSet::complement);
  CHECK(gap.lower == agrees(0.032230606917770));
  CHECK(gap.upper == agrees(0.308958225206552));
}

TEST_CASE("tests of a ratio agree with R", "[goal][reference]") {
  const auto check = [](const RatioTests& tests, double below, double above) {
    CHECK(tests.below == agrees(below));
    CHECK(tests.above == agrees(above));
  };
  check(ratio_tests({now, base}, 0.5), 0.0548005611095175, 0.9451994388904825);
  check(ratio_tests({now, base, 0.4}, 0.5), 0.0228091452449607, 0.9771908547550392);
  check(ratio_tests({now, base}, 0.5, RatioMethod::fieller), 0.0511706307915361,
        0.9488293692084639);
  check(ratio_tests({now, base, 0.4}, 0.5, RatioMethod::fieller), 0.0194575340417533,
        0.9805424659582467);
}

TEST_CASE("MOVER takes a correlation into account", "[goal][reference]") {
  const auto r = ratio_interval({share(0.06, 0.01, 500, 600), share(0.1, 0.014, 480, 500), 0.3},
                                0.95, RatioMethod::mover);
  CHECK(r.lower == agrees(0.411829748826314));
  CHECK(r.upper == agrees(0.868530571839761));
}

TEST_CASE("the p-value of no event is the level at which the limit meets the factor",
          "[goal][reference]") {
  const RatioPair none{share(0, 0, 500, 538), share(0.04, 0.01, 480, 500)};
  // Bisection in 32 steps over 36 logarithmic units leaves 1e-8.
  CHECK(ratio_tests(none, 0.5).below == Approx(0.000268561452804638).epsilon(1e-7));
  CHECK(ratio_tests(none, 0.5).above == 1);
}

TEST_CASE("a limit is where its test has half of the rest", "[goal][law]") {
  const auto method = GENERATE(RatioMethod::log, RatioMethod::fieller, RatioMethod::mover);
  const double rho = GENERATE(0.0, 0.3, -0.2);
  const RatioPair pair{share(0.06, 0.01, 90, 600), share(0.1, 0.014, 110, 500), rho};
  CAPTURE(to_text(method), rho);
  for (const double level : {0.8, 0.95, 0.99}) {
    const auto r = ratio_interval(pair, level, method);
    CHECK(r.method == method);
    CHECK(ratio_tests(pair, r.upper, method).below == Approx((1 - level) / 2).epsilon(1e-6));
    CHECK(ratio_tests(pair, r.lower, method).above == Approx((1 - level) / 2).epsilon(1e-6));
  }
}

TEST_CASE("Fieller's interval becomes that of the delta method as errors vanish", "[goal][law]") {
  double last = 1;
  for (const double shrink : {1.0, 0.1, 0.01}) {
    const RatioPair pair{share(0.05, 0.005 * shrink, 200), share(0.1, 0.007 * shrink, 150), 0.2};
    const auto f = ratio_interval(pair, 0.95, RatioMethod::fieller);
    const double plain = std::sqrt(log_error(pair).variance) * f.ratio;  // of R itself
    const double half = (f.upper - f.lower) / 2;
    const auto log = ratio_interval(pair, 0.95, RatioMethod::log);
    const double t = std::log(log.upper / log.ratio) / std::sqrt(log_error(pair).variance);
    const double apart = std::abs(half / (t * plain) - 1);
    CHECK(apart < last / 50);
    last = apart;
  }
}

TEST_CASE("rounds that go together give a narrower interval of their ratio", "[goal][law]") {
  for (const auto method : {RatioMethod::log, RatioMethod::fieller, RatioMethod::mover}) {
    CAPTURE(to_text(method));
    double last = 0;
    for (const double rho : {0.8, 0.4, 0.0, -0.4}) {
      const auto r = ratio_interval({share(0.06, 0.01, 90, 600), share(0.1, 0.014, 110, 500), rho},
                                    0.95, method);
      CHECK(r.upper / r.lower > last);
      last = r.upper / r.lower;
    }
  }
}

TEST_CASE("a method that cannot take a share of none says so", "[goal]") {
  const RatioPair none{share(0, 0, 500, 538), share(0.04, 0.01, 480, 500)};
  for (const auto method : {RatioMethod::log, RatioMethod::fieller}) {
    const auto r = ratio_interval(none, 0.95, method);
    CHECK(r.set == RatioSet::none);
    CHECK(r.reason == "all_or_none");
    CHECK(std::isnan(ratio_tests(none, 0.5, method).below));
  }
  CHECK(ratio_interval(none, 0.95).set == RatioSet::interval);
}

TEST_CASE("a test of a ratio that cannot be is refused", "[goal][error]") {
  CHECK_THROWS_WITH(ratio_tests({now, base}, 0),
                    "a ratio is tested against 0: it must be positive");
  CHECK_THROWS_WITH(ratio_interval({now, base, 1.5}, 0.95),
                    "correlation 1.5: must lie between -1 and 1");
  CHECK_THROWS_AS(to_ratio_method("fiellers"), ArgumentError);
}
