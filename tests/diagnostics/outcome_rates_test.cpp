#include "diagnostics/outcome_rates.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "base/error.hpp"

using namespace trygg;
using enum Disposition;

namespace {

/// I 500, P 50, R 200, NC 100, O 50, UH 60, UO 20, ineligible 20.
const OutcomeSums sums{{500, 50, 200, 100, 50, 60, 20, 20}};

}  // namespace

TEST_CASE("response rates follow the Standard Definitions", "[diagnostics][reference]") {
  // By hand from AAPOR (2023): known 900, unknown 80, e = 900/920.
  const auto rates = outcome_rates(sums, {});
  const double e = 900.0 / 920;
  CHECK(rates.eligible_share == Approx(e).epsilon(1e-15));
  CHECK(rates.response[0] == Approx(500.0 / 980).epsilon(1e-15));
  CHECK(rates.response[1] == Approx(550.0 / 980).epsilon(1e-15));
  CHECK(rates.response[2] == Approx(500 / (900 + e * 80)).epsilon(1e-15));
  CHECK(rates.response[3] == Approx(550 / (900 + e * 80)).epsilon(1e-15));
  CHECK(rates.response[4] == Approx(500.0 / 900).epsilon(1e-15));
  CHECK(rates.response[5] == Approx(550.0 / 900).epsilon(1e-15));
  CHECK(rates.cooperation[0] == Approx(550.0 / 800).epsilon(1e-15));
  CHECK(rates.cooperation[1] == Approx(550.0 / 750).epsilon(1e-15));
  CHECK(rates.refusal[0] == Approx(200.0 / 980).epsilon(1e-15));
  CHECK(rates.refusal[2] == Approx(200.0 / 900).epsilon(1e-15));
  CHECK(rates.contact[0] == Approx(800.0 / 980).epsilon(1e-15));
  CHECK(rates.contact[1] == Approx(800 / (900 + e * 80)).epsilon(1e-15));
}

TEST_CASE("a given share of eligible lies between none and all", "[diagnostics][law]") {
  const auto none = outcome_rates(sums, 0.0), all = outcome_rates(sums, 1.0);
  CHECK(none.response[2] == none.response[4]);
  CHECK(all.response[3] == all.response[1]);
  const auto half = outcome_rates(sums, 0.5);
  CHECK(half.response[2] == Approx(500.0 / 940).epsilon(1e-15));
  CHECK_THROWS_AS(outcome_rates(sums, 1.5), ArgumentError);
}

TEST_CASE("an account without anybody has no rates", "[diagnostics]") {
  const auto rates = outcome_rates({}, {});
  CHECK(std::isnan(rates.response[0]));
  CHECK(std::isnan(rates.cooperation[1]));
  OutcomeSums outside{};
  outside.sum[7] = 3;
  CHECK(std::isnan(outcome_rates(outside, {}).response[4]));
}

TEST_CASE("outcomes are summed with weights and without", "[diagnostics]") {
  const std::vector<std::optional<Disposition>> outcome{
      complete, refusal, {}, complete, ineligible};
  const auto plain = sum_outcomes(outcome, {});
  CHECK(plain[complete] == 2);
  CHECK(plain.all() == 4);
  const std::vector<double> weight{1.5, 2, NAN, 4, 8};
  const auto weighted = sum_outcomes(outcome, weight);
  CHECK(weighted[complete] == 5.5);
  CHECK(weighted[ineligible] == 8);
  CHECK_THROWS_AS(sum_outcomes(outcome, std::vector<double>{1}), ArgumentError);
}
