#include <catch2/catch.hpp>
#include <cmath>

#include "regression/fitted.hpp"

using namespace trygg;
using namespace trygg::test;
using S = ModelStatistic;

namespace {

constexpr double close = 1e-9;

Approx agrees(double reference) {
  return Approx(reference).epsilon(close).margin(1e-12);
}

void same(const ModelRow& a, double estimate, double se) {
  CHECK(a.estimate == agrees(estimate));
  CHECK(a.se == agrees(se));
}

/// The table with one weight changed.
Table with_weight(const Table& table, const std::string& column, std::size_t k, double factor) {
  auto weights = table.numbers(column);
  weights[k] *= factor;
  std::vector<std::pair<std::string, Numbers>> columns;
  for (const auto& name : table.names())
    columns.emplace_back(name, name == column ? weights : table.numbers(name));
  return make_table(columns);
}

Domain having(const Table& table, const std::string& variable, double value) {
  const auto numbers = table.numbers(variable);
  return records_where(table.rows(), [&](std::uint32_t k) { return numbers[k] == value; });
}

}  // namespace

TEST_CASE("a linear model of one factor gives the means of its groups", "[regression][law]") {
  const auto table = made_sample(200, 1);
  const auto model = fitted(table, stratified, {"v", {"kon", {}, {}}});
  const Estimator estimator(make_design(table, stratified), {});
  const Measure v{Statistic::mean, table.numbers("v"), {}};
  const auto one = estimator.linearise(v, having(table, "kon", 1)),
             two = estimator.linearise(v, having(table, "kon", 2));
  const auto mean = estimator.result(one), gap = estimator.difference(two, one);
  same(find(model, S::coefficient, "constant"), mean.estimate, mean.se);
  same(find(model, S::coefficient, "kon", "2"), gap.estimate, gap.se);
  same(find(model, S::margin, "kon", "1"), mean.estimate, mean.se);
  same(find(model, S::ame, "kon", "2"), gap.estimate, gap.se);
}

TEST_CASE("a logistic model of one factor gives the shares of its groups and their difference",
          "[regression][law]") {
  const auto table = made_sample(200, 2);
  const auto model = fitted(table, stratified, {"y=1", {"area", {}, {}}});
  const Estimator estimator(make_design(table, stratified), {});
  const Measure y{Statistic::share, table.numbers("y"), {}};
  const auto one = estimator.linearise(y, having(table, "area", 1)),
             three = estimator.linearise(y, having(table, "area", 3));
  const auto share = estimator.result(one), gap = estimator.difference(three, one);
  same(find(model, S::margin, "area", "1"), share.estimate, share.se);
  same(find(model, S::ame, "area", "3"), gap.estimate, gap.se);
  const double odds = three.value / (1 - three.value) * (1 - one.value) / one.value;
  CHECK(find(model, S::odds_ratio, "area", "3").estimate == agrees(odds));
  CHECK(find(model, S::coefficient, "area", "3").estimate == agrees(std::log(odds)));
}

TEST_CASE("a saturated model of two factors gives every cell's share", "[regression][law]") {
  const auto table = made_sample(300, 3);
  const auto model = fitted(table, stratified, {"y=1", {"kon*area", {}, {}}});
  const Estimator estimator(make_design(table, stratified), {});
  const Measure y{Statistic::share, table.numbers("y"), {}};
  const auto kon = table.numbers("kon"), area = table.numbers("area");
  const auto cell = estimator.linearise(
      y, records_where(table.rows(), [&](auto k) { return kon[k] == 2 && area[k] == 3; }));
  double eta = 0;
  for (const auto& [term, level] :
       {std::pair{"constant", ""}, {"kon", "2"}, {"area", "3"}, {"kon:area", "2:3"}})
    eta += find(model, S::coefficient, term, level).estimate;
  CHECK(1 / (1 + std::exp(-eta)) == agrees(cell.value));
}

TEST_CASE("an ordinal model of two categories is the logistic model", "[regression][law]") {
  const auto table = made_sample(250, 4);
  const FormulaText formula{"kon*x,area", {"x"}, {}};
  const auto logistic = fitted(table, stratified, {"y=1", formula});
  const auto ordinal = fitted(table, stratified, {"y", formula, ModelFamily::ordinal});
  CHECK(logistic.df == ordinal.df);
  const auto& constant = find(logistic, S::coefficient, "constant");
  same(find(ordinal, S::coefficient, "threshold", "", "0|1"), -constant.estimate, constant.se);
  for (const auto& row : logistic.rows) {
    if (row.term == "constant") continue;
    const bool is_prediction = row.statistic == S::margin || row.statistic == S::ame;
    const auto& other = find(ordinal, row.statistic, row.term, row.level, is_prediction ? "1" : "");
    INFO(to_text(row.statistic) << ' ' << row.term << ' ' << row.level);
    CHECK(other.estimate == agrees(row.estimate));
    if (!std::isnan(row.se)) CHECK(other.se == agrees(row.se));
  }
}

TEST_CASE("the categories of an ordinal response share one whole", "[regression][law]") {
  const auto table = made_sample(300, 5);
  const auto model =
      fitted(table, stratified, {"g", {"kon*x,area", {"x"}, {}}, ModelFamily::ordinal});
  double margins = 0, effects = 0, slopes = 0;
  for (const auto* c : {"1", "2", "3", "4"}) {
    margins += find(model, S::margin, "kon", "2", c).estimate;
    effects += find(model, S::ame, "area", "3", c).estimate;
    slopes += find(model, S::ame, "x", "", c).estimate;
  }
  CHECK(margins == agrees(1));
  CHECK(effects == agrees(0));
  CHECK(slopes == agrees(0));
}

TEST_CASE("the scale of the weights changes no figure of a model", "[regression][law]") {
  const auto table = made_sample(200, 6);
  auto heavy = table;
  auto columns = std::vector<std::pair<std::string, Numbers>>{};
  for (const auto& name : table.names()) {
    auto numbers = table.numbers(name);
    if (name == "w")
      for (double& w : numbers) w *= 1e5;
    columns.emplace_back(name, numbers);
  }
  heavy = make_table(columns);
  for (const ModelText& text :
       {ModelText{"v", {"kon*x", {"x"}, {}}}, ModelText{"y=1", {"kon,area", {}, {}}},
        ModelText{"g", {"kon,x", {"x"}, {}}, ModelFamily::ordinal}}) {
    const auto a = fitted(table, stratified, text), b = fitted(heavy, stratified, text);
    for (std::size_t r = 0; r < a.rows.size(); ++r) {
      CHECK(b.rows[r].estimate == agrees(a.rows[r].estimate));
      if (!std::isnan(a.rows[r].se)) CHECK(b.rows[r].se == agrees(a.rows[r].se));
    }
  }
}

TEST_CASE("another reference turns effects around and leaves the model as it is",
          "[regression][law]") {
  const auto table = made_sample(250, 7);
  const auto a = fitted(table, stratified, {"y=1", {"kon*area,x", {"x"}, {}}}),
             b = fitted(table, stratified, {"y=1", {"kon*area,x", {"x"}, {"kon=2"}}});
  const auto& forth = find(a, S::ame, "kon", "2");
  const auto& back = find(b, S::ame, "kon", "1");
  CHECK(back.reference == "2");
  same(back, -forth.estimate, forth.se);
  CHECK(find(b, S::margin, "kon", "2").estimate == agrees(find(a, S::margin, "kon", "2").estimate));
  CHECK(find(b, S::wald_f, "model").estimate == agrees(find(a, S::wald_f, "model").estimate));
  CHECK(find(b, S::wald_f, "kon:area").estimate == agrees(find(a, S::wald_f, "kon:area").estimate));
}

TEST_CASE("standard errors are those of the derivatives by each record's weight",
          "[regression][law]") {
  // Every figure is estimated again with each weight a little changed: no formula of linearisation
  // is used. Central differences leave six digits.
  constexpr std::size_t n = 90;
  constexpr double h = 1e-4;
  const auto table = made_sample(n, 11);
  const auto design = make_design(table, stratified);
  const Variance variance(design);
  for (const ModelText& text :
       {ModelText{"v", {"kon*x,area", {"x"}, {}}}, ModelText{"y=1", {"kon*x,area", {"x"}, {}}},
        ModelText{"g", {"kon*x,area", {"x"}, {}}, ModelFamily::ordinal}}) {
    const auto model = fitted(table, stratified, text);
    std::vector<Numbers> z(model.rows.size(), Numbers(n));
    for (std::size_t k = 0; k < n; ++k) {
      const auto up = fitted(with_weight(table, "w", k, 1 + h), stratified, text),
                 down = fitted(with_weight(table, "w", k, 1 - h), stratified, text);
      for (std::size_t r = 0; r < z.size(); ++r)
        z[r][k] = (up.rows[r].estimate - down.rows[r].estimate) / (2 * h * design.weight()[k]);
    }
    VarianceMemory memory;
    const auto all = everybody(n);
    for (std::size_t r = 0; r < z.size(); ++r) {
      const auto& row = model.rows[r];
      if (row.statistic == S::wald_f) continue;
      INFO(to_text(row.statistic) << ' ' << row.term << ' ' << row.level << ' ' << row.category);
      CHECK(row.se == Approx(std::sqrt(variance.variance({all, z[r]}, memory))).epsilon(1e-6));
    }
  }
}

TEST_CASE("a linear model solves weighted least squares", "[regression][law]") {
  // Against the formula of one slope.
  const auto table = made_sample(100, 8);
  const auto w = table.numbers("w"), x = table.numbers("x"), v = table.numbers("v");
  double sw = 0, sx = 0, sv = 0, sxx = 0, sxv = 0;
  for (std::size_t k = 0; k < w.size(); ++k) {
    sw += w[k];
    sx += w[k] * x[k];
    sv += w[k] * v[k];
    sxx += w[k] * x[k] * x[k];
    sxv += w[k] * x[k] * v[k];
  }
  const double slope = (sxv - sx * sv / sw) / (sxx - sx * sx / sw);
  const auto model = fitted(table, stratified, {"v", {"x", {"x"}, {}}});
  CHECK(find(model, S::coefficient, "x").estimate == agrees(slope));
  CHECK(find(model, S::ame, "x").estimate == agrees(slope));
  CHECK(find(model, S::coefficient, "constant").estimate == agrees((sv - slope * sx) / sw));
  const auto& f = find(model, S::wald_f, "x");
  const auto& b = find(model, S::coefficient, "x");
  CHECK(f.estimate == agrees(b.t * b.t));
  CHECK(f.p_value == agrees(b.p_value));
}

TEST_CASE("numbers far from zero lose no digits", "[regression][law]") {
  // Years: the cross products have a condition number of 1e12.
  auto columns = std::vector<std::pair<std::string, Numbers>>{};
  const auto table = made_sample(150, 9);
  for (const auto& name : table.names()) columns.emplace_back(name, table.numbers(name));
  auto years = table.numbers("x");
  for (double& x : years) x = 2020 + x;
  columns.emplace_back("year", years);
  const auto far = make_table(columns);
  const auto a = fitted(far, stratified, {"v", {"x*kon", {"x"}, {}}}),
             b = fitted(far, stratified, {"v", {"year*kon", {"year"}, {}}});
  const auto& near = find(a, S::coefficient, "x");
  CHECK(find(b, S::coefficient, "year").estimate == Approx(near.estimate).epsilon(1e-9));
  CHECK(find(b, S::coefficient, "year").se == Approx(near.se).epsilon(1e-8));
  CHECK(find(b, S::ame, "kon", "2").estimate ==
        Approx(find(a, S::ame, "kon", "2").estimate).epsilon(1e-9));
}

TEST_CASE("degrees of freedom are the units' less the coefficients'", "[regression][law]") {
  const auto table = made_sample(120, 10);
  CHECK(fitted(table, stratified, {"v", {"kon,area", {}, {}}}).df == 120 - 3 + 1 - 4);
  CHECK(fitted(table, stratified, {"g", {"kon,area", {}, {}}, ModelFamily::ordinal}).df ==
        120 - 3 + 1 - 4);
  const auto given = fitted(table, stratified, {"v", {"kon", {}, {}}}, std::nullopt, {.df = 7});
  for (const auto& row : given.rows) CHECK(row.df == 7);
  const auto some = fitted(table, stratified, {"v", {"area", {}, {}}}, having(table, "kon", 2));
  const auto n = static_cast<double>(having(table, "kon", 2).size());
  CHECK(some.df == n - 3 + 1 - 3);
}
