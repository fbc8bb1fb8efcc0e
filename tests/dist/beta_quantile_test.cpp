#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <vector>

#include "base/csv.hpp"
#include "base/error.hpp"
#include "base/file.hpp"
#include "base/text.hpp"
#include "dist/quantiles.hpp"
#include "support.hpp"

using namespace trygg;

namespace {

const std::vector<double> parameters{0.3, 0.5,  0.89, 0.9,  0.91, 1,   1.3, 2,   3.7,
                                     5,   11.9, 12,   30.5, 100,  1e3, 1e4, 1e5, 1e6};
const std::vector<double> probabilities{0.0005, 0.001, 0.005, 0.01,  0.025, 0.05,
                                        0.1,    0.25,  0.5,   0.75,  0.9,   0.95,
                                        0.975,  0.99,  0.995, 0.999, 0.9995};

Approx agrees(double reference) {
  return Approx(reference).epsilon(1e-13);
}

/// P(X >= k) of n draws with probability x, term by term.
double binomial_tail(unsigned k, unsigned n, double x) {
  double sum = 0;
  for (unsigned j = k; j <= n; ++j)
    sum += std::exp(std::lgamma(n + 1.0) - std::lgamma(j + 1.0) - std::lgamma(n - j + 1.0) +
                    j * std::log(x) + (n - j) * std::log1p(-x));
  return sum;
}

}  // namespace

TEST_CASE("beta quantiles agree with R's qbeta", "[dist][reference]") {
  const auto path = test::source_dir() / "tests/reference/beta_quantiles.csv";
  const auto frozen = parse_csv(trygg::read_file(path), path.string());
  REQUIRE(frozen.rows.size() == 600);
  double worst = 0;
  for (const auto& row : frozen.rows) {
    const double a = *to_number(row[0]), b = *to_number(row[1]), p = *to_number(row[2]);
    const double x = *to_number(row[3]);
    CAPTURE(a, b, p);
    CHECK(beta_quantile(p, a, b) == agrees(x));
    worst = std::max(worst, std::abs(beta_quantile(p, a, b) / x - 1));
  }
  INFO("worst relative difference " << worst);
  CHECK(worst < 2e-14);
}

TEST_CASE("beta quantiles have their closed forms", "[dist][law]") {
  for (const double c : parameters)
    for (const double p : probabilities) {
      CAPTURE(c, p);
      CHECK(beta_quantile(p, c, 1) == agrees(std::pow(p, 1 / c)));
      CHECK(beta_quantile(p, 1, c) == agrees(-std::expm1(std::log1p(-p) / c)));
      CHECK(beta_quantile(0.5, c, c) == agrees(0.5));
    }
}

TEST_CASE("beta quantiles turn round with their parameters", "[dist][law]") {
  for (const double a : parameters)
    for (const double b : parameters)
      for (const double p : {0.025, 0.2, 0.975})
        CHECK(beta_quantile(p, a, b) + beta_quantile(1 - p, b, a) == Approx(1).epsilon(1e-15));
}

TEST_CASE("beta quantiles grow with the probability", "[dist][law]") {
  for (const double a : parameters)
    for (const double b : parameters) {
      double before = 0;
      for (const double p : probabilities) {
        const double x = beta_quantile(p, a, b);
        CAPTURE(a, b, p);
        CHECK(x > before);
        CHECK(x <= 1);
        before = x;
      }
    }
}

TEST_CASE("beta quantiles invert the binomial distribution", "[dist][law]") {
  for (const unsigned n : {1u, 2u, 7u, 30u, 100u})
    for (unsigned k = 1; k <= n; ++k)
      for (const double p : {0.005, 0.025, 0.5, 0.975})
        CHECK(binomial_tail(k, n, beta_quantile(p, k, n - k + 1.0)) == Approx(p).epsilon(1e-11));
}

TEST_CASE("beta quantiles of extreme parameters and probabilities end", "[dist][law]") {
  CHECK(beta_quantile(1e-100, 10, 1) == agrees(1e-10));
  CHECK(beta_quantile(1e-100, 1e-3, 1) == 0);  // 1e-100000
  CHECK(beta_quantile(1 - 1e-12, 1, 1e-2) == 1);
  CHECK(beta_quantile(0.025, 1e10, 1e10) ==
        Approx(0.5 - 0.97998199227 / std::sqrt(2e10)).epsilon(1e-12));
}

TEST_CASE("beta quantiles refuse what they are not defined for", "[dist][error]") {
  for (const double p : {0.0, 1.0, -0.1, std::nan("")})
    CHECK_THROWS_AS(beta_quantile(p, 2, 3), ArgumentError);
  for (const double c : {0.0, -1.0, std::nan(""), std::numeric_limits<double>::infinity(), 1e13}) {
    CHECK_THROWS_AS(beta_quantile(0.5, c, 3), ArgumentError);
    CHECK_THROWS_AS(beta_quantile(0.5, 3, c), ArgumentError);
  }
}
