#include "linalg/solve.hpp"

#include <catch2/catch.hpp>

#include "base/error.hpp"

using trygg::solve_symmetric;
using Values = std::vector<double>;

TEST_CASE("a symmetric system is solved from its lower triangle", "[linalg][reference]") {
  // x = (1, 2, 3) by construction; the upper triangle holds nonsense on purpose.
  const Values a{4, 99, 99, 1, 3, 99, -2, 0.5, 5};
  const auto x =
      solve_symmetric(a, {4 * 1 + 1 * 2 - 2 * 3, 1 + 3 * 2 + 0.5 * 3, -2 + 0.5 * 2 + 15});
  CHECK(x[0] == Approx(1).epsilon(1e-14));
  CHECK(x[1] == Approx(2).epsilon(1e-14));
  CHECK(x[2] == Approx(3).epsilon(1e-14));
}

TEST_CASE("an indefinite system is solved too", "[linalg][reference]") {
  const auto x = solve_symmetric({1, 0, 2, -3}, {5, -4});  // x = (1, 2)
  CHECK(x[0] == Approx(1).epsilon(1e-14));
  CHECK(x[1] == Approx(2).epsilon(1e-14));
}

TEST_CASE("a column that repeats earlier ones is left out, and the equations still hold",
          "[linalg][law]") {
  // Columns 1+2 = 3+4: the Gram matrix of two margins with two categories each.
  const Values a{5, 0, 0, 0, 0, 7, 0, 0, 2, 3, 5, 0, 3, 4, 0, 7};
  const Values b{10, 20, 14, 16};
  const auto x = solve_symmetric(a, b);
  CHECK(x[3] == 0);
  for (std::size_t i = 0; i < 4; ++i) {
    double sum = 0;
    for (std::size_t j = 0; j < 4; ++j) sum += (i >= j ? a[i * 4 + j] : a[j * 4 + i]) * x[j];
    CHECK(sum == Approx(b[i]).epsilon(1e-13));
  }
}

TEST_CASE("a column of zeros gets 0", "[linalg]") {
  CHECK(solve_symmetric({0, 0, 0, 2}, {0, 6}) == Values{0, 3});
}

TEST_CASE("a matrix that does not fit is refused", "[linalg][error]") {
  CHECK_THROWS_WITH(solve_symmetric({1, 2}, {1, 2}), "2 elements for 2 equations");
}
