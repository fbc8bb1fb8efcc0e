// Cases that are small enough to be typed in, with the answers of other programs.

#include <catch2/catch.hpp>

#include "design/design.hpp"
#include "estimate/survey_table.hpp"

using namespace trygg;
using namespace trygg::test;

namespace {

// R prints 12 digits of these; its own arithmetic and ours differ by rounding only.
Approx agrees(double reference) {
  return Approx(reference).epsilon(1e-11);
}

Estimator estimator(const Table& table, const DesignSpec& spec, EstimateOptions options = {}) {
  return Estimator(make_design(table, spec), options);
}

struct FpcCase {
  Numbers x{2.8, 4.1, 6.8, 6.8, 9.2, 3.7, 6.6, 4.2};
  Table table = make_table({{"stratid", {1, 1, 1, 1, 1, 2, 2, 2}},
                            {"psuid", {1, 2, 3, 4, 5, 1, 2, 3}},
                            {"weight", {3, 3, 3, 3, 3, 4, 4, 4}},
                            {"Nh", {15, 15, 15, 15, 15, 12, 12, 12}},
                            {"fh", {1 / 3., 1 / 3., 1 / 3., 1 / 3., 1 / 3., .25, .25, .25}}});
  DesignSpec spec{.weight = "weight", .strata = "stratid", .psu = {"psuid"}, .nest = true};
  DesignSpec with(const std::string& fpc) const {
    auto s = spec;
    s.fpc = {fpc};
    return s;
  }
};

const Numbers icecream{7, 7, 7, 7,  8, 12, 9, 10, 7, 1,  7, 10, 7, 3,  8, 20, 8, 19, 7, 2,
                       7, 2, 9, 15, 8, 16, 7, 6,  7, 6,  7, 6,  9, 15, 8, 17, 8, 14, 9, 8,
                       9, 8, 9, 7,  7, 3,  7, 12, 7, 4,  9, 14, 8, 18, 9, 9,  7, 2,  7, 1,
                       7, 4, 7, 11, 9, 8,  8, 10, 8, 13, 7, 2,  9, 6,  9, 11, 7, 2,  7, 9};

struct IceCream {
  Numbers grade, spending, weight, total;
  Numbers at_least_10;
  IceCream() {
    for (std::size_t i = 0; i < icecream.size(); i += 2) {
      const double g = icecream[i], n = g == 7 ? 20 : g == 8 ? 9 : 11;
      grade.push_back(g);
      spending.push_back(icecream[i + 1]);
      total.push_back(g == 7 ? 1824 : g == 8 ? 1025 : 1151);
      weight.push_back(total.back() / n);
      at_least_10.push_back(icecream[i + 1] >= 10);
    }
  }
};

}  // namespace

TEST_CASE("a denominator of answers that cancel is 0", "[estimate][law]") {
  const auto table = make_table({{"w", {.1, .2, .3}}, {"v", {1, 1, -1}}, {"o", {1, 2, 3}}});
  const auto design = make_design(table, {.weight = "w"});
  const Estimator estimator(design, {});
  const auto result = estimate(estimator, {Statistic::ratio, {1, 2, 3}, {1, 1, -1}});
  CHECK(std::isnan(result.estimate));
  CHECK(result.notes == std::vector{Note::zero_denominator});
}

TEST_CASE("the fpc example of Stata's manual", "[estimate][reference]") {
  // R survey 4.5 on survey::fpc, which stores float32 copies of these decimals: 1e-7.
  const auto near = [](double r) { return Approx(r).epsilon(1e-7); };
  const FpcCase c;
  const auto without = estimator(c.table, c.spec);
  const auto with = estimator(c.table, c.with("Nh"));
  const Measure mean{Statistic::mean, c.x, {}};
  CHECK(estimate(with, mean).estimate == near(147.1 / 27));
  CHECK(estimate(without, mean).se == near(0.741268326769));
  CHECK(estimate(with, mean).se == near(0.61604071981));
  CHECK(estimate(with, {Statistic::total, c.x, {}}).estimate == agrees(147.1));
  CHECK(estimate(with, {Statistic::total, c.x, {}}).se == near(16.6330994349));
  CHECK(estimate(with, mean).df == 6);
  const auto above = records_where(8, [&](auto k) { return c.x[k] > 4; });
  const auto below = records_where(8, [&](auto k) { return c.x[k] <= 4; });
  CHECK(estimate(with, mean, above).estimate == agrees(6.195));
  CHECK(estimate(without, mean, above).se == near(0.7555129));
  CHECK(estimate(with, mean, below).estimate == near(3.314286));
  CHECK(estimate(without, mean, below).se == near(0.3117042));
}

TEST_CASE("an fpc given as a fraction is the same as one given as a size", "[estimate][law]") {
  const FpcCase c;
  const Measure mean{Statistic::mean, c.x, {}};
  CHECK(estimate(estimator(c.table, c.with("fh")), mean).se ==
        Approx(estimate(estimator(c.table, c.with("Nh")), mean).se).epsilon(1e-14));
}

TEST_CASE("the ice cream example of SAS/STAT SURVEYMEANS", "[estimate][reference]") {
  const IceCream c;
  const auto table = make_table({{"grade", c.grade},
                                 {"weight", c.weight},
                                 {"total", c.total},
                                 {"one", Numbers(40, 100)},
                                 {"N", Numbers(40, 4000)}});
  const EstimateOptions wald{.interval = Interval::wald};
  const auto random = estimator(table, {.weight = "one", .fpc = {"N"}}, wald);
  const auto stratified =
      estimator(table, {.weight = "weight", .strata = "grade", .fpc = {"total"}}, wald);
  const auto check = [](const Result& r, double value, double se, double low, double high) {
    CHECK(r.estimate == agrees(value));
    CHECK(r.se == agrees(se));
    CHECK(r.lower == agrees(low));
    CHECK(r.upper == agrees(high));
  };
  // R survey 4.5, 12 digits.
  const Measure mean{Statistic::mean, c.spending, {}};
  const Measure share{Statistic::share, c.at_least_10, {}};
  check(estimate(random, mean), 8.75, 0.845138814269, 7.040545394207, 10.459454605793);
  check(estimate(random, share), 0.425, 0.0787614460546, 0.265689938216, 0.584310061784);
  check(estimate(stratified, mean), 9.1412979798, 0.531799165264, 8.063770519294, 10.218825440302);
  CHECK(estimate(random, mean).df == 39);
  CHECK(estimate(stratified, mean).df == 37);
  CHECK(estimate(stratified, share).estimate == agrees(0.455445454545));
  CHECK(estimate(stratified, share).se == agrees(0.0584237519626));
}

TEST_CASE("the ratio of Levy and Lemeshow's ambulance data", "[estimate][reference]") {
  const auto table = make_table({{"ESA", {1, 1, 2, 2, 3, 3}}, {"ambulance", {1, 2, 1, 2, 1, 2}}});
  const auto e = estimator(table, {.strata = "ESA", .psu = {"ambulance"}, .nest = true});
  const auto r =
      estimate(e, {Statistic::ratio, {25, 24, 30, 49, 80, 70}, {120, 78, 185, 228, 670, 530}});
  CHECK(r.estimate == agrees(0.153506350083));  // R survey 4.5
  CHECK(r.se == agrees(0.00980730359997));
  CHECK(r.df == 3);
}

TEST_CASE("design effects name their reference", "[estimate][reference]") {
  // R survey, tests/deff.R; printed there with 5 to 7 digits.
  const auto printed = [](double r) { return Approx(r).epsilon(5e-6); };
  const Numbers uriage{15, 143, 21, 51, 337, 50, 274, 145, 15, 86};
  const auto table =
      make_table({{"w", Numbers(10, 100)}, {"pps", {20, 200, 11, 25, 550, 30, 250, 100, 10, 55}}});
  const Measure mean{Statistic::mean, uriage, {}};
  const auto random = estimate(estimator(table, {.weight = "w"}), mean);
  CHECK(random.se == Approx(35.626).epsilon(2e-5));
  CHECK(random.deff == Approx(1.0).epsilon(1e-13));
  const EstimateOptions wor{.deff = DeffReference::without_replacement};
  CHECK(estimate(estimator(table, {.weight = "w"}, wor), mean).deff ==
        Approx(1 / (1 - 10.0 / 1000)).epsilon(1e-13));

  const auto pps = estimator(table, {.weight = "pps"});
  CHECK(estimate(pps, mean).estimate == printed(243.914));
  CHECK(estimate(pps, mean).se == Approx(48.752).epsilon(2e-5));
  CHECK(estimate(pps, mean).deff == printed(1.974067));
  const auto total = estimate(pps, {Statistic::total, uriage, {}});
  CHECK(total.estimate == printed(305136));
  CHECK(total.se == printed(184965));
  CHECK(total.deff == printed(18.15669));
}

TEST_CASE("the average of the strata is given to the lonely ones of the domain",
          "[variance][law]") {
  const auto table = make_table({{"h", {1, 1, 2, 2, 3}}, {"w", {10.5, 10.5, 20, 20, 15}}});
  const auto e = estimator(table, {.weight = "w", .strata = "h", .lonely_psu = LonelyPsu::average});
  const Measure total{Statistic::total, {30.5, 40.5, 35, 52, 44}, {}};
  const auto variance = [&](const Domain& domain) {
    return e.variance(e.linearise(total, domain));
  };
  CHECK(variance({0, 1, 2, 3}) == agrees(11025 + 115600));  // has none: nothing is added
  CHECK(variance({0, 1, 4}) == agrees(11025 * 2));
  CHECK(variance({2, 3, 4}) == agrees(115600 * 2));
  CHECK(variance({4}) == 0);
}

TEST_CASE("a lonely PSU contributes what the rule says", "[variance][reference]") {
  // R survey 4.5, tests/lonely.psu.R, variance of the total.
  const auto table = make_table({{"h", {1, 1, 2, 2, 3}}, {"w", {10.5, 10.5, 20, 20, 15}}});
  const Measure total{Statistic::total, {30.5, 40.5, 35, 52, 44}, {}};
  const auto variance = [&](LonelyPsu rule) {
    const auto e = estimator(table, {.weight = "w", .strata = "h", .lonely_psu = rule});
    return e.variance(e.linearise(total, everybody(5)));
  };
  CHECK(variance(LonelyPsu::remove) == agrees(126625));
  CHECK(variance(LonelyPsu::certainty) == agrees(126625));
  CHECK(variance(LonelyPsu::adjust) == Approx(127579.81).epsilon(1e-12));
  CHECK(variance(LonelyPsu::average) == agrees(126625 * 3 / 2.0));
  CHECK_THROWS_WITH(variance(LonelyPsu::fail),
                    Catch::StartsWith("1 of 3 strata has a single PSU") && Catch::Contains("'3'"));
}
