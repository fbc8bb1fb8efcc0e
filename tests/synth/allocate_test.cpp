#include "synth/allocate.hpp"

#include <catch2/catch.hpp>
#include <numeric>

#include "base/error.hpp"
#include "base/random.hpp"

using namespace trygg;

TEST_CASE("apportionment keeps the total and gives what is left by remainder", "[synth][law]") {
  // 10 × (0.26, 0.26, 0.48) = 2.6, 2.6, 4.8: the one left over goes to 4.8, then to the first 2.6.
  CHECK(apportion(10, std::vector{0.26, 0.26, 0.48}) == std::vector<std::uint32_t>{3, 2, 5});
  CHECK(apportion(0, std::vector{1.0, 2.0}) == std::vector<std::uint32_t>{0, 0});
  CHECK(apportion(7, std::vector{0.0, 1.0}) == std::vector<std::uint32_t>{0, 7});
  CHECK_THROWS_AS(apportion(7, std::vector{0.0, 0.0}), ArgumentError);
  CHECK_THROWS_AS(apportion(7, std::vector{1.0, -1.0}), ArgumentError);
}

TEST_CASE("allocation is proportional or equal at its ends", "[synth][law]") {
  const std::vector<std::uint32_t> population{100, 300, 600};
  CHECK(allocate({.size = 100, .power = 1}, population) == std::vector<std::uint32_t>{10, 30, 60});
  CHECK(allocate({.size = 90, .power = 0}, population) == std::vector<std::uint32_t>{30, 30, 30});
}

TEST_CASE("allocation takes its size and stays within its bounds", "[synth][law]") {
  for (std::uint32_t trial = 0; trial < 200; ++trial) {
    Random random(20230401, trial);
    std::vector<std::uint32_t> population;
    for (int h = 0; h < 20; ++h) population.push_back(2 + random.below(5000));
    const AllocationRule rule{.size = 600,
                              .power = random.uniform(),
                              .minimum = 2.0 + random.below(10),
                              .maximum_fraction = 0.9};
    const auto n = allocate(rule, population);
    CHECK(std::accumulate(n.begin(), n.end(), 0u) == rule.size);
    for (std::size_t h = 0; h < n.size(); ++h) {
      CHECK(n[h] <= 0.9 * population[h]);
      CHECK((n[h] >= rule.minimum || n[h] == static_cast<std::uint32_t>(0.9 * population[h])));
    }
  }
}

TEST_CASE("a sample that does not fit is refused", "[synth][error]") {
  const std::vector<std::uint32_t> population{100, 300};
  CHECK_THROWS_WITH(allocate({.size = 401}, population), Catch::Contains("from 4 to 400"));
  CHECK_THROWS_AS(allocate({.size = 3, .minimum = 2}, population), ArgumentError);
}
