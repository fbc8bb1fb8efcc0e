#include "hypothesis/t_test.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "dist/tails.hpp"

using namespace trygg;

namespace {

Result estimated(double estimate, double se, double df) {
  return {.n = 50, .estimate = estimate, .se = se, .df = df};
}

}  // namespace

TEST_CASE("a t-test against a value has the design's degrees of freedom", "[hypothesis]") {
  const auto found = test_level(estimated(12, 2, 14), 10, {});
  CHECK(found.test.statistic == 1);
  CHECK(found.test.df2 == 14);
  // 2 pt(-1, 14) and qt(.975, 14) of R
  CHECK(found.test.p_value == Approx(0.334281943394657).epsilon(1e-11));
  CHECK(found.result.upper == Approx(12 + 2 * 2.1447866879178).epsilon(1e-11));
  CHECK(found.result.lower == Approx(12 - 2 * 2.1447866879178).epsilon(1e-11));
}

TEST_CASE("a t-test of groups loses a degree of freedom for each beyond the first",
          "[hypothesis]") {
  const auto two = test_contrast(estimated(3, 1, 15), 2, TTestScale::difference, {});
  CHECK(two.test.df2 == 14);
  CHECK(two.test.statistic == 3);
  const auto three = test_contrast(estimated(3, 1, 15), 3, TTestScale::difference, {});
  CHECK(three.test.df2 == 13);
  CHECK(three.test.p_value > two.test.p_value);
  const auto given = test_contrast(estimated(3, 1, 15), 3, TTestScale::difference, {.df = 14.0});
  CHECK(given.test.p_value == two.test.p_value);
}

TEST_CASE("a t-test of a ratio asks whether its logarithm is 0", "[hypothesis]") {
  const auto found = test_contrast(estimated(std::exp(1.0), 0.5 * std::exp(1.0), 15), 2,
                                   TTestScale::log_ratio, {});
  CHECK(found.test.statistic == Approx(2).epsilon(1e-14));
  CHECK(found.result.lower * found.result.upper == Approx(std::exp(2.0)).epsilon(1e-13));
  // 1/x is as far from 1.
  const auto inverse = test_contrast(estimated(std::exp(-1.0), 0.5 * std::exp(-1.0), 15), 2,
                                     TTestScale::log_ratio, {});
  CHECK(inverse.test.p_value == Approx(found.test.p_value).epsilon(1e-13));
}

TEST_CASE("a t-test that cannot be made says why", "[hypothesis]") {
  const auto none = [](const TTest& found, NoTest reason) {
    CHECK(found.test.reason == reason);
    CHECK(std::isnan(found.test.p_value));
    CHECK(std::isnan(found.result.lower));
  };
  none(test_level(estimated(3, 0, 15), 0, {}), NoTest::no_variance);
  none(test_level(estimated(NAN, NAN, 15), 0, {}), NoTest::no_variance);
  none(test_level(estimated(3, 1, 0), 0, {}), NoTest::df_zero);
  none(test_contrast(estimated(3, 1, 1), 2, TTestScale::difference, {}), NoTest::df_zero);
  none(test_contrast(estimated(-3, 1, 9), 2, TTestScale::log_ratio, {}), NoTest::no_variance);
  none(test_level({}, 0, {}), NoTest::empty_domain);
}

TEST_CASE("upper tails of F agree with R's pf", "[dist]") {
  CHECK(f_upper(.3, 1.5, 8) == Approx(6.88627054410170e-01).epsilon(1e-13));
  CHECK(f_upper(2, 3, 20.5) == Approx(1.45628923619879e-01).epsilon(1e-13));
  CHECK(f_upper(17.2, 1.83, 360) == Approx(2.10177181720575e-07).epsilon(1e-12));
  CHECK(f_upper(400, 2, 14) == Approx(4.45169514103251e-13).epsilon(1e-11));
  CHECK(f_upper(0, 2, 14) == 1);
  CHECK(f_upper(3, 2, INFINITY) == Approx(std::exp(-3)).epsilon(1e-13));
}
