#include "dist/tails.hpp"

#include <catch2/catch.hpp>

#include "base/error.hpp"

using namespace trygg;

TEST_CASE("the chi-squared tail agrees with R", "[dist][reference]") {
  // R 4.2.2: pchisq(c(3.84145882069412, 7), c(1, 3), lower.tail = FALSE)
  CHECK(chi_squared_upper(3.84145882069412, 1) == Approx(0.05).epsilon(1e-12));
  CHECK(chi_squared_upper(7, 3) == Approx(0.0718977724964651).epsilon(1e-12));
  CHECK(chi_squared_upper(0, 3) == 1);
  CHECK_THROWS_AS(chi_squared_upper(1, 0), ArgumentError);
}
