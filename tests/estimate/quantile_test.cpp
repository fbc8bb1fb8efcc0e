#include "estimate/quantile.hpp"

#include <catch2/catch.hpp>

#include "dist/quantiles.hpp"
#include "estimate/interval.hpp"
#include "estimate/random_survey.hpp"

using namespace trygg;
using namespace trygg::test;

namespace {

using Notes = std::vector<Note>;

Measure quantile(const Numbers& y, double p) {
  return {Statistic::quantile, y, {}, p};
}

Estimator simple(const Numbers& w, EstimateOptions options = {}) {
  return Estimator(make_design(make_table({{"w", w}}), {.weight = "w"}), options);
}

Numbers one_to(std::size_t n) {
  Numbers y(n);
  for (std::size_t k = 0; k < n; ++k) y[k] = static_cast<double>(k + 1);
  return y;
}

}  // namespace

TEST_CASE("trap: Woodruff's limits are centred at F and inverted like the point (svy#119, svy#178)",
          "[estimate][quantile][law]") {
  for (std::uint64_t seed = 1; seed <= 25; ++seed) {
    const RandomSurvey s(seed);
    for (const auto rule : {QuantileRule::math, QuantileRule::hf6, QuantileRule::sas}) {
      for (const auto& spec :
           {RandomSurvey::two_stages(), RandomSurvey::calibrated(RandomSurvey::one_stage())}) {
        const Estimator e(make_design(s.table(), spec), {.quantile_rule = rule});
        const auto r = estimate(e, quantile(s.y, .6));
        Measure up_to{Statistic::share, s.y, {}};
        for (auto& y : up_to.y)
          if (!std::isnan(y)) y = y <= r.estimate;
        const Estimator wald(make_design(s.table(), spec), {.interval = Interval::wald});
        const auto f = estimate(wald, up_to);
        Numbers values, weights;
        for (std::size_t k = 0; k < s.records(); ++k) {
          if (std::isnan(s.y[k])) continue;
          values.push_back(s.y[k]);
          weights.push_back(s.weight[k]);
        }
        const Quantiles q(values, weights, rule);
        CHECK(r.estimate == q.at(.6));
        CHECK(r.n == f.n);
        CHECK(r.df == f.df);
        if (f.lower < 0 || f.upper > 1) continue;
        CHECK(r.lower == q.at(f.lower));
        CHECK(r.upper == q.at(f.upper));
        CHECK(r.se == Approx((r.upper - r.lower) / (2 * t_quantile(.975, r.df))).epsilon(1e-12));
        CHECK(r.deff == Approx(f.deff).epsilon(1e-9));
      }
    }
  }
}

TEST_CASE("a record of weight 0 or without an answer moves no quantile",
          "[estimate][quantile][law]") {
  const Numbers y{5, 1, 9, 7, 3, 8, 2, 6}, w{1, 2, 1, 3, 1, 2, 2, 1};
  auto longer = y, heavier = w;
  longer.insert(longer.end(), {100, -100, NAN});
  heavier.insert(heavier.end(), {0, 0, 5});
  const auto a = estimate(simple(w), quantile(y, .5));
  const auto b = estimate(simple(heavier), quantile(longer, .5));
  CHECK(b.estimate == a.estimate);
  CHECK(b.n == 8);
  CHECK(b.df == a.df);
}

TEST_CASE("a quantile that cannot be given says why", "[estimate][quantile]") {
  const auto y = one_to(40);
  const auto e = simple(Numbers(40, 3));
  CHECK(estimate(e, quantile(y, .5), {}).notes == Notes{Note::empty_domain});
  auto unknown = y;
  unknown[3] = NAN;
  const auto none = estimate(e, quantile(unknown, .5), {3});
  CHECK(none.notes == Notes{Note::no_valid_answers});
  CHECK(std::isnan(none.estimate));
}

TEST_CASE("values that are all alike have no interval of width 0", "[estimate][quantile]") {
  const auto e = simple(Numbers(40, 3));
  const auto check = [&](const Result& r, const Notes& notes) {
    CHECK(r.estimate == 7);
    CHECK(r.se == 0);
    CHECK(r.notes == notes);
    CHECK(std::isnan(r.lower));
    CHECK(std::isnan(r.upper));
  };
  check(estimate(e, quantile(Numbers(40, 7), .5)), {Note::no_variance});
  check(estimate(e, quantile(Numbers(40, 7), .5), {3}), {Note::no_variance, Note::df_zero});
}

TEST_CASE("values with many ties have limits among the values", "[estimate][quantile]") {
  Numbers y(100, 2);  // number of children: most have two
  std::fill_n(y.begin(), 20, 1);
  std::fill_n(y.rbegin(), 20, 3);
  const auto r = estimate(simple(Numbers(100, 3)), quantile(y, .5));
  CHECK(r.estimate == 2);
  CHECK(r.lower == 2);
  CHECK(r.upper == 3);  // F(2) = 0.8, and 2 reaches up to there
}

TEST_CASE("a limit beyond the data is none, and the other stands", "[estimate][quantile]") {
  const auto y = one_to(40);
  const auto e = simple(Numbers(40, 3));
  const auto r = estimate(e, quantile(y, .02));
  CHECK(r.estimate == 1);
  CHECK(std::isnan(r.lower));
  CHECK(r.upper > 1);
  CHECK(std::isnan(r.se));
  CHECK(r.notes == Notes{Note::limit_outside_data});
  // The largest value: F is 1 and has no variance by Wald's formula; Korn-Graubard's has a limit.
  const auto top = estimate(e, quantile(y, .999));
  CHECK(top.estimate == 40);
  CHECK(std::isnan(top.lower));
  CHECK(top.notes == Notes{Note::limit_outside_data});
  const auto exact = simple(Numbers(40, 3), {.interval = Interval::korn_graubard});
  const auto bounded = estimate(exact, quantile(y, .999));
  CHECK(
      bounded.lower ==
      Quantiles(y, Numbers(40, 3), QuantileRule::math).at(korn_graubard_limits(1, 40, .05).lower));
  CHECK(bounded.upper == 40);
  CHECK(bounded.notes == Notes{Note::limit_outside_data});
}

TEST_CASE("one unit has no degrees of freedom and its quantile no limits", "[estimate][quantile]") {
  const auto table = make_table({{"w", Numbers(6, 2)}, {"psu", {1, 1, 1, 2, 2, 2}}});
  const auto design = make_design(table, {.weight = "w", .psu = {"psu"}});
  const auto r = estimate(Estimator(design, {}), quantile({1, 2, 3, 4, 5, 6}, .5), {0, 1, 2});
  CHECK(r.estimate == 2);
  CHECK(r.df == 0);
  CHECK(r.notes == Notes{Note::no_variance, Note::df_zero});  // as of a mean
  CHECK(std::isnan(r.lower));
  CHECK(std::isnan(r.upper));
}

TEST_CASE("given degrees of freedom widen a quantile's interval", "[estimate][quantile][law]") {
  const auto y = one_to(100);
  const auto of = [&](std::optional<double> df) {
    return estimate(simple(Numbers(100, 3), {.df = df}), quantile(y, .5));
  };
  CHECK(of({}).df == 99);
  CHECK(of(2).df == 2);
  CHECK(of(2).lower < of({}).lower);
  CHECK(of(2).upper > of({}).upper);
}

TEST_CASE("F that the calibration fixes fixes the quantile", "[estimate][quantile]") {
  // Calibrated on who is below 21; the median is the last of them.
  Numbers below;
  for (int k = 1; k <= 40; ++k) below.push_back(k <= 20);
  const auto table = make_table({{"d", Numbers(40, 2)}, {"w", Numbers(40, 3)}, {"below", below}});
  DesignSpec spec{.weight = "w"};
  spec.calibration = {{.weight_before = "d",
                       .weight_after = "w",
                       .margins = {{"below"}},
                       .numeric = {},
                       .distance = "linear"}};
  const auto r = estimate(Estimator(make_design(table, spec), {}), quantile(one_to(40), .5));
  CHECK(r.estimate == 20);
  CHECK(r.se == 0);
  CHECK(r.notes == Notes{Note::fixed_by_calibration});
}

TEST_CASE("quantiles differ with their covariance", "[estimate][quantile][law]") {
  // In two halves without a record in common the variances add.
  const auto y = one_to(200);
  const auto e = simple(Numbers(200, 3));
  const auto odd = records_where(200, [](auto k) { return k % 2 == 1; });
  const auto even = records_where(200, [](auto k) { return k % 2 == 0; });
  const auto a = e.linearise(quantile(y, .5), odd), b = e.linearise(quantile(y, .5), even);
  const auto r = e.difference(a, b);
  CHECK(r.estimate == 1);
  CHECK(r.se == Approx(std::sqrt(e.variance(a) + e.variance(b) - 2 * e.covariance(a, b))));
  CHECK(r.upper > r.lower);
  // It rises with the mean of the same records: for equal spacing on 1 … N the correlation of
  // median and mean is √3/2.
  const Measure mean{Statistic::mean, y, {}};
  const auto m = e.linearise(mean, odd);
  const double correlation = e.covariance(a, m) / std::sqrt(e.variance(a) * e.variance(m));
  CHECK(correlation == Approx(std::sqrt(3) / 2).epsilon(0.01));
  // A quantile and itself are one.
  CHECK(e.difference(a, a).se == 0);
  // One that has no standard error gives none, and its reason.
  const auto edge = e.linearise(quantile(y, .001), odd);
  const auto none = e.difference(a, edge);
  CHECK(std::isnan(none.se));
  CHECK(std::isnan(none.p_value));
  CHECK(none.notes == Notes{Note::limit_outside_data});
}
