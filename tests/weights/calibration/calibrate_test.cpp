#include "weights/calibration/calibrate.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <numeric>

#include "base/error.hpp"

using namespace trygg;
using namespace trygg::weights;
using Catch::Matchers::Contains;
using Codes = std::vector<std::uint32_t>;
using Values = std::vector<double>;

namespace {

/// Kalton & Flores-Cervantes (2003), Journal of Official Statistics 19, 81-97: sample and
/// population counts by a (4 levels) and b (3 levels), a fastest. One record stands for a cell, its
/// weight is the number of persons: the g-weights are those of the persons.
struct KaltonFloresCervantes {
  Values n{20, 50, 100, 30, 40, 140, 50, 100, 40, 310, 50, 70};
  Values population{80, 60, 170, 55, 40, 150, 60, 165, 55, 340, 200, 125};
  Codes a{0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3};
  Codes b{0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2};
  Codes cell{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};
  Values a_number{1, 2, 3, 4, 1, 2, 3, 4, 1, 2, 3, 4};
  Values b_number{1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3};

  CategoryTotals margin(const Codes& codes) const {
    CategoryTotals m{.name = "m", .category = codes};
    for (std::size_t k = 0; k < codes.size(); ++k) {
      m.total.resize(std::max<std::size_t>(m.total.size(), codes[k] + 1));
      m.total[codes[k]] += population[k];
    }
    for (std::size_t c = 0; c < m.total.size(); ++c) m.level.push_back(std::to_string(c + 1));
    return m;
  }
  NumericTotal numeric(const Values& x) const {
    return {"x", x, std::inner_product(x.begin(), x.end(), population.begin(), 0.0)};
  }
};

/// Two decimals are printed: half a unit of the last.
void check_printed(const Values& g, const Values& printed) {
  REQUIRE(g.size() == printed.size());
  for (std::size_t k = 0; k < g.size(); ++k) {
    CAPTURE(k);
    CHECK(g[k] == Approx(printed[k]).margin(0.00501));
  }
}

}  // namespace

TEST_CASE("calibration gives the g-weights of Kalton and Flores-Cervantes",
          "[weights][reference]") {
  const KaltonFloresCervantes t;
  const auto both = [&](std::string_view distance, Shape bounds = {}) {
    return calibrate({.weight = t.n, .margins = {t.margin(t.a), t.margin(t.b)}},
                     find_distance(distance), bounds)
        .g;
  };
  SECTION("post-stratification") {
    const auto done =
        calibrate({.weight = t.n, .margins = {t.margin(t.cell)}}, find_distance("poststratify"));
    check_printed(done.g, {4.00, 1.20, 1.70, 1.83, 1.00, 1.07, 1.20, 1.65, 1.38, 1.10, 4.00, 1.79});
    CHECK(done.iterations == 0);
  }
  SECTION("raking") {
    check_printed(both("raking"),
                  {1.81, 1.08, 2.20, 1.83, 1.45, .87, 1.76, 1.47, 2.02, 1.21, 2.45, 2.04});
  }
  SECTION("linear") {
    check_printed(both("linear"),
                  {1.82, 1.09, 2.19, 1.83, 1.50, .78, 1.88, 1.52, 1.97, 1.24, 2.34, 1.98});
  }
  SECTION("linear on numeric a and b, and the population size") {
    const Codes everybody(12, 0);
    const auto done = calibrate({.weight = t.n,
                                 .margins = {t.margin(everybody)},
                                 .numeric = {t.numeric(t.a_number), t.numeric(t.b_number)}},
                                find_distance("linear"));
    check_printed(done.g, {1.21, 1.43, 1.66, 1.88, 1.17, 1.40, 1.62, 1.85, 1.14, 1.36, 1.59, 1.81});
  }
  SECTION("logit between 0.5 and 2.2") {
    check_printed(both("logit", {0.5, 2.2}),
                  {1.87, 1.08, 2.17, 1.89, 1.46, .74, 2.09, 1.49, 1.98, 1.27, 2.18, 1.99});
  }
  SECTION("truncated between 0.5 and 2.2") {
    check_printed(both("truncated", {0.5, 2.2}),
                  {1.81, 1.08, 2.20, 1.83, 1.48, .75, 2.00, 1.50, 1.99, 1.26, 2.20, 2.00});
  }
}
