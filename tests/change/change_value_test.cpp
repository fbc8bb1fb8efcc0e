#include "change/change_value.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "base/error.hpp"
#include "estimate/adjust.hpp"

using namespace trygg;
using Catch::Contains;

namespace {

// The same formulas; t quantiles and probabilities agree to about 12 digits.
Approx agrees(double reference) {
  return Approx(reference).epsilon(1e-10);
}

const RoundValue before{.estimate = 0.1, .se = 0.008, .df = 90};
const RoundValue now{.estimate = 0.081, .se = 0.006, .df = 120};

struct Expected {
  ChangeScale scale;
  double value, se, lower, upper, df, t, p_value;
};

ChangeValue change(RoundValue later, RoundValue earlier, double rho = 0,
                   ChangeScale scale = ChangeScale::difference) {
  return change_of(later, earlier, rho, scale, 0.95);
}

}  // namespace

TEST_CASE("a change of correlated rounds agrees with R on every scale", "[change][reference]") {
  // Printed by tests/reference/change.R (R 4.2.2). The se of the ratio is its value times that of
  // the logarithm.
  const Expected all[] = {
      {ChangeScale::difference, -0.019, 0.00843800924389159, -0.03565167262310665,
       -0.00234832737689335, 177.58484609313330793, -2.25171594991489243, 0.02556545902018192},
      {ChangeScale::relative, -0.19, 0.0739340246435969, -0.3357895974406780, -0.0442104025593220,
       200.1413010945103395, -2.5698587479297328, 0.0109010060661536},
      {ChangeScale::log_ratio, -0.2107210313156527, 0.0912765736340703, -0.3907081886498230,
       -0.0307338739814823, 200.1413010945103679, -2.3085992706128269, 0.0219870660533785},
      {ChangeScale::ratio, 0.81, 0.81 * 0.0912765736340703, 0.6765775602468492, 0.9697336100839967,
       200.1413010945103679, -2.3085992706128269, 0.0219870660533785}};
  for (const auto& expected : all) {
    const auto made = change(now, before, 0.3, expected.scale);
    CHECK(made.value == agrees(expected.value));
    CHECK(made.se == agrees(expected.se));
    CHECK(made.lower == agrees(expected.lower));
    CHECK(made.upper == agrees(expected.upper));
    CHECK(made.df == agrees(expected.df));
    CHECK(made.t == agrees(expected.t));
    CHECK(made.p_value == agrees(expected.p_value));
    CHECK(made.note.empty());
  }
}

TEST_CASE("a negative variance is told and never made a standard error", "[change]") {
  const auto made = change({0.08, 0.01, 50}, {0.1, 0.01, 50}, 1.2);
  CHECK(made.value == agrees(-0.02));
  CHECK(std::isnan(made.se));
  CHECK(std::isnan(made.lower));
  CHECK(std::isnan(made.p_value));
  CHECK(made.note == "negative_variance");
}

TEST_CASE("rounds that are wholly the same have no variance of change", "[change]") {
  const auto made = change({0.1, 0.01, 50}, {0.1, 0.01, 50}, 1);
  CHECK(made.se == 0);
  CHECK(std::isnan(made.lower));
  CHECK(made.note == "no_variance");
}

TEST_CASE("what a scale cannot tell has its reason", "[change]") {
  const RoundValue zero{0, 0, 50}, nothing;
  CHECK(change(now, zero, 0, ChangeScale::relative).note == "zero_denominator");
  CHECK(change(now, zero, 0, ChangeScale::log_ratio).note == "zero_denominator");
  const auto gone = change(zero, before, 0, ChangeScale::ratio);
  CHECK(gone.value == 0);
  CHECK(gone.note == "not_positive");
  CHECK(std::isnan(gone.se));
  CHECK(change(zero, before, 0, ChangeScale::relative).value == -1);
  CHECK(std::isnan(change(nothing, before).value));
  CHECK(change(now, {0.1, 0.01, 0}).note == "df_zero");
  CHECK(change_of(now, {0.1, 0.01, 0}, 0, ChangeScale::difference, 0.95, 12).df == 12);
}

TEST_CASE("what no change can be made of is refused", "[change][error]") {
  CHECK_THROWS_WITH(change_of(now, before, 0, ChangeScale::ratio, 95), Contains("level 95"));
  CHECK_THROWS_WITH(change_of(now, before, 0, ChangeScale::ratio, 0.9, 0), Contains("0 degrees"));
  CHECK_THROWS_WITH(to_change_scale("odds"), Contains("'odds' is no scale of change"));
  CHECK(to_change_scale("log-ratio") == ChangeScale::log_ratio);
}

TEST_CASE("a positive correlation narrows a change, a negative one widens it", "[change][law]") {
  const auto at = [](double rho) { return change(now, before, rho).se; };
  CHECK(at(0.5) < at(0));
  CHECK(at(0) < at(-0.5));
  CHECK(at(0.5) * at(0.5) + at(-0.5) * at(-0.5) == agrees(2 * at(0) * at(0)));
}

TEST_CASE("a family is adjusted by Benjamini and Hochberg as in R", "[change][reference]") {
  const std::vector<double> p{0.01, 0.04, std::nan(""), 0.03, 0.2, 0.005};
  const auto made = benjamini_hochberg(p);
  // R 4.2.2: p.adjust(c(0.01, 0.04, NA, 0.03, 0.2, 0.005), "BH"), in tests/reference/change.R
  CHECK(made[0] == agrees(0.025));
  CHECK(made[1] == agrees(0.05));
  CHECK(std::isnan(made[2]));
  CHECK(made[3] == agrees(0.05));
  CHECK(made[4] == agrees(0.2));
  CHECK(made[5] == agrees(0.025));
  CHECK(adjusted(p, Adjustment::none)[1] == 0.04);
  CHECK(adjusted(p, Adjustment::holm)[5] == agrees(0.025));
  CHECK(benjamini_hochberg({}).empty());
  CHECK_THROWS_WITH(to_adjustment("fdr"), Contains("'fdr' is no adjustment"));
}
