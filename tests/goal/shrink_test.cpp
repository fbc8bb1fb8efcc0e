#include "goal/shrink.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>

#include "base/random.hpp"

using namespace trygg;

namespace {

ShareEstimate area(double p, double n, double effect = 1.3) {
  return {.n = n, .value = p, .variance = effect * p * (1 - p) / n, .df = n - 10};
}

// A is found by halving to 1e-18 here and to 1e-15 there; integration there gives ten digits.
Approx agrees(double reference) {
  return Approx(reference).epsilon(1e-9);
}

const std::vector<ShareEstimate> six{area(0.05, 100), area(0.08, 150), area(0.1, 200),
                                     area(0.12, 120), area(0.2, 80),   area(0, 60)};

}  // namespace

TEST_CASE("shrunken shares agree with R", "[goal][reference]") {
  // Printed by tests/reference/shrink.R (R 4.2.2).
  const auto s = shrink(six);
  CHECK(s.reason.empty());
  CHECK(s.design_effect == agrees(1.3));
  CHECK(s.between == agrees(0.0196823650201));
  CHECK(s.mean == agrees(0.07589736341905));
  const double factor[] = {0.08503266009811, 0.05949920429596, 0.04575882560233,
                           0.07257477968528, 0.10265377368692, 0.12948706709324};
  const double value[] = {0.05471454169903, 0.08148127161375, 0.10008718409821,
                          0.11846426057335, 0.18753699835071, 0.00687284992081};
  const double se[] = {0.024608107091632, 0.024613909491162, 0.023617416447984,
                       0.032449888442383, 0.048509829094809, 0.009482997229421};
  for (std::size_t i = 0; i < 6; ++i) {
    CAPTURE(i);
    CHECK(s.shares[i].factor == agrees(factor[i]));
    CHECK(s.shares[i].value == agrees(value[i]));
    CHECK(s.shares[i].se == agrees(se[i]));
  }
}

TEST_CASE("areas that differ by chance only are drawn to one another", "[goal][law]") {
  std::vector<ShareEstimate> alike;
  for (const double p : {0.09, 0.1, 0.1, 0.1, 0.11, 0.1, 0.095, 0.105})
    alike.push_back(area(p, 200));
  const auto s = shrink(alike);
  CHECK(s.between == 0);
  for (const auto& share : s.shares) {
    CHECK(share.factor == Approx(5.0 / 7));
    CHECK(std::abs(share.value - 0.1) < 0.006);
  }
}

TEST_CASE("the more answers, the less is drawn", "[goal][law]") {
  double last = 1;
  for (const double times : {1, 4, 16, 256}) {
    std::vector<ShareEstimate> more;
    for (const auto& one : six) more.push_back(area(one.value, one.n * times));
    const auto s = shrink(more);
    CHECK(s.shares[4].factor < last);
    CHECK(std::abs(s.shares[4].value - 0.2) < 0.13 * s.shares[4].factor);
    last = s.shares[4].factor;
  }
}

TEST_CASE("three areas are too few to shrink, and a missing one is passed over", "[goal]") {
  std::vector<ShareEstimate> few(six.begin(), six.begin() + 3);
  CHECK(shrink(few).reason == "too_few_areas");
  CHECK(std::isnan(shrink(few).shares[0].value));
  few.push_back({.n = 0, .value = Shrunken::missing, .variance = Shrunken::missing, .df = 0});
  CHECK(shrink(few).reason == "too_few_areas");
  few.push_back(six[3]);
  const auto s = shrink(few);
  CHECK(s.reason.empty());
  CHECK(std::isnan(s.shares[3].value));
  CHECK(s.shares[4].value > 0);
}

TEST_CASE("picked for being the greatest, a raw share is too great and a shrunken one is not",
          "[goal][law]") {
  // Thirteen areas of 150 answers, true shares around 10 per cent; the three greatest of each of
  // 2,000 draws. The standard error of each mean is below 0.0005.
  constexpr int draws = 2000, areas = 13, answers = 150, picked = 3;
  double raw = 0, drawn = 0;
  for (int draw = 0; draw < draws; ++draw) {
    Random random(20251, static_cast<std::uint32_t>(draw));
    std::vector<ShareEstimate> shares;
    std::vector<double> truth;
    for (int i = 0; i < areas; ++i) {
      const double theta = std::asin(std::sqrt(0.1)) + 0.05 * random.normal();
      truth.push_back(std::pow(std::sin(theta), 2));
      int yes = 0;
      for (int k = 0; k < answers; ++k) yes += random.uniform() < truth.back() ? 1 : 0;
      shares.push_back(area(static_cast<double>(yes) / answers, answers, 1));
    }
    const auto s = shrink(shares);
    std::vector<std::size_t> order(areas);
    for (std::size_t i = 0; i < areas; ++i) order[i] = i;
    std::ranges::stable_sort(order,
                             [&](auto a, auto b) { return shares[a].value > shares[b].value; });
    for (std::size_t i = 0; i < picked; ++i) {
      raw += (shares[order[i]].value - truth[order[i]]) / (draws * picked);
      drawn += (s.shares[order[i]].value - truth[order[i]]) / (draws * picked);
    }
  }
  CAPTURE(raw, drawn);
  CHECK(raw > 0.012);
  CHECK(std::abs(drawn) < 0.0025);
}
