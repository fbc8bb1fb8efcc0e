#include "diagnostics/balance.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "base/error.hpp"

using namespace trygg;
using Values = std::vector<double>;
using Flags = std::vector<std::uint8_t>;

namespace {

const Factor sex{"kon", {0, 0, 0, 1, 1, 1}, {"kon 1", "kon 2"}};
const Flags answered{1, 0, 0, 1, 1, 0};
const Values d{10, 10, 20, 10, 30, 20}, w{40, 0, 0, 15, 45, 0};

}  // namespace

TEST_CASE("respondents are compared with the sample level by level", "[diagnostics]") {
  const auto balance = balance_of(sex, answered, d, w, {});
  const auto& man = balance.levels[0];
  CHECK(man.level == "kon 1");
  CHECK(man.sampled == 3);
  CHECK(man.answered == 1);
  CHECK(man.sample == Approx(40.0 / 100));
  CHECK(man.respondents == Approx(1.0 / 3));
  CHECK(man.weighted_before == Approx(10.0 / 50));
  CHECK(man.weighted_after == Approx(40.0 / 100));
  CHECK(!man.target);
  CHECK(man.difference_before == Approx((0.2 - 0.4) / std::sqrt(0.24)).epsilon(1e-14));
  CHECK(man.difference_after == Approx(0).margin(1e-15));
  CHECK(balance.largest_before == Approx(0.2 / std::sqrt(0.24)).epsilon(1e-14));
}

TEST_CASE("a known population is the reference, whatever its scale", "[diagnostics][law]") {
  const auto one = balance_of(sex, answered, d, w, Values{3, 7});
  const auto other = balance_of(sex, answered, d, w, Values{3000, 7000});
  CHECK(*one.levels[0].target == Approx(0.3));
  CHECK(one.levels[0].difference_after == Approx(0.1 / std::sqrt(0.21)).epsilon(1e-14));
  CHECK(one.levels[0].difference_after == Approx(other.levels[0].difference_after));
  // With two levels the differences mirror each other.
  CHECK(one.levels[1].difference_before == Approx(-one.levels[0].difference_before));
}

TEST_CASE("records without a weight are not in the sample", "[diagnostics]") {
  Values before = d;
  before[2] = NAN;
  before[5] = 0;
  const auto balance = balance_of(sex, answered, before, w, {});
  CHECK(balance.levels[0].sampled == 2);
  CHECK(balance.levels[0].sample == Approx(20.0 / 60));
}

TEST_CASE("a level that is all or nothing has no standardised difference", "[diagnostics]") {
  const Factor one{"x", {0, 0}, {"x 1", "x 2"}};
  const auto balance = balance_of(one, Flags{1, 1}, Values{1, 1}, Values{1, 1}, {});
  CHECK(std::isnan(balance.levels[0].difference_before));
  CHECK(balance.largest_before == 0);
  CHECK_THROWS_AS(balance_of(one, Flags{1}, Values{1, 1}, Values{1, 1}, {}), ArgumentError);
  CHECK_THROWS_AS(balance_of(one, Flags{1, 1}, Values{1, 1}, Values{1, 1}, Values{1}),
                  ArgumentError);
}
