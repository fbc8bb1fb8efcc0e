// Estimates with replicate weights. Values are printed by tests/reference/replicates.R (survey
// 4.1-1, 15 digits) unless a comment says otherwise.

#include <catch2/catch.hpp>

#include "base/error.hpp"
#include "base/random.hpp"
#include "design/design.hpp"
#include "design/replicate_weights.hpp"
#include "estimate/expression.hpp"
#include "estimate/r_data.hpp"
#include "estimate/replicate_table.hpp"
#include "estimate/replicate_values.hpp"
#include "estimate/survey_table.hpp"
#include "replicate/replicates.hpp"

using namespace trygg;
using namespace trygg::test;

namespace {

// The same formula in another order of summation.
Approx agrees(double reference) {
  return Approx(reference).epsilon(1e-12);
}

Design replicated(const Table& table, DesignSpec spec, const ReplicateSpec& replicates) {
  spec.replicates = replicates;
  auto design = make_design(table, spec);
  design.use_replicates(replicate_weights(table, spec, design));
  return design;
}

const DesignSpec strat{.weight = "pw", .strata = "stype", .fpc = {"fpc"}};
const DesignSpec clus1{.weight = "pw", .psu = {"dnum"}, .fpc = {"fpc"}};

Measure mean(const Table& table, const std::string& v) {
  return {Statistic::mean, table.numbers(v), {}};
}

Measure ratio(const Table& table, const std::string& y, const std::string& x) {
  return {Statistic::ratio, table.numbers(y), table.numbers(x)};
}

/// Eight persons with three replicates; nobody of the last two persons is in the third.
const Table& given() {
  static const Table table = make_table({{"y", {3, 5, 8, 2, 9, 4, 7, 6}},
                                         {"w", {2, 3, 2, 4, 1, 2, 3, 3}},
                                         {"r1", {4, 0, 3, 4, 1, 2, 4, 2}},
                                         {"r2", {1, 4, 2, 5, 1, 3, 2, 3}},
                                         {"r3", {2, 3, 1, 4, 2, 6, 0, 0}},
                                         {"zero", Numbers(8, 0.0)},
                                         {"gap", {1, NAN, 1, 1, 1, 1, 1, 1}},
                                         {"f1", {2, 0, 1.5, 1, 1, 1, 4 / 3., 2 / 3.}},
                                         {"f2", {.5, 4 / 3., 1, 1.25, 1, 1.5, 2 / 3., 1}}});
  return table;
}

ReplicateSpec of_columns(ReplicateKind kind, std::vector<std::string> columns) {
  return {.kind = kind, .columns = std::move(columns)};
}

Domain stype(const Table& table, const std::string& code) {
  const auto& column = table.column("stype");
  return records_where(table.rows(), [&](auto k) { return column.at(k).text == code; });
}

}  // namespace

TEST_CASE("jackknives of R's schools agree with R", "[estimate][replicate][reference]") {
  const auto clusters = api_data("apiclus1"), strata = api_data("apistrat");
  if (!clusters) return;
  const Estimator one(replicated(*clusters, clus1, {.kind = ReplicateKind::jk1}), {});
  CHECK(estimate(one, mean(*clusters, "api00")).se == agrees(26.3293605895276));
  const auto r = estimate(one, ratio(*clusters, "api.stu", "enroll"));
  CHECK(r.estimate == agrees(0.849708741723742).epsilon(1e-11));
  CHECK(r.se == agrees(0.00951708517561472));
  CHECK(r.df == 14);

  ReplicateSpec jkn{.kind = ReplicateKind::jkn};
  const auto of_strata = ratio(*strata, "api.stu", "enroll");
  CHECK(estimate(Estimator(replicated(*strata, strat, jkn), {}), of_strata).se ==
        agrees(0.00777250903998768));
  jkn.centre = ReplicateCentre::full_sample;
  CHECK(estimate(Estimator(replicated(*strata, strat, jkn), {}), of_strata).se ==
        agrees(0.00777250905056013));
}

TEST_CASE("domains, contrasts and functions by replicates agree with R",
          "[estimate][replicate][reference]") {
  const auto table = api_data("apiclus1");
  if (!table) return;
  const Estimator one(replicated(*table, clus1, {.kind = ReplicateKind::jk1}), {});
  const auto api = mean(*table, "api00");
  const auto e = one.linearise(api, stype(*table, "E")), h = one.linearise(api, stype(*table, "H"));
  CHECK(one.result(e).se == agrees(25.3743035523982));
  CHECK(one.result(h).se == agrees(46.3441217451860));
  CHECK(one.result(h).df == 7);
  CHECK(one.covariance(e, h) == agrees(688.653833120026));
  CHECK(one.difference(e, h).se == agrees(37.6075156699006));
  CHECK(one.ratio(e, h).se == agrees(0.0670984399473974));
  const Measure enroll{Statistic::total, table->numbers("enroll"), {}};
  CHECK(estimate(one, enroll, stype(*table, "H")).se == agrees(226716.59470641));
  Measure f{.statistic = Statistic::function};
  f.parts = {table->numbers("api.stu"), table->numbers("enroll")};
  using enum Operation;
  f.function = std::make_shared<const Expression>(std::vector<ExpressionStep>{
      {.operation = total, .total = 0}, {.operation = total, .total = 1}, {divide}, {log}});
  CHECK(one.result(one.linearise(f, everybody(table->rows()))).se == agrees(0.0112142900971104));
}

TEST_CASE("quantiles by replicates are Woodruff's with the replicates' variance",
          "[estimate][replicate][reference]") {
  const auto table = api_data("apiclus1");
  if (!table) return;
  const Estimator one(replicated(*table, clus1, {.kind = ReplicateKind::jk1}), {});
  Measure q{Statistic::quantile, table->numbers("api00"), {}};
  const double p[] = {0.25, 0.5}, se[] = {34.2691422014350, 39.1647339444971}, lower[] = {482, 552},
               upper[] = {629, 720};
  for (int i = 0; i < 2; ++i) {
    q.probability = p[i];
    const auto r = estimate(one, q);
    CHECK(r.se == agrees(se[i]));
    CHECK(r.lower == lower[i]);
    CHECK(r.upper == upper[i]);
  }
}

TEST_CASE("a contrast of quantiles has the variance of its replicates",
          "[estimate][replicate][law]") {
  const auto table = api_data("apiclus1");
  if (!table) return;
  const Estimator one(replicated(*table, clus1, {.kind = ReplicateKind::jk1}), {});
  const Measure q{Statistic::quantile, table->numbers("api00"), {}, 0.5};
  const auto e = one.linearise(q, stype(*table, "E")), m = one.linearise(q, stype(*table, "M"));
  const double v = one.variance(e) + one.variance(m) - 2 * one.covariance(e, m);
  CHECK(one.difference(e, m).se == agrees(std::sqrt(v)));
  CHECK(one.result(e).se == agrees(std::sqrt(one.variance(e))));
}

TEST_CASE("given replicates are used as their formula says", "[estimate][replicate][law]") {
  const auto& table = given();
  auto spec = of_columns(ReplicateKind::bootstrap, {"r[1-2]"});
  spec.scale = 0.7;
  spec.rscales = {1, 0.5};
  const auto total = [&](const std::string& w) {
    double sum = 0;
    for (std::size_t k = 0; k < 8; ++k) sum += table.numbers(w)[k] * table.numbers("y")[k];
    return sum;
  };
  const Measure y{Statistic::total, table.numbers("y"), {}};
  const double a = total("r1"), b = total("r2"), c = (a + b) / 2, w = total("w");
  const auto about = [&](double x) { return 0.7 * ((a - x) * (a - x) + 0.5 * (b - x) * (b - x)); };
  const DesignSpec weighted{.weight = "w"};
  CHECK(estimate(Estimator(replicated(table, weighted, spec), {}), y).se ==
        agrees(std::sqrt(about(c))));
  spec.centre = ReplicateCentre::full_sample;
  CHECK(estimate(Estimator(replicated(table, weighted, spec), {}), y).se ==
        agrees(std::sqrt(about(w))));
  spec.columns = {"f1", "f2"};
  spec.hold = ReplicateColumns::factors;
  CHECK(estimate(Estimator(replicated(table, weighted, spec), {}), y).se ==
        agrees(std::sqrt(about(w))));
}

TEST_CASE("scales of given replicates are those of R's svrepdesign",
          "[estimate][replicate][reference]") {
  ReplicateSpec spec{.kind = ReplicateKind::brr};
  CHECK(scale_of(spec, 8) == 0.125);
  spec = {.kind = ReplicateKind::fay, .rho = 0.5};
  CHECK(scale_of(spec, 8) == 0.5);
  spec = {.kind = ReplicateKind::jk1};
  CHECK(scale_of(spec, 8) == 0.875);
  spec = {.kind = ReplicateKind::jk2};
  CHECK(scale_of(spec, 8) == 1);
  spec = {.kind = ReplicateKind::bootstrap};
  CHECK(scale_of(spec, 9) == 0.125);
  spec = {.kind = ReplicateKind::sdr};
  CHECK(scale_of(spec, 80) == 0.05);
}

TEST_CASE("degrees of freedom without a design are the rank less one",
          "[estimate][replicate][reference]") {
  // The weights that R makes of the 8 records, as columns: JK1, and JKn of strata of 5 and 3.
  const Numbers w{3, 3, 3, 3, 3, 4, 4, 4}, y{2.8, 4.1, 6.8, 6.8, 9.2, 3.7, 6.6, 4.2};
  const auto table_of = [&](bool strata) {
    std::vector<std::pair<std::string, Numbers>> columns{{"w", w}, {"y", y}};
    for (int r = 0; r < 8; ++r) {
      Numbers column = w;
      for (int k = 0; k < 8; ++k) {
        const double n = !strata ? 8 : k < 5 ? 5 : 3;
        if (!strata || (k < 5) == (r < 5)) column[k] *= k == r ? 0 : n / (n - 1);
      }
      columns.emplace_back("r" + std::to_string(r), column);
    }
    return make_table(columns);
  };
  const Measure m{Statistic::mean, y, {}};
  const auto df = [&](bool strata, double above) {
    const auto table = table_of(strata);
    auto spec = of_columns(ReplicateKind::jkn, {"r?"});
    spec.scale = 0.5;
    return estimate(Estimator(replicated(table, {.weight = "w"}, spec), {}), m,
                    records_where(8, [&](auto k) { return y[k] > above; }))
        .df;
  };
  CHECK(df(false, 0) == 7);
  CHECK(df(false, 4) == 5);
  CHECK(df(true, 0) == 6);
  CHECK(df(true, 6.7) == 2);
}

TEST_CASE("a replicate without a value is left out and told of", "[estimate][replicate][law]") {
  const auto& table = given();
  const auto spec = of_columns(ReplicateKind::bootstrap, {"r1", "r2", "r3"});
  const Estimator e(replicated(table, {.weight = "w"}, spec), {});
  const auto last_two = records_where(8, [](auto k) { return k > 5; });
  const auto r = estimate(e, mean(table, "y"), last_two);
  const double a = (4 * 7 + 2 * 6) / 6., b = (2 * 7 + 3 * 6) / 5.;
  CHECK(r.se == agrees(std::sqrt((a - b) * (a - b) / 2 / 2)));  // 1/(R−1) of three
  CHECK(r.notes == std::vector{Note::replicates_without_value});
  // A total of nobody is 0.
  CHECK(estimate(e, {Statistic::total, table.numbers("y"), {}}, last_two).notes.empty());
}

TEST_CASE("an estimate that is the same in all replicates has no error",
          "[estimate][replicate][law]") {
  auto table = make_table({{"w", {2, 2, 2, 2}},
                           {"y", {1, 1, 0, 0}},
                           {"alike", {5, 5, 5, 5}},
                           {"r1", {3, 1, 2, 2 + 1e-12}},
                           {"r2", {1, 3, 1, 3}}});
  const Estimator e(
      replicated(table, {.weight = "w"}, of_columns(ReplicateKind::bootstrap, {"r*"})), {});
  const auto share = estimate(e, {Statistic::share, table.numbers("y"), {}});
  CHECK(share.se == 0);
  CHECK(share.notes == std::vector{Note::fixed_by_calibration});
  CHECK(estimate(e, mean(table, "alike")).notes == std::vector{Note::no_variance});
}

TEST_CASE("replicates that cannot be used are refused", "[estimate][replicate][error]") {
  const auto& table = given();
  const auto refused = [&](const ReplicateSpec& spec, const std::string& message) {
    CHECK_THROWS_WITH(replicated(table, {.weight = "w"}, spec), message);
  };
  const auto boot = ReplicateKind::bootstrap;
  refused(of_columns(boot, {"r1", "zero"}),
          "survey.csv: column 'zero': the replicate weights are all 0");
  refused(of_columns(boot, {"r1", "gap"}),
          "survey.csv: row 2, column 'gap': the replicate weight is missing; every record with a "
          "weight needs one");
  refused(of_columns(boot, {"r1"}),
          "survey.csv: one column of replicate weights ('r1'); two are the least that have a "
          "variance");
  refused(of_columns(boot, {"q*"}), "survey.csv: no column fits 'q*'");
  refused(of_columns(boot, {"r[1-4]"}), "survey.csv: there is no column 'r4'; did you mean 'r1'?");
  refused(of_columns(boot, {"r*", "r1"}), "column 'r1' is given twice");
  refused(
      of_columns(ReplicateKind::jkn, {"r*"}),
      "jkn: replicates that are given need rscales, (n_h - 1)/n_h for each, or one scale for all "
      "of them");
  refused(of_columns(ReplicateKind::fay, {"r*"}),
          "rho: fay needs it, such as 0.3; others take none");
  auto spec = of_columns(boot, {"r*"});
  spec.rscales = {1, 1};
  refused(spec, "rscales: 2 for 3 replicates; one for each");
  spec = of_columns(boot, {"r*"});
  spec.hold = ReplicateColumns::factors;
  spec.columns = {"r1", "r2"};
  CHECK_NOTHROW(replicated(table, {.weight = "w"}, spec));  // small weights may be factors
}

TEST_CASE("replicates are not made of calibrated weights", "[estimate][replicate][error]") {
  const auto table = make_table({{"w", {1, 1, 1, 1}}, {"g", {1, 1, 2, 2}}});
  DesignSpec spec{.weight = "w"};
  spec.calibrated_on = {{"g"}};
  CHECK_THROWS_AS(replicated(table, spec, {.kind = ReplicateKind::jk1}), ConfigError);
}

TEST_CASE("shares and counts of many domains at once are those one by one",
          "[estimate][replicate][law]") {
  // Both sums have the same terms, of at most 1,200 records, in other orders.
  constexpr std::size_t n = 1200, replicates = 21;
  Random random(3);
  ReplicateWeights weights{.count = replicates, .scale = 1, .rscales = Numbers(replicates, 1.0)};
  for (std::size_t i = 0; i < n * replicates; ++i) weights.weight.push_back(random.uniform());
  std::vector<Measure> measures(17);
  for (std::size_t m = 0; m < measures.size(); ++m) {
    measures[m].statistic = m == 3 ? Statistic::count : Statistic::share;
    for (std::size_t k = 0; k < n; ++k) {
      const auto answer = random.below(4);
      measures[m].y.push_back(m == 3 ? 1.0 : answer == 3 ? NAN : answer == 0 ? 1.0 : 0.0);
    }
  }
  // The whole, groups large (their sums are folded) and small, two that overlap, and nobody.
  std::vector<Domain> domains{everybody(n),
                              records_where(n, [](auto k) { return k % 3 == 0; }),
                              records_where(n, [](auto k) { return k % 3 == 1; }),
                              records_where(n, [](auto k) { return k < 5; }),
                              records_where(n, [](auto k) { return k > 100 && k < 200; }),
                              {}};
  std::vector<const Measure*> all;
  std::vector<const Domain*> of;
  for (const auto& m : measures) all.push_back(&m);
  for (const auto& d : domains) of.push_back(&d);
  const ReplicateTable one(all, of, weights, 1), many(all, of, weights, 3);
  for (std::size_t m = 0; m < measures.size(); ++m)
    for (const auto& domain : domains) {
      const auto expected = replicate_values(measures[m], domain, weights);
      const auto made = one.of(m, domain), again = many.of(m, domain);
      REQUIRE(made.size() == replicates);
      for (std::size_t r = 0; r < replicates; ++r) {
        CHECK((std::isnan(expected[r]) ? std::isnan(made[r]) : made[r] == agrees(expected[r])));
        CHECK((std::isnan(made[r]) ? std::isnan(again[r]) : made[r] == again[r]));
      }
    }
  const Domain other = everybody(n);
  CHECK(one.of(0, other).empty());
}
