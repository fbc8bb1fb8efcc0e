#include "model/logistic.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "base/error.hpp"
#include "base/random.hpp"
#include "model/made.hpp"

using namespace trygg;
using Catch::Matchers::Contains;
using test::Made;
using Values = std::vector<double>;

namespace {

void agree(const Values& a, const Values& b, double epsilon) {
  REQUIRE(a.size() == b.size());
  for (std::size_t i = 0; i < a.size(); ++i) CHECK(a[i] == Approx(b[i]).epsilon(epsilon));
}

Values roots_of_diagonal(const Values& square, std::size_t n) {
  Values roots;
  for (std::size_t j = 0; j < n; ++j) roots.push_back(std::sqrt(square[j * n + j]));
  return roots;
}

}  // namespace

TEST_CASE("a weighted logistic model agrees with R's glm", "[model][reference]") {
  // tests/reference/logistic.R, R 4.2.2, epsilon 1e-15; 15 digits are printed.
  const Made made;
  const auto x = made.matrix();
  const auto fit = fit_logistic(x, made.y, made.weight);
  agree(fit.coefficient,
        {0.216739522424561, 0.156702104055563, -1.127225172188726, -0.739945502833233,
         0.244387074393264},
        1e-12);
  agree(roots_of_diagonal(fit.inverse_information, 5),
        {0.533788420301381, 0.383803553671801, 0.476887053345424, 0.473950668977809,
         0.156919748830759},
        1e-12);
  agree(roots_of_diagonal(sandwich_covariance(x, fit, made.y, made.weight), 5),
        {0.777458193232968, 0.580299604455127, 0.704168280849623, 0.703242612678298,
         0.233870797236125},
        1e-12);
  agree({fit.probability[0], fit.probability[1], fit.probability[59]},
        {0.553973756488916, 0.375335017397466, 0.634123445933641}, 1e-12);
  CHECK(fit.log_likelihood == Approx(-78.17483040312).epsilon(1e-13));
  CHECK(fit.aliased.empty());
}

TEST_CASE("a saturated logistic model gives the weighted share of each cell", "[model][law]") {
  const Made made;
  const auto fit = fit_logistic({60, {made.age}, {}}, made.y, made.weight);
  Values ones(3), all(3);
  for (std::size_t k = 0; k < 60; ++k) {
    all[made.age.level[k]] += made.weight[k];
    ones[made.age.level[k]] += made.weight[k] * made.y[k];
  }
  for (std::size_t k = 0; k < 60; ++k) {
    const auto l = made.age.level[k];
    CHECK(fit.probability[k] == Approx(ones[l] / all[l]).epsilon(1e-13));
  }
}

TEST_CASE("the scale of the weights changes no probability", "[model][law]") {
  const Made made;
  auto heavy = made.weight;
  for (auto& w : heavy) w *= 1e6;
  const auto a = fit_logistic(made.matrix(), made.y, made.weight);
  const auto b = fit_logistic(made.matrix(), made.y, heavy);
  agree(a.probability, b.probability, 1e-12);
  CHECK(a.inverse_information[0] == Approx(1e6 * b.inverse_information[0]).epsilon(1e-10));
}

TEST_CASE("a record of weight 0 has no influence but a probability", "[model][law]") {
  Made made(61);
  made.weight[60] = 0;
  const auto with = fit_logistic(made.matrix(), made.y, made.weight);
  const Made without;
  agree(with.coefficient, fit_logistic(without.matrix(), without.y, without.weight).coefficient,
        1e-15);
  CHECK(with.probability.size() == 61);
}

TEST_CASE("rounding in a large sample costs no steps", "[model][law]") {
  // The likelihood of many records is known to fewer digits than the last steps change it by. Many
  // samples, since it is chance whether one of them meets it.
  for (std::uint32_t seed = 0; seed < 200; ++seed) {
    Random random(seed);
    Factor area{"area", {}, std::vector<std::string>(13, "area")}, age{"age", {}, {"1", "2", "3"}};
    std::vector<std::uint8_t> y;
    Values weight;
    for (std::size_t k = 0; k < 3000; ++k) {
      area.level.push_back(random.below(13));
      age.level.push_back(random.below(3));
      y.push_back(random.uniform() < 0.2 + 0.03 * area.level.back() + 0.15 * age.level.back());
      weight.push_back(45.7 + 9.3 * area.level.back());
    }
    CHECK(fit_logistic({3000, {area, age}, {}}, y, weight).iterations <= 6);
  }
}

TEST_CASE("a column that repeats others is named and changes no probability", "[model][law]") {
  const Made made;
  Factor again{"again", made.sex.level, {"again 0", "again 1"}};
  const ModelMatrix x(60, {made.sex, made.age, again}, {made.x});
  const auto fit = fit_logistic(x, made.y, made.weight);
  REQUIRE(fit.aliased.size() == 1);
  CHECK(x.names()[fit.aliased[0]] == "again 1");
  CHECK(fit.coefficient[fit.aliased[0]] == 0);
  agree(fit.probability, fit_logistic(made.matrix(), made.y, made.weight).probability, 1e-12);
}

TEST_CASE("a logistic model without a maximum is refused by name", "[model][error]") {
  Made made;
  SECTION("everybody in a level") {
    for (std::size_t k = 0; k < 60; ++k)
      if (made.age.level[k] == 2) made.y[k] = 1;
    CHECK_THROWS_WITH(
        fit_logistic(made.matrix(), made.y, made.weight),
        Contains("every one of the 20 records with age 2 has the outcome; merge the level"));
  }
  SECTION("nobody at all") {
    made.y.assign(60, 0);
    CHECK_THROWS_WITH(fit_logistic(made.matrix(), made.y, made.weight),
                      Contains("none of the 60 records has the outcome"));
  }
  SECTION("a number that tells the outcome") {
    for (std::size_t k = 0; k < 60; ++k) made.y[k] = made.x.value[k] > 2.1;
    CHECK_THROWS_WITH(fit_logistic(made.matrix(), made.y, made.weight),
                      Contains("no maximum") && Contains("'x' has the steepest coefficient"));
  }
  CHECK_THROWS_AS(fit_logistic(made.matrix(), made.y, Values(59, 1.0)), ArgumentError);
  made.weight[3] = -1;
  CHECK_THROWS_AS(fit_logistic(made.matrix(), made.y, made.weight), ArgumentError);
}
