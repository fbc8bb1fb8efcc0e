// The sparse kernel and the folded variance against formulas written out naively.

#include "variance/kernel.hpp"

#include <Eigen/Core>
#include <catch2/catch.hpp>

#include "base/error.hpp"
#include "estimate/random_survey.hpp"
#include "variance/calibration.hpp"
#include "variance/folded.hpp"
#include "variance/variance.hpp"

using namespace trygg;
using namespace trygg::test;

namespace {

/// Σ_j (u_j − ū)(v_j − v̄) over all units of the stage that lie in parent p, zeros included.
double spread(const Stage& stage, std::uint32_t p, const Numbers& u, const Numbers& v) {
  Numbers a(stage.parent.size(), 0.0), b(a);
  for (std::size_t k = 0; k < u.size(); ++k) {
    a[stage.unit[k]] += u[k];
    b[stage.unit[k]] += v[k];
  }
  double mean_a = 0, mean_b = 0, sum = 0;
  for (std::size_t j = 0; j < a.size(); ++j)
    if (stage.parent[j] == p) {
      mean_a += a[j] / stage.sampled[p];
      mean_b += b[j] / stage.sampled[p];
    }
  for (std::size_t j = 0; j < a.size(); ++j)
    if (stage.parent[j] == p) sum += (a[j] - mean_a) * (b[j] - mean_b);
  return sum;
}

/// The recursion as the books have it: every stage adds f of the stages above times its variance.
double naive(const Design& design, const Numbers& u, const Numbers& v) {
  double total = 0;
  for (std::size_t s = 0; s < design.stages().size(); ++s) {
    const auto& stage = design.stages()[s];
    for (std::uint32_t p = 0; p < stage.sampled.size(); ++p) {
      const double n = stage.sampled[p], f = stage.fraction[p];
      const double above = s == 0 ? 1 : design.stages()[0].fraction[design.stages()[0].parent[p]];
      if (n > 1) total += above * (1 - f) * n / (n - 1) * spread(stage, p, u, v);
    }
  }
  return total;
}

struct Sparse {
  std::vector<std::uint32_t> record;
  Numbers value, dense;
  Sparse(const Domain& domain, std::size_t records, Random& random) : dense(records, 0.0) {
    for (const auto k : domain) {
      record.push_back(k);
      value.push_back(random.normal());
      dense[k] = value.back();
    }
  }
  Contributions contributions() const { return {record, value}; }
};

}  // namespace

TEST_CASE("the sparse kernel is the naive one", "[variance][law]") {
  for (std::uint64_t seed = 1; seed <= 25; ++seed) {
    const RandomSurvey s(seed);
    for (const auto& spec : {RandomSurvey::one_stage(), RandomSurvey::two_stages(),
                             RandomSurvey::records_as_units()}) {
      const auto design = make_design(s.table(), spec);
      const Kernel kernel(design);
      Random random(seed, 1);
      const Sparse a(s.in_group(0), s.records(), random), b(s.in_group(2), s.records(), random);
      KernelMemory memory;
      CHECK(kernel.variance(a.contributions(), memory) ==
            Approx(naive(design, a.dense, a.dense)).epsilon(1e-12));
      CHECK(kernel.covariance(a.contributions(), b.contributions(), memory) ==
            Approx(naive(design, a.dense, b.dense)).epsilon(1e-12).margin(1e-12));
    }
  }
}

TEST_CASE("covariance by polarisation is the kernel's", "[variance][law]") {
  const RandomSurvey s(5);
  const auto design = make_design(s.table(), RandomSurvey::two_stages());
  const Kernel kernel(design);
  Random random(5, 2);
  const auto all = everybody(s.records());
  const Sparse a(all, s.records(), random), b(all, s.records(), random);
  auto sum = a, difference = a;
  for (std::size_t k = 0; k < sum.value.size(); ++k) {
    sum.value[k] = a.value[k] + b.value[k];
    difference.value[k] = a.value[k] - b.value[k];
  }
  KernelMemory memory;
  CHECK(kernel.covariance(a.contributions(), b.contributions(), memory) ==
        Approx((kernel.variance(sum.contributions(), memory) -
                kernel.variance(difference.contributions(), memory)) /
               4)
            .epsilon(1e-11));
}

TEST_CASE("a large constant costs no digits", "[variance][law]") {
  // Σu² − (Σu)²/n would lose them all.
  const RandomSurvey s(6);
  const auto design = make_design(s.table(), RandomSurvey::records_as_units());
  const Kernel kernel(design);
  Random random(6, 3);
  const Sparse a(everybody(s.records()), s.records(), random);
  auto shifted = a;
  for (auto& u : shifted.value) u += 1e9;
  KernelMemory memory;
  // 1e9 leaves 7 digits to the values themselves.
  CHECK(kernel.variance(shifted.contributions(), memory) ==
        Approx(kernel.variance(a.contributions(), memory)).epsilon(1e-6));
}

TEST_CASE("folded cells give the variance of the residuals", "[variance][law]") {
  for (std::uint64_t seed = 1; seed <= 25; ++seed) {
    const RandomSurvey s(seed);
    auto spec = RandomSurvey::calibrated(RandomSurvey::records_as_units());
    if (seed % 2 == 0) {  // a second step
      spec.calibration.push_back(spec.calibration.front());
      spec.calibration[0].margins = {{"o"}};
      spec.calibration[1].weight_before = "w";
    }
    const auto design = make_design(s.table(), spec);
    const Kernel kernel(design);
    const Calibration calibration(design);
    const FoldedVariance folded(kernel.layers().front(), calibration, design.weight());
    Random random(seed, 4);
    const auto all = everybody(s.records());
    FoldedMemory folded_memory;
    KernelMemory memory;
    for (const auto& domain : {s.in_group(0), s.in_group(1), all}) {
      const Sparse z(domain, s.records(), random);
      const Influence a{z.record, z.value};
      std::vector<double> fitted, sums, u;
      calibration.fit(a, fitted, sums);
      calibration.contributions(a, fitted, u);
      CHECK(folded.variance(a, fitted, folded_memory) ==
            Approx(kernel.variance({all, u}, memory)).epsilon(1e-12));
    }
  }
}

TEST_CASE("residuals are those of weighted least squares", "[variance][law]") {
  // Orthogonality: Σ d x e = 0 for every auxiliary variable, and e = 0 for z that they span.
  const RandomSurvey s(8);
  auto spec = RandomSurvey::calibrated(RandomSurvey::records_as_units());
  spec.calibration[0].numeric = {"num", "num"};  // the second is aliased
  const auto design = make_design(s.table(), spec);
  const Calibration calibration(design);
  Random random(8, 5);
  const auto all = everybody(s.records());
  Sparse z(all, s.records(), random);
  const auto residuals = [&](const Numbers& values) {
    std::vector<double> fitted, sums, u;
    calibration.fit({all, values}, fitted, sums);
    calibration.contributions({all, values}, fitted, u);
    for (std::size_t k = 0; k < u.size(); ++k) u[k] /= s.weight[k];
    return u;
  };
  const auto e = residuals(z.value);
  for (int column = 0; column < 6; ++column) {
    double sum = 0;
    for (std::size_t k = 0; k < e.size(); ++k) {
      const double x = column < 3   ? s.group[k] == column
                       : column < 5 ? s.other[k] == column - 3
                                    : s.numeric[k];
      sum += s.before[k] * x * e[k];
    }
    CAPTURE(column);
    CHECK(sum == Approx(0).margin(1e-10));
  }
  Numbers spanned(s.records());
  for (std::size_t k = 0; k < spanned.size(); ++k)
    spanned[k] = 3 + 2 * (s.group[k] == 1) - s.other[k] + 7 * s.numeric[k];
  for (const double r : residuals(spanned)) CHECK(r == Approx(0).margin(1e-12));
}

TEST_CASE("a stratum that was taken completely contributes nothing", "[variance][law]") {
  const auto table = make_table({{"h", {1, 1, 2}}, {"N", {9, 9, 1}}, {"w", {4.5, 4.5, 1}}});
  const Estimator e(make_design(table, {.weight = "w", .strata = "h", .fpc = {"N"}}), {});
  // The second stratum has one PSU of one: certain, not lonely.
  const Measure total{Statistic::total, {1, 3, 50}, {}};
  CHECK(estimate(e, total).se * estimate(e, total).se ==
        Approx((1 - 2 / 9.0) * 2 * (4.5 * 4.5 * 2)).epsilon(1e-14));
}

TEST_CASE("lonely strata are listed, ten at most", "[variance][error]") {
  Numbers h, w;
  for (int i = 0; i < 12; ++i) {
    h.push_back(i + 1);
    w.push_back(1);
  }
  const auto table = make_table({{"h", h}, {"w", w}});
  CHECK_THROWS_WITH(
      Kernel(make_design(table, {.weight = "w", .strata = "h"})),
      Catch::StartsWith("12 of 12 strata have a single PSU") && Catch::Contains("'10' and 2 more"));
  CHECK_THROWS_AS(Kernel(make_design(table, {.strata = "h", .lonely_psu = LonelyPsu::average})),
                  DesignError);
}
