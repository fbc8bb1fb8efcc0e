#include "estimate/quantile_rule.hpp"

#include <catch2/catch.hpp>
#include <vector>

#include "base/error.hpp"

using namespace trygg;

namespace {

using Numbers = std::vector<double>;

constexpr QuantileRule all_rules[] = {QuantileRule::math, QuantileRule::school, QuantileRule::hf1,
                                      QuantileRule::hf2,  QuantileRule::hf3,    QuantileRule::hf4,
                                      QuantileRule::hf5,  QuantileRule::hf6,    QuantileRule::hf7,
                                      QuantileRule::hf8,  QuantileRule::hf9,    QuantileRule::sas};

struct Case {
  QuantileRule rule;
  Numbers quantiles;
};

void check(const std::vector<Case>& cases, const Numbers& x, const Numbers& w, const Numbers& p) {
  for (const auto& [rule, expected] : cases) {
    CAPTURE(static_cast<int>(rule));
    const Quantiles q(x, w, rule);
    // A handful of sums: rounding alone.
    for (std::size_t i = 0; i < p.size(); ++i) {
      CAPTURE(p[i]);
      CHECK(q.at(p[i]) == Approx(expected[i]).epsilon(1e-14));
    }
  }
}

}  // namespace

TEST_CASE("with equal weights the rules are the types of R's quantile",
          "[estimate][quantile][reference]") {
  // R 4.2.2: quantile(c(1, 2, 4, 7, 11, 16), c(.1, .3, .5, .9), type = 1, 2, 4 to 9).
  check({{QuantileRule::hf1, {1, 2, 4, 16}},
         {QuantileRule::math, {1, 2, 4, 16}},
         {QuantileRule::hf2, {1, 2, 5.5, 16}},
         {QuantileRule::school, {1, 2, 5.5, 16}},
         {QuantileRule::hf4, {1, 1.8, 4, 13}},
         {QuantileRule::sas, {1, 1.8, 4, 13}},
         {QuantileRule::hf5, {1.1, 2.6, 5.5, 15.5}},
         {QuantileRule::hf6, {1, 2.2, 5.5, 16}},
         {QuantileRule::hf7, {1.5, 3, 5.5, 13.5}},
         {QuantileRule::hf8, {1, 2.4666666666666668, 5.5, 16}},
         {QuantileRule::hf9, {1, 2.5, 5.5, 16}}},
        {7, 1, 16, 4, 2, 11}, Numbers(6, 30.97), {.1, .3, .5, .9});
}

TEST_CASE("with weights the rules are those of survey 4.1", "[estimate][quantile][reference]") {
  // survey:::qrule_RULE(c(1, 2, 4, 7, 11, 16), c(3, 1, 2, 5, .5, 4), c(.2, .4, .9)), survey 4.1-1.
  check({{QuantileRule::math, {2, 7, 16}},
         {QuantileRule::school, {2, 7, 16}},
         {QuantileRule::hf1, {2, 7, 16}},
         {QuantileRule::hf2, {2, 7, 16}},
         {QuantileRule::hf3, {2, 7, 16}},
         {QuantileRule::hf4, {1.1, 4.12, 14.0625}},
         {QuantileRule::hf5, {1.8, 5.0285714285714294, 16}},
         {QuantileRule::hf6, {1.9, 5.08, 16}},
         {QuantileRule::hf7, {1.7666666666666666, 4.9, 10.48}},
         {QuantileRule::hf8, {1.82, 5.05, 16}},
         {QuantileRule::hf9, {1.8142857142857145, 5.0451612903225813, 16}}},
        {1, 2, 4, 7, 11, 16}, {3, 1, 2, 5, .5, 4}, {.2, .4, .9});
  // Ties, and p = 4/15.5 on a step; the same functions. hf3 at .2 is not R's: before the first
  // step, 4/15.5 of distinct values, R takes the second value, here 5, which is no inverse of F.
  check({{QuantileRule::math, {2, 2, 5, 9}},
         {QuantileRule::school, {2, 3.5, 5, 9}},
         {QuantileRule::hf3, {2, 5, 5, 9}},
         {QuantileRule::hf4, {2, 2, 5, 7.45}},
         {QuantileRule::hf5, {2, 3, 5, 9}},
         {QuantileRule::hf6, {2, 3.5483870967741931, 5, 9}},
         {QuantileRule::hf7, {2, 2, 5, 5}},
         {QuantileRule::hf8, {2, 3.2193548387096773, 5, 9}},
         {QuantileRule::hf9, {2, 3.1687344913151363, 5, 9}}},
        {2, 2, 5, 5, 5, 9}, {3, 1, 2, 5, .5, 4}, {.2, 4 / 15.5, .4, .9});
}

TEST_CASE("every rule stays within the data and rises with p", "[estimate][quantile][law]") {
  const Numbers x{3, -1, 8, 3, 0, 3, 12}, w{1, 2.5, .25, 4, 1, .1, 3};
  for (const auto rule : all_rules) {
    CAPTURE(static_cast<int>(rule));
    const Quantiles q(x, w, rule), twice(x, Numbers{2, 5, .5, 8, 2, .2, 6}, rule);
    double last = q.at(0);
    CHECK(last >= -1);
    for (int i = 1; i <= 1000; ++i) {
      const double here = q.at(i / 1000.0);
      CHECK(here >= last);
      CHECK(here == Approx(twice.at(i / 1000.0)).epsilon(1e-12));  // the scale of w is nothing
      last = here;
    }
    CHECK(last <= 12);
    CHECK(Quantiles(Numbers{5}, Numbers{2}, rule).at(.3) == 5);
    CHECK(Quantiles(Numbers{5, 5}, Numbers{2, 1}, rule).at(.3) == 5);
  }
}

TEST_CASE("a step is met although weights are sums in floating point", "[estimate][quantile]") {
  // Ten times 0.1 is not 1: the median of ten equal weights lies between the fifth and the sixth.
  const Numbers x{1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
  for (const double w : {.1, .3, 30.97, 1 / 3.0}) {
    CHECK(Quantiles(x, Numbers(10, w), QuantileRule::math).at(.5) == 5);
    CHECK(Quantiles(x, Numbers(10, w), QuantileRule::school).at(.3) == 3.5);
  }
}

TEST_CASE("a rule that is not there is refused with those that are",
          "[estimate][quantile][error]") {
  CHECK(to_quantile_rule("hf7") == QuantileRule::hf7);
  CHECK_THROWS_AS(to_quantile_rule("hf10"), ConfigError);
  CHECK_THROWS_WITH(to_quantile_rule("maths"),
                    "'maths' is no rule for quantiles; did you mean 'math'?");
}
