#include "diagnostics/weight_distribution.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "base/error.hpp"
#include "diagnostics/design_effects.hpp"
#include "model/made.hpp"

using namespace trygg;
using Values = std::vector<double>;

TEST_CASE("quantiles of weights agree with R's type 7", "[diagnostics][reference]") {
  // tests/reference/diagnostics.R, R 4.2.2; the values are exact.
  const test::Made made;
  const auto d = distribution_of(made.weight);
  CHECK(d.quantiles == std::array<double, 7>{1, 1, 1.5, 2, 2.5, 3, 3});
  const auto x = distribution_of(made.x.value);  // 0 takes no part
  CHECK(x.quantiles == std::array<double, 7>{0.25, 0.4375, 1.1875, 2.125, 3.0625, 4, 4});
  CHECK(x.n == 56);
}

TEST_CASE("a distribution of weights tells its sum, spread and top", "[diagnostics]") {
  const auto d = distribution_of(Values{3, NAN, 1, 0, 2});
  CHECK(d.n == 3);
  CHECK(d.sum == 6);
  CHECK(d.mean == 2);
  CHECK(d.smallest == 1);
  CHECK(d.largest == 3);
  CHECK(d.cv == Approx(std::sqrt(2.0 / 3) / 2).epsilon(1e-15));
  CHECK(d.largest_share == 0.5);
  CHECK(distribution_of(Values{0, NAN}).n == 0);
  // One of two hundred is not the largest hundredth, two are.
  Values many(200, 1.0);
  many[7] = 101;
  CHECK(distribution_of(many).largest_share == Approx(102.0 / 300).epsilon(1e-15));
}

TEST_CASE("extremes are named by record, ties in their order", "[diagnostics]") {
  const auto found = extremes_of(Values{5, 1, NAN, 9, 1, 0, 9}, 2);
  REQUIRE(found.smallest.size() == 2);
  CHECK(found.smallest[0].record == 1);
  CHECK(found.smallest[1].record == 4);
  CHECK(found.largest[0].record == 3);
  CHECK(found.largest[1].record == 6);
  CHECK(found.largest[1].value == 9);
  CHECK(extremes_of(Values{2}, 5).largest.size() == 1);
}

TEST_CASE("a histogram counts every value once", "[diagnostics]") {
  const auto h = histogram_of(Values{1, 2, 3, 4, 5, NAN, 0}, 4);
  CHECK(h.from == 1);
  CHECK(h.to == 5);
  CHECK(h.counts == std::vector<std::size_t>{1, 1, 1, 2});
  CHECK(histogram_of(Values{7, 7}, 3).counts == std::vector<std::size_t>{2, 0, 0});
  CHECK_THROWS_AS(histogram_of(Values{7}, 0), ArgumentError);
}

TEST_CASE("design effects of weights agree with R", "[diagnostics][reference]") {
  // tests/reference/diagnostics.R, R 4.2.2; 15 digits are printed.
  const test::Made made;
  Values study;
  for (unsigned k = 0; k < 60; ++k) study.push_back(k * k % 7);
  const auto kish = kish_effect(made.weight);
  CHECK(kish.deff == Approx(1.125).epsilon(1e-14));
  CHECK(kish.n_effective == Approx(60 / 1.125).epsilon(1e-14));
  CHECK(spencer_effect(made.weight, study).deff == Approx(1.38210538240787).epsilon(1e-13));
}

TEST_CASE("design effects of weights obey their laws", "[diagnostics][law]") {
  const test::Made made;
  const double cv = distribution_of(made.weight).cv;
  CHECK(kish_effect(made.weight).deff == Approx(1 + cv * cv).epsilon(1e-14));
  // Kish's does not see the scale, and is 1 for equal weights; records without one are not there.
  auto scaled = made.weight;
  for (auto& w : scaled) w *= 1000;
  CHECK(kish_effect(scaled).deff == Approx(kish_effect(made.weight).deff).epsilon(1e-14));
  CHECK(kish_effect(Values{3, 0, 3, NAN}).deff == 1);
  CHECK(kish_effect(Values{3, 0, 3, NAN}).n == 2);
  // A study variable that is proportional to 1/w is estimated without error.
  Values proportional;
  for (const double w : made.weight) proportional.push_back(5 / w);
  CHECK(spencer_effect(made.weight, proportional).deff == Approx(0).margin(1e-13));
  // Equal weights cost nothing whatever y is; a y that does not vary has no design effect.
  CHECK(spencer_effect(Values(60, 2.0), made.x.value).deff == Approx(1).epsilon(1e-13));
  CHECK(std::isnan(spencer_effect(made.weight, Values(60, 4.0)).deff));
  // About its own mean, y without relation to 1/w has Kish's effect.
  const Values w{1, 1, 2, 2}, y{-1, 1, -1, 1};
  CHECK(spencer_effect(w, y).deff == Approx(kish_effect(w).deff).epsilon(1e-14));
  CHECK_THROWS_AS(spencer_effect(Values{1}, Values{1, 2}), ArgumentError);
}
