#include "release/known_interval.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "base/random.hpp"
#include "estimate/cube_fixture.hpp"
#include "release/release.hpp"

using namespace trygg;

namespace {

constexpr double half = 0.0005;  // of 0.1 per cent

bool holds(KnownInterval known, double value) {
  return value >= known.low - 1e-12 && value <= known.high + 1e-12;
}

// Sums and quotients of a few doubles.
Approx agrees(double value) {
  return Approx(value).margin(1e-12);
}

}  // namespace

TEST_CASE("limits that are printed tell a level a second time", "[release]") {
  auto row = test::share("2023", "", 0.1264, 0.01);
  row.lower = 0.1066;  // printed 12.6 (10.7 to 14.7): both limits 0.04 above what they are
  row.upper = 0.1466;
  const auto known = known_of_level(row, half);
  CHECK(known.low == agrees(0.1264 + 0.0004 - 0.0005));
  CHECK(known.high == agrees(0.1265));
  row.lower = 0;  // a limit that does not move with the share
  CHECK(known_of_level(row, half).low == agrees(0.1255));
}

TEST_CASE("what is known of a tie is what its digits say", "[release]") {
  for (int k = 1; k < 200; k += 2) {
    const double tie = k / 2000.0;
    const auto text = Published::shown(tie, 1, Scale::percent);
    const auto known = rounded_interval(tie, half);
    CAPTURE(text.text());
    CHECK((known.low + known.high) / 2 == agrees(text.value() / 100));
  }
}

TEST_CASE("a difference is known from its limits and its margin, too", "[release]") {
  auto row = test::comparison("2023", "kon:2-1", 0.0572, 0.0114);
  // 5.7 (4.6 to 6.9), margin 1.1: the middle of the limits is 5.75
  const auto known = known_of_difference(row, half);
  CHECK(known.low == agrees(0.0570));
  CHECK(known.high == agrees(0.0575));
  row.upper += 0.02;  // not even: there is no middle that would be the difference
  CHECK(known_of_difference(row, half).low == agrees(0.0565));
}

TEST_CASE("equal answers give a share in whole steps, unequal ones anything", "[release]") {
  const auto cut = [](double low, double high, std::size_t n, double largest) {
    return of_whole_answers({low, high}, n, largest);
  };
  CHECK(cut(0.12, 0.33, 10, 0.1).low == agrees(0.2));
  CHECK(cut(0.12, 0.33, 10, 0.1).high == agrees(0.3));
  CHECK(cut(0.12, 0.18, 10, 0.1).low > cut(0.12, 0.18, 10, 0.1).high);
  CHECK(cut(0.12, 0.18, 10, 0.2).low == agrees(0.12));
  // With at most 1.1 times the mean weight one of ten is 0.01 to 0.11, two are 0.12 to 0.22.
  CHECK(cut(0.115, 0.15, 10, 0.11).low == agrees(0.12));
  CHECK(cut(0.05, 0.115, 10, 0.11).high == agrees(0.11));
  // 1 − 69/84 and 15/84 differ in their last bit.
  CHECK(cut(0.1785, 0.179, 84, 1 / 84.0).low == agrees(15 / 84.0));
  CHECK(cut(0.1785, 0.179, 84, 1 / 84.0).high == agrees(15 / 84.0));
  CHECK(cut(0.12, 0.18, 10, CubeRow::missing).low == agrees(0.12));
  CHECK(cut(0.12, 0.18, 0, 0.1).low == agrees(0.12));
}

TEST_CASE("the truth lies in all that is known of it", "[release][law]") {
  Random random(21);
  for (int trial = 0; trial < 2000; ++trial) {
    const std::size_t n = 1 + random.below(1500);
    double sum = 0, numerator = 0, largest = 0;
    for (std::size_t k = 0; k < n; ++k) {
      const double weight = trial % 2 == 0 ? 1 : 1 + 0.2 * random.uniform();
      sum += weight;
      largest = std::max(largest, weight);
      if (random.uniform() < 0.2) numerator += weight;
    }
    auto row = test::share("2023", "", numerator / sum, 0.02 * random.uniform(), n);
    row.largest_weight = largest / sum;
    CAPTURE(trial, n, row.estimate, row.largest_weight);
    CHECK(holds(known_of_level(row, half), row.estimate));
    CHECK(
        holds(of_whole_answers({row.estimate, row.estimate}, n, row.largest_weight), row.estimate));
    auto difference = row;
    difference.estimate -= 0.1;
    difference.lower -= 0.1;
    difference.upper -= 0.1;
    CHECK(holds(known_of_difference(difference, half), difference.estimate));
  }
}
