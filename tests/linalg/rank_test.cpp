#include "linalg/rank.hpp"

#include <catch2/catch.hpp>

#include "base/error.hpp"
#include "base/random.hpp"

using namespace trygg;

TEST_CASE("the rank of rows that are sums of a few is their number", "[linalg][law]") {
  Random random(1);
  std::vector<std::vector<double>> base(4, std::vector<double>(9));
  for (auto& row : base)
    for (auto& x : row) x = random.normal();
  RowRank rank(9);
  for (int i = 0; i < 30; ++i) {
    std::vector<double> sum(9, 0.0);
    for (const auto& row : base) {
      const double c = random.normal();
      for (std::size_t j = 0; j < 9; ++j) sum[j] += c * row[j];
    }
    rank.add(sum);
  }
  CHECK(rank.rank() == 4);
  CHECK_FALSE(rank.is_full());
  for (int i = 0; i < 9; ++i) {
    std::vector<double> unit(9, 0.0);
    unit[i] = 1e6;
    rank.add(unit);
  }
  CHECK(rank.rank() == 9);
  CHECK(rank.is_full());
}

TEST_CASE("rows of zeros and rows that differ by little add no rank", "[linalg][law]") {
  RowRank rank(3);
  rank.add(std::vector{0.0, 0.0, 0.0});
  CHECK(rank.rank() == 0);
  rank.add(std::vector{1.0, 2.0, 3.0});
  rank.add(std::vector{1.0, 2.0, 3.0 + 1e-7});
  CHECK(rank.rank() == 1);
  CHECK_THROWS_AS(rank.add(std::vector{1.0}), ArgumentError);
}
