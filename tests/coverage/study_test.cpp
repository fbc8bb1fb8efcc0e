#include "coverage/study.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "base/error.hpp"
#include "coverage/fixture.hpp"
#include "coverage/one_quarter.hpp"
#include "dist/quantiles.hpp"
#include "reports/coverage_report.hpp"

using namespace trygg;
using test::base_weights;
using test::cell_of;
using test::City;

namespace {

constexpr std::size_t whole = 0;

const StudyResponse& full(const Study& study) {
  return study.responses.front();
}

/// (N_h/N)² (1 − f_h) S_h²/n_h, summed: the variance of a stratified mean of the first indicator.
/// Source: Cochran (1977), Sampling Techniques, 3rd ed., theorem 5.3.
double stratified_variance(const City& city) {
  double variance = 0;
  const auto total = static_cast<double>(city.population.size());
  for (std::size_t h = 0; h < city.population.strata.size(); ++h) {
    const double size = city.round.population[h], n = city.round.sampled[h];
    double counts = 0;  // codes 3 and 4 are at places 2 and 3
    for (const auto answer : city.population.strata[h].answer[0])
      counts += answer == 2 || answer == 3;
    const double s2 = counts * (1 - counts / size) / (size - 1);
    variance += size * size / (total * total) * (1 - n / size) * s2 / n;
  }
  return variance;
}

std::string report(const Study& study) {
  return reports::coverage_report(study, {.indicators = {"dark", "mean_theft"}}).markdown;
}

}  // namespace

TEST_CASE("mean squared standard errors are the true variance of stratified sampling",
          "[coverage][law]") {
  const test::Folder folder;
  const City city(test::tiny_city(folder));
  const auto study = run_study(city.population, base_weights(city), {.samples = 400, .seed = 3});
  const auto& part = full(study);
  const auto& cell = part.by_cell[cell_of(part, CellKind::share, whole)];
  const double truth = stratified_variance(city);
  REQUIRE(cell.estimated == 400);
  // se² has a coefficient of variation of 3 per cent here: four standard errors are 0.6 per cent.
  CHECK(cell.se2 / 400 == Approx(truth).epsilon(0.006));
  // An estimated variance of 400 draws has a relative standard error of √(2/400) = 7 per cent.
  CHECK(cell.sd() * cell.sd() == Approx(truth).epsilon(4 * std::sqrt(2.0 / 400)));
  CHECK(cell.bias() == Approx(0).margin(4 * std::sqrt(truth / 400)));
  CHECK(part.respondents == 1200);
}

TEST_CASE("a standard error that is half of what it should be shows in coverage",
          "[coverage][law]") {
  const test::Folder folder;
  const City city(test::one_quarter(folder, 400));
  // f = 400/2000; a population of 500 instead makes 1 − f a quarter of what it is.
  const auto right = run_study(city.population, base_weights(city), {.samples = 400, .seed = 3});
  const auto half =
      run_study(city.population, base_weights(city, 0.25), {.samples = 400, .seed = 3});
  const auto c = cell_of(full(right), CellKind::share, whole);
  const auto coverage = [&](const Study& study) {
    const auto& wald = full(study).by_cell[c].method[wald_method];
    return static_cast<double>(wald.covered) / 400;
  };
  const auto se = [&](const Study& study) { return full(study).by_cell[c].se; };
  CHECK(se(half) == Approx(se(right) / 2).epsilon(1e-12));
  CHECK(coverage(right) == Approx(0.95).margin(0.04));
  // P(|Z| < 1.96/2) = 0.673; four Monte Carlo standard errors are 0.094.
  CHECK(coverage(half) == Approx(0.673).margin(0.094));
}

TEST_CASE("coverage is the sum of the probabilities of the samples whose interval holds",
          "[coverage][law]") {
  constexpr int n = 30, size = 2000, samples = 2000;
  const test::Folder folder;
  const City city(test::one_quarter(folder, n));
  const auto study =
      run_study(city.population, base_weights(city), {.samples = samples, .seed = 3});
  const auto& part = full(study);
  const auto c = cell_of(part, CellKind::share, whole);
  const double truth = part.cells[c].truth;
  const auto yes = static_cast<int>(std::lround(truth * size));
  // The number of yes is hypergeometric, and Wald's limits are p ± t √((1 − n/N) p(1 − p)/(n − 1)).
  const auto log_choose = [](int a, int b) {
    return std::lgamma(a + 1) - std::lgamma(b + 1) - std::lgamma(a - b + 1);
  };
  double exact = 0, none = 0;
  for (int x = 0; x <= n; ++x) {
    const double probability =
        std::exp(log_choose(yes, x) + log_choose(size - yes, n - x) - log_choose(size, n));
    const double p = static_cast<double>(x) / n;
    const double half = t_quantile(0.975, n - 1) *
                        std::sqrt((1 - static_cast<double>(n) / size) * p * (1 - p) / (n - 1));
    if (x == 0 || x == n)
      none += probability;
    else if (std::abs(p - truth) <= half)
      exact += probability;
  }
  const auto& wald = part.by_cell[c].method[wald_method];
  const auto margin = [&](double p) { return 4 * std::sqrt(p * (1 - p) / samples); };
  const auto share = [&](std::uint64_t count) { return static_cast<double>(count) / samples; };
  CHECK(share(wald.covered) == Approx(exact).margin(margin(exact)));
  CHECK(1 - share(wald.given()) == Approx(none).margin(margin(none) + 0.001));
}

TEST_CASE("repairable response leaves a raked share nearly unbiased, modelled response does not",
          "[coverage][law]") {
  const test::Folder folder;
  // Answering depends strongly on the answer.
  const City city(
      test::tiny_city(folder, test::with(test::tiny_settings, "effect = -0.4", "effect = -1.5")));
  const auto study = run_study(city.population, base_weights(city), {.samples = 150, .seed = 3});
  const auto bias = [&](std::size_t response) {
    const auto& part = study.responses[response];
    const auto& cell = part.by_cell[cell_of(part, CellKind::share, whole)];
    return cell.bias() / cell.sd();
  };
  CHECK(std::abs(bias(0)) < 4 / std::sqrt(150));
  CHECK(bias(2) < -2);
  CHECK(std::abs(bias(1)) < std::abs(bias(2)) / 2);
}

TEST_CASE("a study has the same bytes on one thread and on two", "[coverage][law]") {
  const test::Folder folder;
  const City city(test::tiny_city(folder));
  const auto made = [&](unsigned threads, std::uint64_t seed) {
    return report(run_study(city.population, base_weights(city),
                            {.samples = 70, .seed = seed, .threads = threads}));
  };
  const auto first = made(1, 3);
  CHECK(first == made(2, 3));
  CHECK(first == made(1, 3));
  CHECK(first != made(1, 4));
}

TEST_CASE("weights of another population are refused", "[coverage][error]") {
  const test::Folder folder;
  const City city(test::tiny_city(folder));
  const WeighSample ones = [&](Table& table) {
    DesignSpec spec{.strata = city.model.names.stratum};
    return make_design(table, spec);
  };
  CHECK_THROWS_WITH(run_study(city.population, ones, {.samples = 2}),
                    Catch::Contains("the weights of a sample sum to 1200, but the synthetic "
                                    "population has 19050 persons"));
  CHECK_THROWS_AS(run_study(city.population, base_weights(city), {.samples = 1}), ArgumentError);
}

TEST_CASE("samples that cannot be weighed are counted, many of them end the study",
          "[coverage][error]") {
  const test::Folder folder;
  const City city(test::tiny_city(folder));
  const auto weigh = base_weights(city);
  std::size_t calls = 0;
  std::size_t every = 30;
  const WeighSample sometimes = [&](Table& table) {
    require<InputError>(++calls % every != 0, "no weights today");
    return weigh(table);
  };
  const auto study = run_study(city.population, sometimes, {.samples = 40, .threads = 1});
  CHECK(full(study).failed == 1);
  CHECK(full(study).failure == "no weights today");
  CHECK(full(study).by_cell[0].samples == 39);
  CHECK_THAT(report(study), Catch::Contains("could not be weighed and are left out (no weights"));
  every = 3;
  CHECK_THROWS_WITH(run_study(city.population, sometimes, {.samples = 40, .threads = 1}),
                    Catch::Contains("samples could not be weighed; the first: no weights today"));
}
