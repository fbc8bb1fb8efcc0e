#include "diagnostics/representativeness.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "base/error.hpp"
#include "base/random.hpp"
#include "model/made.hpp"

using namespace trygg;
using Values = std::vector<double>;
using Flags = std::vector<std::uint8_t>;

namespace {

/// A sample of `n` from an endless population with `levels` equal groups whose chances to answer
/// go evenly from `low` to `high`.
struct Sampled {
  Factor group{"group", {}, {}};
  Flags answered;
  Sampled(Random& random, std::size_t n, std::uint32_t levels, double low, double high) {
    for (std::uint32_t l = 0; l < levels; ++l) group.levels.push_back(std::to_string(l));
    for (std::size_t k = 0; k < n; ++k) {
      const auto l = random.below(levels);
      group.level.push_back(l);
      const double p = low + (high - low) * l / (levels - 1);
      answered.push_back(random.uniform() < p);
    }
  }
};

/// What is learnt from many samples.
struct Learnt {
  double true_s2 = 0, mean_s2 = 0, mean_uncorrected = 0, variance_s2 = 0, mean_variance = 0,
         covered = 0;
};

constexpr std::uint32_t levels = 6;

/// \param weights  d by level: how many persons of the population each sampled one stands for
Learnt simulate(double low, double high, const Values& weights, std::uint64_t seed) {
  constexpr int times = 2000;
  constexpr std::size_t n = 600;
  double population = 0, mean = 0, true_s2 = 0;
  const auto chance = [&](std::uint32_t l) { return low + (high - low) * l / (levels - 1.0); };
  for (std::uint32_t l = 0; l < levels; ++l) {
    population += weights[l];
    mean += weights[l] * chance(l);
  }
  mean /= population;
  for (std::uint32_t l = 0; l < levels; ++l)
    true_s2 += weights[l] / population * (chance(l) - mean) * (chance(l) - mean);
  const double truth = 1 - 2 * std::sqrt(true_s2);
  Learnt learnt{.true_s2 = true_s2};
  double squares = 0;
  for (std::uint32_t i = 0; i < times; ++i) {
    Random random(seed, i);
    Sampled sample(random, n, levels, low, high);
    Values d;
    for (const auto l : sample.group.level) d.push_back(weights[l]);
    const auto r = representativeness({n, {sample.group}, {}}, sample.answered, d);
    learnt.mean_s2 += r.s2 / times;
    squares += r.s2 * r.s2 / times;
    learnt.mean_uncorrected += std::pow((1 - r.uncorrected) / 2, 2) / times;
    learnt.mean_variance += r.s2_se * r.s2_se / times;
    learnt.covered += (r.lower <= truth && truth <= r.upper ? 1.0 : 0.0) / times;
  }
  learnt.variance_s2 = squares - learnt.mean_s2 * learnt.mean_s2;
  return learnt;
}

}  // namespace

TEST_CASE("the R-indicator agrees with its formulas in R", "[diagnostics][reference]") {
  // tests/reference/diagnostics.R, R 4.2.2; 15 digits are printed.
  const test::Made made;
  const ModelMatrix x(60, {made.sex, made.age}, {});
  const auto r = representativeness(x, made.y, made.weight);
  CHECK(r.propensity == Approx(0.5375).epsilon(1e-13));
  CHECK(r.uncorrected == Approx(0.762932031049345).epsilon(1e-12));
  CHECK(r.s2 == Approx(0.000972850285402019).epsilon(1e-10));  // a small difference of larger
  CHECK(r.s2_se == Approx(0.018697819581014491).epsilon(1e-12));
  REQUIRE(r.partials.size() == 2);
  CHECK(r.partials[0].unconditional == Approx(0.0124999999999999).epsilon(1e-11));
  CHECK(r.partials[1].unconditional == Approx(0.1176014749811735).epsilon(1e-12));
  CHECK(r.partials[0].conditional == Approx(0.0101544413379704).epsilon(1e-11));
  CHECK(r.partials[1].conditional == Approx(0.1173753364069039).epsilon(1e-12));
  CHECK(r.partials[1].levels[2].unconditional == Approx(-0.0181994356314840).epsilon(1e-11));
}

TEST_CASE("the R-indicator corrects its bias and knows its spread", "[diagnostics][simulation]") {
  // 2,000 samples of 600; Monte Carlo error of a mean s2 is its spread / sqrt(2000), 2 %.
  // Each sampled person stands for a thousand: next to nothing of the population is known.
  const Values equal(levels, 1000.0);
  SECTION("everybody is as likely to answer") {
    const auto learnt = simulate(0.6, 0.6, equal, 1);
    const double error = std::sqrt(learnt.variance_s2 / 2000);
    CHECK(std::abs(learnt.mean_s2) < 4 * error);
    // Without the correction it would be p(1 − p)(6 − 1)/n.
    CHECK(learnt.mean_uncorrected == Approx(0.24 * 5 / 600).epsilon(0.05));
    CHECK(learnt.covered > 0.95);  // R = 1 is at the edge: limits are wide rather than narrow
  }
  SECTION("propensities from 0.35 to 0.75, one weight or many") {
    for (const auto& weights : {equal, Values{400, 2500, 300, 1200, 2000, 600}}) {
      const auto learnt = simulate(0.35, 0.75, weights, 2);
      const double error = std::sqrt(learnt.variance_s2 / 2000);
      CHECK(std::abs(learnt.mean_s2 - learnt.true_s2) < 4 * error);
      CHECK(learnt.mean_uncorrected > learnt.true_s2 + 5 * error);
      CHECK(learnt.mean_variance == Approx(learnt.variance_s2).epsilon(0.15));
      CHECK(learnt.covered == Approx(0.95).margin(0.02));
    }
  }
}

TEST_CASE("partial indicators add up", "[diagnostics][law]") {
  const test::Made made;
  // With one factor, between its levels is all there is, and nothing else is held fixed.
  const auto r = representativeness({60, {made.age}, {}}, made.y, made.weight);
  double population = 0;
  for (const double d : made.weight) population += d;
  const double s = (1 - r.uncorrected) / 2 * std::sqrt((population - 1) / population);
  CHECK(r.partials[0].unconditional == Approx(s).epsilon(1e-12));
  CHECK(r.partials[0].conditional == Approx(s).epsilon(1e-12));
  double squares = 0;
  for (const auto& level : r.partials[0].levels)
    squares += level.unconditional * level.unconditional;
  CHECK(std::sqrt(squares) == Approx(r.partials[0].unconditional).epsilon(1e-13));
}

TEST_CASE("a wider level has wider limits, and R stays at 1 or below", "[diagnostics][law]") {
  const test::Made made;
  const ModelMatrix x(60, {made.sex}, {});
  const auto narrow = representativeness(x, made.y, made.weight, 0.5);
  const auto wide = representativeness(x, made.y, made.weight, 0.99);
  CHECK(wide.lower < narrow.lower);
  CHECK(wide.upper == 1);
  CHECK(narrow.indicator == wide.indicator);
  CHECK_THROWS_AS(representativeness(x, made.y, made.weight, 1.0), ArgumentError);
  CHECK_THROWS_AS(representativeness(x, Flags(60, 1), made.weight), ConvergenceError);
}
