#include "diagnostics/auxiliaries.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "base/error.hpp"
#include "model/made.hpp"

using namespace trygg;
using Values = std::vector<double>;

TEST_CASE("the inverse influence and H agree with R", "[diagnostics][reference]") {
  // tests/reference/diagnostics.R, R 4.2.2; 15 digits are printed.
  const test::Made made;
  const auto influence = inverse_influence(made.matrix(), made.y, made.weight);
  Values first;
  for (std::size_t k = 0; first.size() < 3; ++k)
    if (made.y[k]) first.push_back(influence.m[k]);
  CHECK(first[0] == Approx(2.025183954883466).epsilon(1e-13));
  CHECK(first[1] == Approx(2.100003080435981).epsilon(1e-13));
  CHECK(first[2] == Approx(2.103611964859684).epsilon(1e-13));
  CHECK(influence.cv == Approx(0.259704617215284).epsilon(1e-13));
  Values study;
  for (unsigned k = 0; k < 60; ++k) study.push_back(k * k % 7);
  // R has it from the two means, we from the correlation.
  CHECK(moved_mean(influence, study, made.weight) == Approx(0.0145336732541371).epsilon(1e-11));
}

TEST_CASE("auxiliaries are taken in the order of what they add", "[diagnostics][reference]") {
  const test::Made made;
  const std::vector<Factor> factors{made.sex, made.age};
  const std::vector<Covariate> covariates{made.x};
  const auto steps = select_auxiliaries(factors, covariates, made.y, made.weight);
  REQUIRE(steps.size() == 3);
  CHECK(steps[0].variable == "age");
  CHECK(steps[0].h3 == Approx(0.2164786835889073).epsilon(1e-12));
  CHECK(steps[1].variable == "x");
  CHECK(steps[1].h3 == Approx(0.2558685449633198).epsilon(1e-12));
  CHECK(steps[2].variable == "sex");
  CHECK(steps[2].h3 == Approx(0.2597046172152839).epsilon(1e-12));
  CHECK(steps[2].gain == Approx(0.2597046172152839 - 0.2558685449633198).epsilon(1e-10));
}

TEST_CASE("the inverse influence meets the totals of the sample", "[diagnostics][law]") {
  const test::Made made;
  const auto influence = inverse_influence(made.matrix(), made.y, made.weight);
  double ones = 0, x = 0, all = 0, all_x = 0, answered = 0;
  for (std::size_t k = 0; k < 60; ++k) {
    all += made.weight[k];
    all_x += made.weight[k] * made.x.value[k];
    if (!made.y[k]) {
      CHECK(std::isnan(influence.m[k]));
      continue;
    }
    answered += made.weight[k];
    ones += made.weight[k] * influence.m[k];
    x += made.weight[k] * influence.m[k] * made.x.value[k];
  }
  CHECK(ones == Approx(all).epsilon(1e-13));
  CHECK(x == Approx(all_x).epsilon(1e-13));
  CHECK(influence.mean == Approx(all / answered).epsilon(1e-13));
}

TEST_CASE("auxiliaries that answering has nothing to do with have H of 0", "[diagnostics][law]") {
  // Half of each sex answered.
  const ModelMatrix x(4, {{"sex", {0, 0, 1, 1}, {"1", "2"}}}, {});
  const std::vector<std::uint8_t> answered{1, 0, 1, 0};
  const auto influence = inverse_influence(x, answered, Values(4, 3.0));
  CHECK(influence.cv == Approx(0).margin(1e-14));
  CHECK(influence.mean == Approx(2).epsilon(1e-14));
  CHECK(std::isnan(moved_mean(influence, Values(4, 1.0), Values(4, 3.0))));
  CHECK_THROWS_AS(inverse_influence(x, std::vector<std::uint8_t>(4, 0), Values(4, 1.0)),
                  InputError);
  CHECK_THROWS_AS(inverse_influence(x, answered, Values(3, 1.0)), ArgumentError);
}
