#include "ranking/standing.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>

#include "base/csv.hpp"
#include "base/error.hpp"
#include "base/random.hpp"
#include "dist/quantiles.hpp"

using trygg::AreasAndWhole;
using trygg::CubeRow;
using trygg::Side;
using trygg::standings;

namespace {

/// Areas of equal size with independent estimates, and the whole as their mean.
AreasAndWhole equal_areas(const std::vector<double>& values, double variance) {
  AreasAndWhole figure;
  const auto k = values.size(), size = k + 1;
  figure.covariance.assign(size * size, variance / static_cast<double>(k));
  double sum = 0;
  for (std::size_t a = 0; a < k; ++a) {
    CubeRow row;
    row.wave = "2023";
    row.indicator = "unsafe";
    row.area_level = "area";
    row.area = std::to_string(a + 1);
    row.n = 500;
    row.estimate = values[a];
    row.df = 499;
    figure.areas.push_back(row);
    for (std::size_t b = 0; b < k; ++b) figure.covariance[a * size + b] = a == b ? variance : 0;
    sum += values[a];
  }
  figure.whole.estimate = sum / static_cast<double>(k);
  return figure;
}

/// The same of shares, each of n answers of which some have the property.
AreasAndWhole equal_shares(const std::vector<int>& yes, int n) {
  AreasAndWhole figure;
  const auto k = yes.size(), size = k + 1;
  figure.covariance.assign(size * size, 0);
  double all = 0;
  for (std::size_t a = 0; a < k; ++a) {
    CubeRow row;
    row.statistic = "share";
    row.area = std::to_string(a + 1);
    row.n = static_cast<std::size_t>(n);
    row.df = n - 1;
    row.estimate = static_cast<double>(yes[a]) / n;
    row.lower = std::max(0.0, row.estimate - 0.03);
    row.upper = row.estimate + 0.03;
    figure.areas.push_back(row);
    const double v = row.estimate * (1 - row.estimate) / n, part = 1.0 / static_cast<double>(k);
    figure.covariance[a * size + a] = v;
    figure.covariance[a * size + k] = figure.covariance[k * size + a] = part * v;
    figure.covariance[k * size + k] += part * part * v;
    all += row.estimate * part;
  }
  figure.whole = figure.areas.front();
  figure.whole.estimate = all;
  figure.whole.lower = all - 0.01;
  figure.whole.upper = all + 0.01;
  figure.whole.deff = 1;
  return figure;
}

}  // namespace

TEST_CASE("Standing: a small share is tested as a binomial number") {
  // One area beside a whole that is known: R 2 * pbinom(2, 100, 0.08) and, of 15 or more,
  // 2 * pbinom(14, 100, 0.08, lower.tail = FALSE).
  auto figure = equal_shares({2, 15}, 100);
  figure.whole.estimate = 0.08;
  for (const std::size_t i : {2, 5, 6, 7, 8}) figure.covariance[i] = 0;
  const auto rows = standings(figure);
  CHECK(rows[0].p_value == Approx(0.022545606137332).epsilon(1e-10));
  CHECK(rows[1].p_value == Approx(0.026594360629057).epsilon(1e-10));
  CHECK(rows[0].lower < rows[0].difference);
  CHECK(rows[0].upper == Approx(-0.06 + std::hypot(0.03, 0.005)));
}

TEST_CASE("Standing: of many areas alike none is told apart more often than one time in twenty") {
  int wrong = 0;
  for (std::uint32_t sample = 0; sample < 400; ++sample) {
    trygg::Random random(3, sample);
    std::vector<int> yes(60, 0);
    for (auto& y : yes)
      for (int i = 0; i < 100; ++i) y += random.uniform() < 0.08;
    const auto rows = standings(equal_shares(yes, 100), {.draws = 100});
    wrong += std::ranges::any_of(
        rows, [](const auto& row) { return row.side == Side::above || row.side == Side::below; });
  }
  CHECK(wrong <= 28);  // 5 per cent of 400, and two standard errors
}

TEST_CASE("Standing: an area of none lends the others no certainty, and can be below itself") {
  const auto rows = standings(equal_shares({24, 0}, 300));
  CHECK(rows[1].side == Side::below);
  CHECK(std::isnan(rows[1].se));
  CHECK_FALSE(rows[1].places);
  // 8 of 100 and none of 5: the first is not above 7.6 per cent.
  auto few = equal_shares({8, 0}, 100);
  few.areas[1].n = 5;
  few.whole.estimate = 8.0 / 105;
  const double part = 100.0 / 105, v = 0.08 * 0.92 / 100;
  few.covariance = {v, 0, part * v, 0, 0, 0, part * v, 0, part * part * v};
  CHECK(standings(few)[0].p_value > 0.3);
}

TEST_CASE("Standing: an area against the whole that it is part of") {
  const auto rows = standings(equal_areas({0.10, 0.12, 0.10, 0.21}, 1e-4));
  const auto& last = rows[3];
  CHECK(last.whole == Approx(0.1325));
  CHECK(last.difference == Approx(0.0775));
  // d = θ₄ − Σθ/4 = ¾θ₄ − ¼(θ₁ + θ₂ + θ₃)
  const double se = std::sqrt((9.0 / 16 + 3.0 / 16) * 1e-4);
  CHECK(last.se == Approx(se));
  CHECK(last.upper - last.difference == Approx(trygg::t_quantile(0.975, 499) * se));
  CHECK(last.p_adjusted == Approx(4 * last.p_value));
  CHECK(last.side == Side::above);
  CHECK(rows[0].side == Side::below);
  CHECK(rows[1].side == Side::not_shown);
  REQUIRE(last.places);
  CHECK(last.places->lowest == 1);
  CHECK(rows[0].places->highest == 2);
  CHECK(rows[0].places->lowest == 4);
}

TEST_CASE("Standing: one area after Holm's adjustment only") {
  // Its own p-value is below 0.05, Holm's of ten areas is not.
  std::vector<double> values(10, 0.1);
  values[0] = 0.1225;
  const auto rows = standings(equal_areas(values, 1e-4));
  CHECK(rows[0].p_value < 0.05);
  CHECK(rows[0].p_adjusted > 0.05);
  CHECK(rows[0].side == Side::not_shown);
}

TEST_CASE("Standing: an area without an estimate or a variance has no place, the others have") {
  auto figure = equal_areas({0.10, 0.30, 0.20, 0.0}, 1e-6);
  const auto size = figure.areas.size() + 1;
  for (std::size_t i = 0; i < size; ++i)
    figure.covariance[3 * size + i] = figure.covariance[i * size + 3] = 0;
  figure.areas[2].estimate = NAN;
  const auto rows = standings(figure);
  CHECK_FALSE(rows[2].places);
  CHECK_FALSE(rows[3].places);
  CHECK(rows[2].side == Side::not_available);
  CHECK(rows[3].side == Side::not_available);
  REQUIRE(rows[0].places);
  CHECK(rows[0].places->highest == 2);
  CHECK(rows[0].places->lowest == 2);

  const auto csv = trygg::parse_csv(to_csv(rows), "standings.csv");
  REQUIRE(csv.rows.size() == 4);
  CHECK(csv.rows[0][csv.column("areas")] == "2");
  CHECK(csv.rows[1][csv.column("highest")] == "1");
  CHECK(csv.rows[3][csv.column("highest")].empty());
  CHECK(csv.rows[3][csv.column("p_value")].empty());
  CHECK(csv.rows[3][csv.column("side")] == "not_available");
}

TEST_CASE("Standing: a covariance of another size is refused") {
  auto figure = equal_areas({0.1, 0.2}, 1e-4);
  figure.covariance.pop_back();
  CHECK_THROWS_AS(standings(figure), trygg::ArgumentError);
  CHECK_THROWS_AS(standings(equal_areas({0.1, 0.2}, 1e-4), {.level = 0}), trygg::ArgumentError);
}
