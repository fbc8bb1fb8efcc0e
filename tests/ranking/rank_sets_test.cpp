#include "ranking/rank_sets.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "base/error.hpp"
#include "base/random.hpp"

using trygg::critical_difference;
using trygg::rank_sets;
using trygg::RankedEstimates;

namespace {

RankedEstimates independent(std::vector<double> value, double variance) {
  RankedEstimates areas{.value = std::move(value), .covariance = {}};
  const auto n = areas.value.size();
  areas.covariance.assign(n * n, 0);
  for (std::size_t i = 0; i < n; ++i) areas.covariance[i * n + i] = variance;
  return areas;
}

}  // namespace

TEST_CASE("Ranks: the first step's quantile is that of the studentised range") {
  // R: qtukey(0.95, k, df) / sqrt(2); the tolerance is three standard errors of 200,000 draws.
  const trygg::RankOptions many{.draws = 200'000};
  CHECK(critical_difference(independent({0, 0}, 2), many) == Approx(1.959963985).margin(0.015));
  CHECK(critical_difference(independent({0, 0, 0}, 2), many) == Approx(2.343700588).margin(0.015));
  auto fourteen = independent(std::vector<double>(14, 0.0), 0.3);
  CHECK(critical_difference(fourteen, many) == Approx(3.353617752).margin(0.015));
  fourteen.df = 20;
  CHECK(critical_difference(fourteen, many) == Approx(3.788184438).margin(0.02));
}

TEST_CASE("Ranks: far apart each area has its place, close together every place") {
  for (const auto& set : rank_sets(independent({0.1, 0.11, 0.09, 0.1}, 1e-2))) {
    CHECK(set.highest == 1);
    CHECK(set.lowest == 4);
    CHECK(set.own_highest == 1);
    CHECK(set.own_lowest == 4);
  }
  const auto sets = rank_sets(independent({0.1, 0.4, 0.2, 0.3}, 1e-6));
  const std::vector<std::size_t> places{4, 1, 3, 2};
  for (std::size_t i = 0; i < 4; ++i) {
    CHECK(sets[i].highest == places[i]);
    CHECK(sets[i].lowest == places[i]);
  }
}

TEST_CASE("Ranks: the set of one area alone is no wider than its set among all") {
  const auto sets = rank_sets(independent({0.10, 0.12, 0.15, 0.16, 0.22, 0.25}, 4e-4));
  bool narrower = false;
  for (const auto& set : sets) {
    CHECK(set.own_highest >= set.highest);
    CHECK(set.own_lowest <= set.lowest);
    narrower |= set.own_highest > set.highest || set.own_lowest < set.lowest;
  }
  CHECK(narrower);
}

TEST_CASE("Ranks: what areas have in common does not hide their order") {
  auto areas = independent({0.10, 0.12}, 1e-4);
  CHECK(rank_sets(areas)[1].lowest == 2);
  areas.covariance[1] = areas.covariance[2] = 0.9e-4;
  CHECK(rank_sets(areas)[1].lowest == 1);
  CHECK(rank_sets(areas)[0].highest == 2);
  areas.covariance[1] = areas.covariance[2] = 1e-4;  // the difference has no variance
  CHECK(rank_sets(areas)[1].lowest == 2);
}

TEST_CASE("Ranks: later steps reject what the first could not") {
  // T of the last pair is 2.5: below the quantile of the range of four, 2.569, but above that of
  // the pairs that are left when the other five have been rejected in their one direction.
  const auto sets = rank_sets(independent({0, 100, 200, 200 + 2.5 * std::sqrt(2.0)}, 1));
  CHECK(critical_difference(independent({0, 0, 0, 0}, 1)) > 2.52);
  CHECK(sets[3].lowest == 1);
  CHECK(sets[2].highest == 2);
}

TEST_CASE("Ranks: all sets hold together as often as they say") {
  const std::vector<double> truth{0.10, 0.10, 0.11, 0.13, 0.16, 0.16, 0.20};
  const double sd = 0.012;
  const int samples = 1500;
  int together = 0, own = 0;
  for (int s = 0; s < samples; ++s) {
    trygg::Random random(7, static_cast<std::uint32_t>(s));
    auto value = truth;
    for (auto& v : value) v += sd * random.normal();
    const auto sets = rank_sets(independent(value, sd * sd), {.draws = 2000});
    bool all = true;
    for (std::size_t i = 0; i < truth.size(); ++i) {
      std::size_t rank = 1;
      for (const double other : truth) rank += other > truth[i];
      all &= sets[i].highest <= rank && rank <= sets[i].lowest;
      if (i == 3) own += sets[i].own_highest <= rank && rank <= sets[i].own_lowest;
    }
    together += all;
  }
  CHECK(together > 0.94 * samples);
  CHECK(own > 0.94 * samples);
}

TEST_CASE("Ranks: the same seed gives the same sets, and nonsense is refused") {
  const auto areas = independent({0.1, 0.12, 0.2}, 1e-4);
  CHECK(critical_difference(areas) == critical_difference(areas));
  CHECK(critical_difference(areas) != critical_difference(areas, {.seed = 2}));
  CHECK_THROWS_AS(rank_sets(independent({0.1}, 1)), trygg::ArgumentError);
  CHECK_THROWS_AS(rank_sets(independent({0.1, NAN}, 1)), trygg::ArgumentError);
  CHECK_THROWS_AS(rank_sets({.value = {1, 2}, .covariance = {1}}), trygg::ArgumentError);
  CHECK_THROWS_AS(rank_sets(areas, {.level = 1}), trygg::ArgumentError);
}
