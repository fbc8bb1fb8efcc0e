#include "ranking/standing.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "base/csv.hpp"
#include "base/error.hpp"
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

}  // namespace

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
