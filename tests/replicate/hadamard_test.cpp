#include "replicate/hadamard.hpp"

#include <catch2/catch.hpp>

#include "base/error.hpp"

using namespace trygg;

namespace {

/// Whether the rows of every pair are orthogonal and row and column 0 are ones.
bool is_normal_and_orthogonal(const Hadamard& h) {
  for (std::size_t a = 0; a < h.order(); ++a) {
    if (h(a, 0) != 1 || h(0, a) != 1) return false;
    for (std::size_t b = 0; b <= a; ++b) {
      int product = 0;
      for (std::size_t c = 0; c < h.order(); ++c) product += h(a, c) * h(b, c);
      if (product != (a == b ? static_cast<int>(h.order()) : 0)) return false;
    }
  }
  return true;
}

}  // namespace

TEST_CASE("Hadamard matrices of all orders up to 400 have orthogonal rows", "[replicate][law]") {
  std::vector<std::size_t> orders;
  for (auto order = hadamard_order_from(1); order <= 400; order = hadamard_order_from(order + 1)) {
    INFO("order " << order);
    CHECK(is_normal_and_orthogonal(Hadamard(order)));
    orders.push_back(order);
  }
  CHECK(orders.size() > 80);  // of the 100 multiples of four
}

TEST_CASE("Hadamard orders are found from below and above", "[replicate][law]") {
  CHECK(hadamard_order_from(3) == 4);
  CHECK(hadamard_order_from(11) == 12);
  CHECK(hadamard_order_from(29) == 32);
  CHECK(hadamard_order_to(83) == 80);
  CHECK(hadamard_order_to(2) == 2);
  CHECK(hadamard_order_from(Hadamard::largest + 1) == 0);
}

TEST_CASE("the Hadamard matrix of order 4 is R's", "[replicate][reference]") {
  // survey::hadamard(3), survey 4.1-1, with 0 for -1.
  const int r[4][4] = {{1, 1, 1, 1}, {1, 0, 1, 0}, {1, 1, 0, 0}, {1, 0, 0, 1}};
  const Hadamard h(4);
  for (std::size_t i = 0; i < 4; ++i)
    for (std::size_t j = 0; j < 4; ++j) CHECK(h(i, j) == 2 * r[i][j] - 1);
}

TEST_CASE("a Hadamard order that cannot be made is refused", "[replicate][error]") {
  CHECK_THROWS_WITH(Hadamard(30), "no Hadamard matrix of order 30 can be made here");
  CHECK_THROWS_AS(Hadamard(0), ArgumentError);
}
