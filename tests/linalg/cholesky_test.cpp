#include "linalg/cholesky.hpp"

#include <catch2/catch.hpp>
#include <numeric>

#include "base/error.hpp"

using namespace trygg;
using Numbers = std::vector<double>;

TEST_CASE("a factor whitens what it is made of, and tells what has none", "[linalg][law]") {
  const Numbers a{4, 2, 0.5, 2, 9, -1, 0.5, -1, 3};
  const auto root = Cholesky::of(a, 3);
  REQUIRE(root);
  for (std::size_t i = 0; i < 3; ++i) {
    // L⁻¹ (A e_i) · L⁻¹ (A e_j) = a_ij
    for (std::size_t j = 0; j < 3; ++j) {
      const auto u = root->whiten(std::span(a).subspan(3 * i, 3));
      const auto v = root->whiten(std::span(a).subspan(3 * j, 3));
      CHECK(std::inner_product(u.begin(), u.end(), v.begin(), 0.0) ==
            Approx(a[3 * i + j]).epsilon(1e-13));
    }
  }
  CHECK_FALSE(Cholesky::of(Numbers{1, 2, 2, 1}, 2));
  CHECK_THROWS_AS(Cholesky::of(a, 2), ArgumentError);
  CHECK_THROWS_AS(root->whiten(Numbers{1}), ArgumentError);
}
