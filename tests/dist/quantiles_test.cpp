#include "dist/quantiles.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <limits>

#include "base/error.hpp"
#include "dist/t_table.hpp"

using namespace trygg;

namespace {
constexpr double infinite = std::numeric_limits<double>::infinity();
// R 4.2.2, 15 digits; R and Boost agree to about 13 of them.
Approx agrees(double reference) {
  return Approx(reference).epsilon(1e-12);
}
}  // namespace

TEST_CASE("quantiles agree with R", "[dist][reference]") {
  CHECK(t_quantile(0.975, 14) == agrees(2.144786687917804));
  CHECK(t_quantile(0.975, 1) == agrees(12.7062047361747));
  CHECK(t_quantile(0.975, 2.5) == agrees(3.574654842003692));
  CHECK(t_quantile(0.975, infinite) == agrees(1.95996398454005));
  CHECK(normal_quantile(0.975) == agrees(1.95996398454005));
  CHECK(beta_quantile(0.025, 3, 40) == agrees(0.014979691670710));
  CHECK(beta_quantile(0.975, 34.4, 165.6) == agrees(0.227151326961096));
  CHECK(t_two_sided(-3.7248883158, 196) == Approx(.000255443101797).epsilon(1e-9));
  CHECK(t_two_sided(0, 5) == 1);
}

TEST_CASE("the table of t quantiles holds what the function gives", "[dist][law]") {
  const TTable t(0.975, 20);
  for (const double df : {1.0, 14.0, 14.0, 20.0, 21.0, 3.5, infinite})
    CHECK(t(df) == t_quantile(0.975, df));
}

TEST_CASE("distributions refuse what they are not defined for", "[dist][error]") {
  CHECK_THROWS_AS(t_quantile(0.975, 0), ArgumentError);
  CHECK_THROWS_AS(t_quantile(1, 5), ArgumentError);
  CHECK_THROWS_AS(TTable(0.975, 5)(0), ArgumentError);
  CHECK_THROWS_AS(beta_quantile(0.5, 0, 1), ArgumentError);
  CHECK_THROWS_AS(t_two_sided(1, 0), ArgumentError);
}
