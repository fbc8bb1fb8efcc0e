// A differential test against R on sixty random designs: one to three stages, fpc, domains, missing
// answers, weights of 0, post-stratified, raked and regression-calibrated weights.

#include <catch2/catch.hpp>
#include <map>

#include "base/csv.hpp"
#include "base/file.hpp"
#include "base/text.hpp"
#include "design/design.hpp"
#include "estimate/r_data.hpp"
#include "estimate/survey_table.hpp"
#include "io/read.hpp"

using namespace trygg;
using namespace trygg::test;

namespace {

DesignSpec spec_of(std::size_t stages, bool fpc, const std::string& kind) {
  DesignSpec spec{.weight = "w", .strata = "h", .nest = true};
  if (stages > 0) spec.psu.push_back("psu");
  if (stages > 1) spec.psu.push_back("ssu");
  if (fpc) spec.fpc.push_back("N1");
  if (fpc && stages > 1) spec.fpc.push_back("N2");
  if (kind == "none") return spec;
  CalibrationSpec step{.weight_before = "pw",
                       .weight_after = "w",
                       .margins = {{"m1"}, {"m2"}},
                       .distance = kind == "raking" ? "raking" : "linear"};
  if (kind == "numeric") step.numeric.push_back("num");
  spec.calibration.push_back(step);
  return spec;
}

Measure measure_of(const Table& t, const std::string& statistic) {
  if (statistic == "mean") return {Statistic::mean, t.numbers("y"), {}};
  if (statistic == "share") return {Statistic::share, t.numbers("b"), {}};
  if (statistic == "total") return {Statistic::total, t.numbers("y"), {}};
  return {Statistic::ratio, t.numbers("y"), t.numbers("x")};
}

double relative(double ours, double theirs) {
  return std::abs(ours - theirs) / std::abs(theirs);
}

}  // namespace

TEST_CASE("random designs agree with R's survey package", "[variance][reference]") {
  const auto folder = made_by_r("random_designs.R");
  if (!folder) return;
  const auto read = [&](const char* name) { return parse_csv(read_file(*folder / name), name); };
  const auto designs = read("designs.csv"), expected = read("expected.csv");
  REQUIRE(designs.rows.size() == 60);
  double worst_estimate = 0, worst_se = 0;
  std::size_t row = 0;
  for (const auto& d : designs.rows) {
    const auto table = read_table(*folder / (d[0] + ".csv"));
    const auto stages = static_cast<std::size_t>(*to_number(d[1]));
    const Estimator estimator(make_design(table, spec_of(stages, d[2] == "1", d[3])), {});
    const auto& dom = table.column("dom");
    for (; row < expected.rows.size() && expected.rows[row][0] == d[0]; ++row) {
      const auto& e = expected.rows[row];
      const auto domain = records_where(
          table.rows(), [&](auto k) { return e[2] == "all" || dom.at(k).text == e[2]; });
      const auto r = estimate(estimator, measure_of(table, e[1]), domain);
      INFO("design " << d[0] << " (" << d[1] << " stages, fpc " << d[2] << ", " << d[3] << "), "
                     << e[1] << " in " << e[2]);
      worst_estimate = std::max(worst_estimate, relative(r.estimate, *to_number(e[3])));
      worst_se = std::max(worst_se, relative(r.se, *to_number(e[4])));
      CHECK(relative(r.se, *to_number(e[4])) < 1e-9);
      CHECK(r.df == *to_number(e[5]));
    }
  }
  CHECK(row == 720);
  // 1e-9 leaves room for the 14 digits to which R's own calibration converges.
  INFO("worst relative disagreement: estimate " << worst_estimate << ", se " << worst_se);
  CHECK(worst_estimate < 1e-9);
  CHECK(worst_se < 1e-9);
  WARN("sixty random designs, 720 estimates: R and we differ by at most "
       << worst_estimate << " (estimate) and " << worst_se << " (se), relatively");
}
