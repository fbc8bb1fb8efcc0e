// Variances of calibrated weights: values printed by tests/reference/api.R (survey 4.1-1, 15
// digits). The weights, too, come from R, so that the variance is tested by itself.

#include <catch2/catch.hpp>

#include "design/design.hpp"
#include "estimate/r_data.hpp"
#include "estimate/survey_table.hpp"

using namespace trygg;
using namespace trygg::test;

namespace {

// R writes the weights with 17 digits and stops its own steps of calibration at 1e-14.
Approx agrees(double reference) {
  return Approx(reference).epsilon(1e-11);
}

using Margins = std::vector<std::vector<std::string>>;

DesignSpec calibrated(const std::string& weight, const Margins& margins,
                      const std::vector<std::string>& numeric = {}) {
  return {.weight = weight,
          .psu = {"dnum"},
          .fpc = {"fpc"},
          .calibration = {{.weight_before = "pw",
                           .weight_after = weight,
                           .margins = margins,
                           .numeric = numeric,
                           .distance = "linear"}}};
}

Domain wide(const Table& t) {
  const auto& c = t.column("sch.wide");
  return records_where(t.rows(), [&](auto k) { return c.at(k).text == "Yes"; });
}

struct Figures {
  double mean, se, total, total_se, wide, wide_se;
};

void check(const Table& t, const DesignSpec& spec, const Figures& f) {
  const Estimator e(make_design(t, spec), {});
  CAPTURE(*spec.weight);
  const Measure api{Statistic::mean, t.numbers("api00"), {}};
  CHECK(estimate(e, api).estimate == agrees(f.mean));
  CHECK(estimate(e, api).se == agrees(f.se));
  const auto total = estimate(e, {Statistic::total, t.numbers("enroll"), {}});
  CHECK(total.estimate == agrees(f.total));
  CHECK(total.se == agrees(f.total_se));
  CHECK(estimate(e, api, wide(t)).estimate == agrees(f.wide));
  CHECK(estimate(e, api, wide(t)).se == agrees(f.wide_se));
}

}  // namespace

TEST_CASE("calibrated clusters agree with R", "[variance][reference]") {
  const auto t = api_data("apiclus1");
  if (!t) return;
  check(*t, calibrated("w.post", {{"stype"}}),
        {642.310788211582, 23.9204864450904, 3680892.94511905, 406292.636294802, 647.161128404389,
         24.3970669015281});
  check(*t, calibrated("w.rake", {{"stype"}, {"sch.wide"}}),
        {641.23032092682, 23.7036168879217, 3647280.14806518, 400603.256862004, 647.380450474484,
         24.2834357582341});
  check(*t, calibrated("w.linear", {{"stype"}}, {"api99"}),
        {665.30907116578, 3.44175311640481, 3638487.20413188, 385524.427352479, 671.581043023697,
         4.46031458286185});
  check(*t, calibrated("w.raking", {{"stype"}}, {"api99"}),
        {665.39379600015, 3.43775353983484, 3616588.56326875, 387618.63037994, 671.511575141726,
         4.47673872663184});
}

TEST_CASE("a calibrated sample of elements agrees with R", "[variance][reference]") {
  const auto t = api_data("apistrat");
  if (!t) return;
  auto spec = calibrated("w.imp.stype", {{"comp.imp"}, {"stype"}});
  spec.psu.clear();
  spec.strata = "stype";
  check(*t, spec,
        {661.92301497022, 9.39463156409339, 3703565.56798388, 115950.699792073, 676.445103339625,
         10.5465394760128});
}

TEST_CASE("two calibrations are taken out backwards", "[variance][reference]") {
  // tests/reference/two_steps.R, by the numerical derivative of both steps of weighting (9 digits);
  // survey 4.1-1 takes the steps in the order in which they were made and gets 9.38013739756.
  const auto t = api_data("apistrat");
  if (!t) return;
  DesignSpec spec{.weight = "w.two", .strata = "stype", .fpc = {"fpc"}};
  spec.calibration = {{.weight_before = "pw",
                       .weight_after = "w.imp",
                       .margins = {{"comp.imp"}},
                       .distance = "linear"},
                      {.weight_before = "w.imp",
                       .weight_after = "w.two",
                       .margins = {{"stype"}},
                       .distance = "linear"}};
  const Estimator e(make_design(*t, spec), {});
  CHECK(estimate(e, {Statistic::mean, t->numbers("api00"), {}}).se ==
        Approx(9.36770037743).epsilon(1e-9));
}

TEST_CASE("a contrast of domains after post-stratification agrees with R",
          "[variance][reference]") {
  const auto t = api_data("apiclus1");
  if (!t) return;
  const Estimator e(make_design(*t, calibrated("w.post", {{"stype"}})), {});
  const Measure api{Statistic::mean, t->numbers("api00"), {}};
  const auto yes = e.linearise(api, wide(*t));
  const auto& c = t->column("sch.wide");
  const auto no =
      e.linearise(api, records_where(t->rows(), [&](auto k) { return c.at(k).text == "No"; }));
  // survey 4.5
  CHECK(e.difference(yes, no).estimate == Approx(35.09851347).epsilon(1e-9));
  CHECK(e.difference(yes, no).se == Approx(19.92134).epsilon(1e-6));
  CHECK(e.covariance(yes, no) == Approx(473.824397712).epsilon(1e-11));
}

TEST_CASE("a total that the weights were calibrated to has no error", "[variance][law]") {
  const auto t = api_data("apiclus1");
  if (!t) return;
  const Estimator e(make_design(*t, calibrated("w.linear", {{"stype"}}, {"api99"})), {});
  const auto& stype = t->column("stype");
  const auto high = records_where(t->rows(), [&](auto k) { return stype.at(k).text == "H"; });
  const Measure count{Statistic::count, Numbers(t->rows(), 1.0), {}};
  for (const auto& r : {estimate(e, count), estimate(e, count, high),
                        estimate(e, {Statistic::total, t->numbers("api99"), {}})}) {
    CHECK(r.se == 0);
    CHECK(r.notes == std::vector{Note::fixed_by_calibration});
    CHECK(r.lower == r.estimate);
  }
  const auto gap = e.difference(e.linearise(count, everybody(t->rows())), e.linearise(count, high));
  CHECK(gap.se == 0);
  CHECK(gap.upper == gap.estimate);
  CHECK(gap.notes == std::vector{Note::fixed_by_calibration});
}
