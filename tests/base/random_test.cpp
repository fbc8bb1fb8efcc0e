#include "base/random.hpp"

#include <catch2/catch.hpp>

using namespace trygg;

TEST_CASE("Philox gives the known answers of its authors", "[base][reference]") {
  // Random123 1.09, kat_vectors, philox4x32 10: counter 0, key 0 gives
  // 6627e8d5 e169c58d bc57ac4c 9b00dbd8; words are handed out from the last to the first.
  Random random(0);
  CHECK(random.bits() == 0x9b00dbd8u);
  CHECK(random.bits() == 0xbc57ac4cu);
  CHECK(random.bits() == 0xe169c58du);
  CHECK(random.bits() == 0x6627e8d5u);
}

TEST_CASE("a stream depends on its names only", "[base][law]") {
  Random a(7, 3, 1), b(7, 3, 1), other(7, 4, 1);
  CHECK(a.bits() == b.bits());
  CHECK(a.bits() != other.bits());
}

TEST_CASE("uniform draws have the mean and variance of a uniform", "[base][law]") {
  Random random(20230401);
  double sum = 0, squares = 0;
  constexpr int n = 100000;
  for (int i = 0; i < n; ++i) {
    const double u = random.uniform();
    sum += u;
    squares += u * u;
  }
  // Six standard errors of the mean are 0.0055.
  CHECK(sum / n == Approx(0.5).margin(0.0055));
  CHECK(squares / n == Approx(1.0 / 3).margin(0.0057));
}
