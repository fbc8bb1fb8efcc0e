#include <catch2/catch.hpp>

#include "regression/fitted.hpp"
#include "regression/model_error.hpp"

using namespace trygg;
using namespace trygg::test;
using Catch::Matchers::Contains;
using S = ModelStatistic;

namespace {

/// kon and area as drawn; y is set by the test.
Table with_response(const Table& table, const std::function<double(std::size_t)>& y) {
  std::vector<std::pair<std::string, Numbers>> columns;
  for (const auto& name : table.names()) columns.emplace_back(name, table.numbers(name));
  for (auto& [name, values] : columns)
    for (std::size_t k = 0; k < values.size() && name == "y"; ++k) values[k] = y(k);
  return make_table(columns);
}

void fails(const Table& table, const ModelText& text, ModelFailure failure,
           const std::string& message) {
  try {
    fitted(table, stratified, text);
    FAIL("a model was fitted");
  } catch (const ModelError& e) {
    CHECK(e.failure == failure);
    CHECK_THAT(e.what(), Contains(message));
  }
}

}  // namespace

TEST_CASE("a model that has no maximum says which group has none", "[regression][error]") {
  const auto table = made_sample(120, 31);
  const auto area = table.numbers("area"), kon = table.numbers("kon"), x = table.numbers("x"),
             y = table.numbers("y"), g = table.numbers("g");
  const auto none = with_response(table, [&](auto k) { return area[k] == 2 ? 0 : y[k]; });
  fails(none, {"y=1", {"kon,area", {}, {}}}, ModelFailure::separation,
        "with area=2 has y=1, so that its coefficient has no finite value");
  fails(none, {"y", {"kon,area", {}, {}}, ModelFamily::ordinal}, ModelFailure::separation,
        "with area=2 has y=0");
  const auto crossed =
      with_response(table, [&](auto k) { return area[k] == 1 && kon[k] == 1 ? 1 : y[k]; });
  fails(crossed, {"y=1", {"kon*area", {}, {}}}, ModelFailure::separation,
        "with kon=1 and area=1 has y=1");
  CHECK_NOTHROW(fitted(crossed, stratified, {"y=1", {"kon,area", {}, {}}}));
  // By a number there is no group to name.
  const auto by_number = with_response(table, [&](auto k) { return x[k] > 0.3; });
  fails(by_number, {"y=1", {"kon,x", {"x"}, {}}}, ModelFailure::separation,
        "'x' has the steepest coefficient");
  fails(with_response(table, [&](auto k) { return x[k] > 1   ? 3
                                                  : x[k] > 0 ? 2
                                                             : 1; }),
        {"y", {"kon,x", {"x"}, {}}, ModelFamily::ordinal}, ModelFailure::separation, "'x'");
}

TEST_CASE("rare answers are no separation", "[regression][law]") {
  const auto table = made_sample(4000, 32);
  const auto kon = table.numbers("kon");
  std::size_t ones = 0;
  const auto rare = with_response(table, [&](auto k) { return k % 1000 == 3 || k % 1111 == 6; });
  for (const double y : rare.numbers("y")) ones += y == 1;
  CHECK(ones < 9);
  CHECK_NOTHROW(fitted(rare, stratified, {"y=1", {"x", {"x"}, {}}}));
}

TEST_CASE("a model of nothing is refused", "[regression][error]") {
  const auto table = made_sample(60, 33);
  fails(with_response(table, [](auto) { return 1.0; }), {"y=1", {"kon", {}, {}}},
        ModelFailure::one_response, "all 60 records of the model have the same response");
  fails(with_response(table, [&](auto k) { return 2 * table.numbers("x")[k] + 1; }),
        {"y", {"x", {"x"}, {}}}, ModelFailure::perfect_fit, "without residual");
  fails(table, {"v", {"x", {}, {}}}, ModelFailure::too_many_variables, "--numeric");
}

TEST_CASE("groups that a domain lacks are named", "[regression][error]") {
  const auto table = made_sample(120, 34);
  const auto kon = table.numbers("kon");
  const auto men = records_where(120, [&](auto k) { return kon[k] == 1; });
  const auto fit = [&](const FormulaText& formula) {
    return fitted(table, stratified, {"v", formula}, men);
  };
  CHECK_THROWS_WITH(fit({"kon", {}, {}}), Contains("kon: all") && Contains("the same level"));
  CHECK_THROWS_WITH(fit({"kon,area", {}, {"kon=2"}}),
                    Contains("same level") || Contains("no record of the model has"));
  CHECK_THROWS_WITH(fitted(table, stratified, {"v", {"kon", {}, {}}}, Domain{}),
                    Contains("no record has a weight"));
}

TEST_CASE("columns that follow from others have no coefficient, and say so", "[regression][law]") {
  auto columns = std::vector<std::pair<std::string, Numbers>>{};
  const auto table = made_sample(150, 35);
  for (const auto& name : table.names()) columns.emplace_back(name, table.numbers(name));
  auto twice = table.numbers("x");
  for (double& x : twice) x = 2 * x + 1;
  columns.emplace_back("twice", twice);
  columns.emplace_back("sex", table.numbers("kon"));
  const auto doubled = make_table(columns);
  for (const auto family : {ModelFamily::linear, ModelFamily::ordinal}) {
    const auto a = fitted(doubled, stratified, {"g", {"x,kon,area", {"x"}, {}}, family}),
               b = fitted(doubled, stratified,
                          {"g", {"x,kon,twice,sex,area", {"x", "twice"}, {}}, family});
    CHECK(b.aliased == std::vector<std::string>{"twice", "sex 2"});
    CHECK(b.df == a.df);
    const auto& twice_row = find(b, S::coefficient, "twice");
    CHECK(twice_row.notes == std::vector{ModelNote::aliased});
    CHECK(std::isnan(twice_row.estimate));
    CHECK(find(b, S::coefficient, "area", "3").estimate ==
          Approx(find(a, S::coefficient, "area", "3").estimate).epsilon(1e-9));
    const std::string category = family == ModelFamily::ordinal ? "2" : "";
    // What everybody is cannot be changed for one name of it alone, but for area it can.
    CHECK(find(b, S::margin, "kon", "2", category).notes == std::vector{ModelNote::not_estimable});
    CHECK(find(b, S::ame, "x", "", category).notes == std::vector{ModelNote::not_estimable});
    CHECK(find(b, S::ame, "area", "3", category).estimate ==
          Approx(find(a, S::ame, "area", "3", category).estimate).epsilon(1e-9));
  }
}

TEST_CASE("without degrees of freedom there are estimates but no intervals", "[regression][law]") {
  const auto table = made_sample(100, 36);
  const DesignSpec few{.weight = "w", .psu = {"h"}};  // three units
  const auto model = fitted(table, few, {"v", {"kon,area", {}, {}}});
  CHECK(model.df == 3 - 1 + 1 - 4);
  const auto& row = find(model, S::coefficient, "kon", "2");
  CHECK(row.se > 0);
  CHECK(std::isnan(row.lower));
  CHECK(row.notes == std::vector{ModelNote::df_zero});
  CHECK(find(model, S::wald_f, "model").notes == std::vector{ModelNote::df_zero});
  // With degrees of freedom given there are intervals, but a test of three coefficients by three
  // units has no inverse.
  const auto given = fitted(table, few, {"v", {"kon,area", {}, {}}}, std::nullopt, {.df = 10});
  CHECK(find(given, S::coefficient, "kon", "2").lower < row.estimate);
  CHECK(find(given, S::wald_f, "model").notes == std::vector{ModelNote::singular});
}

TEST_CASE("the text of a model is read by the names that there are", "[regression][error]") {
  const auto table = made_sample(50, 37);
  const auto formula = [&](const std::string& text) {
    std::vector<std::string> names;
    const auto read = read_formula({text, {}, {}}, table);
    for (const auto& term : read.terms) names.push_back(read.name(term));
    return names;
  };
  using Names = std::vector<std::string>;
  CHECK(formula("kon, area") == Names{"kon", "area"});
  CHECK(formula("area*kon") == Names{"area", "kon", "area:kon"});
  CHECK(formula("kon:area,kon,area") == Names{"kon", "area", "kon:area"});
  CHECK(formula("kon*area*x") ==
        Names{"kon", "area", "x", "kon:area", "kon:x", "area:x", "kon:area:x"});
  CHECK_THROWS_WITH(formula("kon:area,kon"), Contains("needs area among the covariates"));
  CHECK_THROWS_WITH(formula("kon,arena"), Contains("arena") && Contains("area"));
  CHECK_THROWS_WITH(formula("kon*kon"), Contains("does not interact with itself"));
  CHECK_THROWS_WITH(read_formula({"kon", {"x"}, {}}, table), Contains("not among --covariates"));
  CHECK_THROWS_WITH(read_formula({"kon", {"kon"}, {"kon=1"}}, table),
                    Contains("enters as a number"));
  CHECK_THROWS_WITH(read_formula({"kon", {}, {"kon=1|2"}}, table), Contains("one code"));
  CHECK_THROWS_WITH(read_formula({"kon", {}, {"kon=1", "kon=2"}}, table),
                    Contains("has one already"));
}

TEST_CASE("the text of a response says its family or asks for it", "[regression][error]") {
  auto table = made_sample(50, 38);
  const auto read = [&](const std::string& text, std::optional<ModelFamily> family = {},
                        std::optional<std::string> order = {}) {
    return read_response(text, family, order, table);
  };
  CHECK(read("y=1").family == ModelFamily::logistic);
  CHECK(read("v").family == ModelFamily::linear);
  CHECK(read("y", ModelFamily::logistic).levels.size() == 1);
  CHECK_THROWS_WITH(read("g", ModelFamily::logistic), Contains("neither 0 nor 1"));
  CHECK_THROWS_WITH(read("y=1", ModelFamily::linear), Contains("--family linear"));
  CHECK_THROWS_WITH(read("v", {}, "1|2"), Contains("--response-order"));
  CHECK(read("g", ModelFamily::ordinal, "3|1|2").levels.size() == 3);
  CHECK_THROWS_WITH(read("g", ModelFamily::ordinal, "3|7"), Contains("7"));
  CHECK_THROWS_WITH(read("g", ModelFamily::ordinal, "3|3"), Contains("twice"));
  CHECK_THROWS_WITH(read("g", ModelFamily::ordinal, "3"), Contains("at least two"));
  table.column("g").levels.front().label = "alltid";
  CHECK_THROWS_WITH(read("g"), Contains("holds codes"));
  CHECK_THROWS_WITH(to_model_family("probit"), Contains("no family of models"));
}
