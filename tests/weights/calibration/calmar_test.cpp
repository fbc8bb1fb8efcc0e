// The 15 employees of the R package icarus (data_employees), for which CALMAR, the SAS macro of
// INSEE, gave the weights below to four decimals; its totals of `movies` are R survey 4.1-1's.
#include <catch2/catch.hpp>
#include <numeric>

#include "base/error.hpp"
#include "weights/calibration/calibrate.hpp"

using namespace trygg;
using namespace trygg::weights;
using Catch::Matchers::Contains;
using Codes = std::vector<std::uint32_t>;
using Values = std::vector<double>;

namespace {

const Values d{10, 10, 10, 10, 10, 10, 10, 20, 20, 20, 20, 20, 20, 20, 20};
const Codes category{0, 1, 1, 2, 0, 0, 1, 2, 0, 1, 0, 0, 1, 2, 0};
const Codes sex{0, 1, 1, 0, 0, 1, 1, 1, 0, 0, 1, 1, 0, 0, 1};
const Codes department{0, 0, 1, 1, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1};
const Values salary{1000, 1100, 1500, 2300, 1000, 500,  1000, 2000,
                    2100, 2000, 3200, 1800, 2800, 1100, 2500};
const Values movies{1, 2, 4, 15, 2, 3, 1, 0, 0, 3, 6, 0, 0, 1, 1};

CalibrationProblem problem() {
  return {.weight = d,
          .margins = {{"category", {"1", "2", "3"}, category, {80, 90, 60}},
                      {"sex", {"1", "2"}, sex, {140, 90}},
                      {"department", {"1", "2"}, department, {100, 130}}},
          .numeric = {{"salary", salary, 470000}}};
}

void check_weights(const Calibration& done, const Values& calmar, double movies_total) {
  Values w(d.size());
  for (std::size_t k = 0; k < w.size(); ++k) {
    CAPTURE(k);
    w[k] = d[k] * done.g[k];
    CHECK(w[k] == Approx(calmar[k]).margin(0.0000501));  // four decimals are printed
  }
  CHECK(std::inner_product(w.begin(), w.end(), movies.begin(), 0.0) ==
        Approx(movies_total).epsilon(1e-9));  // ten digits are printed
}

}  // namespace

TEST_CASE("linear calibration gives the weights of CALMAR, negative ones included",
          "[weights][reference]") {
  check_weights(calibrate(problem(), find_distance("linear")),
                {5.6381, 4.8735, 11.3245, 19.8970, 11.1004, -0.7084, 10.0887, 17.1651, 16.7133,
                 35.3418, 22.8538, 5.0090, 28.3714, 22.9379, 19.3937},
                674.782739);
}

TEST_CASE("raking gives the weights of CALMAR", "[weights][reference]") {
  check_weights(calibrate(problem(), find_distance("raking")),
                {5.3374, 5.1185, 9.9882, 24.5142, 9.2304, 2.7920, 8.5884, 15.7535, 14.8808, 38.1883,
                 21.8245, 8.2689, 28.1165, 19.7323, 17.6660},
                741.5750229);
}

TEST_CASE("logit calibration gives the weights of CALMAR", "[weights][reference]") {
  check_weights(calibrate(problem(), find_distance("logit"), {0.4, 2.2}),
                {4.4859, 4.2674, 9.4427, 21.7067, 9.7760, 4.0262, 7.3103, 15.0120, 11.7705, 40.1082,
                 24.5277, 8.2851, 28.8715, 23.2813, 17.1285},
                723.2328626);
}

TEST_CASE("sinh calibration agrees with R, which was given that distance", "[weights][reference]") {
  // R survey 4.1-1, tests/reference/sinh.R.
  check_weights(calibrate(problem(), find_distance("sinh")),
                {4.9531068654, 4.7081795051, 9.5718109408, 23.5137048677, 9.2970751642,
                 3.9031237804, 7.6336671195, 14.9190694773, 12.5825450131, 39.5002712031,
                 23.5792604708, 8.7806784722, 28.5860712315, 21.5672256549, 16.9042102339},
                741.7472838);
  check_weights(calibrate(problem(), find_distance("sinh"), {.alpha = 0.4}),
                {5.1235278822, 4.8529220367, 9.7963150645, 24.2497776295, 9.2052808113,
                 3.4210987120, 8.2094538308, 15.5050105532, 14.0348927918, 38.8014462320,
                 22.3324388781, 8.4774733709, 28.3398628359, 20.2452118172, 17.4052875538},
                742.6940796);
}

TEST_CASE("bounds that are too narrow are refused with what contradicts them and what would do",
          "[weights][error]") {
  const auto attempt = [] { calibrate(problem(), find_distance("logit"), {0.6, 2.0}); };
  CHECK_THROWS_AS(attempt(), ConvergenceError);
  CHECK_THROWS_WITH(
      attempt(),
      Contains("logit: no weights within the bounds meet the totals: ") &&
          Contains("can be at most ") && Contains("; merge ") && Contains("(category)") &&
          Contains("an upper bound of 2.53 or more, or a lower bound of 0.46788 or less, "
                   "or both [0.52545, 2.1864]") &&
          Contains("the nearest totals that can be met, the largest changes: salary: 426800 in "
                   "place of 470000"));
}

TEST_CASE("margins of different populations have no weights", "[weights][error]") {
  // As icarus' tests do: sex sums to 300, the others to 230.
  auto wrong = problem();
  wrong.margins[1].total = {200, 100};
  for (const auto* distance : {"linear", "raking"}) {
    CAPTURE(distance);
    CHECK_THROWS_AS(calibrate(wrong, find_distance(distance)), ConvergenceError);
    // All records of one margin less all of the other are 0 in any sample, 70 in the totals.
    CHECK_THROWS_WITH(calibrate(wrong, find_distance(distance)),
                      Contains("sex, 1") && Contains("make it 70"));
  }
}
