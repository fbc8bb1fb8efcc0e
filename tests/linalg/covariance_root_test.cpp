#include <catch2/catch.hpp>

#include "base/error.hpp"
#include "linalg/covariance_root.hpp"

using trygg::covariance_root;

TEST_CASE("Root of a covariance: the triangle times its transpose is the matrix") {
  const std::vector<double> a{4, 2, 0.6, 2, 5, 1, 0.6, 1, 3};
  const auto l = covariance_root(a, 3);
  for (std::size_t i = 0; i < 3; ++i)
    for (std::size_t j = 0; j < 3; ++j) {
      double sum = 0;
      for (std::size_t k = 0; k < 3; ++k) sum += l[i * 3 + k] * l[j * 3 + k];
      CHECK(sum == Approx(a[i * 3 + j]).epsilon(1e-14));
      if (j > i) CHECK(l[i * 3 + j] == 0);
    }
}

TEST_CASE(
    "Root of a covariance: a singular covariance has columns of zeros, an indefinite one is "
    "refused") {
  const auto l = covariance_root({1, 2, 2, 4}, 2);
  CHECK(l == std::vector<double>{1, 0, 2, 0});
  CHECK_THROWS_AS(covariance_root({1, 2, 2, 1}, 2), trygg::ArgumentError);
  CHECK_THROWS_AS(covariance_root({1, 2}, 2), trygg::ArgumentError);
}
