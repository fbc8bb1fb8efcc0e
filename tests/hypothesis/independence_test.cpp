// Laws of the tests of independence; figures of R are in tests/tools/test_api_test.cpp.

#include "hypothesis/independence.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "base/random.hpp"
#include "design/design.hpp"
#include "estimate/survey_table.hpp"

using namespace trygg;
using test::everybody;
using test::make_table;
using test::Numbers;

namespace {

constexpr double rounding = 1e-10;

/// Records with two classifications.
struct Survey {
  TwoWayCodes codes;
  Numbers psu, weight;

  void add(std::uint32_t row, std::uint32_t column, double unit, double w) {
    codes.row.push_back(row);
    codes.column.push_back(column);
    psu.push_back(unit);
    weight.push_back(w);
  }
  std::size_t records() const { return psu.size(); }

  Independence test(const DesignSpec& spec) const {
    const auto table = make_table({{"psu", psu}, {"w", weight}});
    const auto design = make_design(table, spec);
    return IndependenceTester(design, {}).test(codes, everybody(records()));
  }
};

const DesignSpec elements{.weight = "w"};
const DesignSpec clusters{.weight = "w", .psu = {"psu"}};

/// 30 PSUs, 3 rows and 4 columns, weights that differ.
Survey example(std::uint64_t seed = 1) {
  Random random(seed);
  Survey survey;
  for (std::uint32_t psu = 0; psu < 30; ++psu)
    for (int i = 0; i < 12; ++i) {
      const auto row = random.below(3);
      const auto column = random.uniform() < 0.2 ? row : random.below(4);
      survey.add(row, column, psu, 1 + random.uniform());
    }
  return survey;
}

void check_same(const Independence& a, const Independence& b) {
  REQUIRE(a.tests.size() == 5);
  REQUIRE(b.tests.size() == 5);
  CHECK(a.n == b.n);
  CHECK(a.pearson == Approx(b.pearson).epsilon(rounding));
  for (std::size_t m = 0; m < 5; ++m) {
    CAPTURE(to_text(a.tests[m].method));
    CHECK(a.tests[m].statistic == Approx(b.tests[m].statistic).epsilon(rounding));
    CHECK(a.tests[m].p_value == Approx(b.tests[m].p_value).epsilon(rounding));
  }
}

const HypothesisTest& of(const Independence& all, TestMethod method) {
  for (const auto& test : all.tests)
    if (test.method == method) return test;
  throw std::logic_error("no such test");
}

}  // namespace

TEST_CASE("independence: equal weights without a design give Pearson's X2", "[hypothesis]") {
  auto survey = example();
  for (auto& w : survey.weight) w = 3;
  const auto found = survey.test(elements);
  const auto n = static_cast<double>(survey.records());
  // V of shares has n − 1 where V₀ has n, so that every generalised effect is n/(n − 1).
  CHECK(found.design_effect == Approx(n / (n - 1)).epsilon(rounding));
  const auto& second = of(found, TestMethod::rao_scott_second);
  CHECK(second.statistic == Approx(found.pearson * (n - 1) / n / 6).epsilon(rounding));
  CHECK(second.df1 == Approx(6).epsilon(rounding));
  CHECK(second.df2 == Approx(6 * (n - 1)).epsilon(rounding));
  CHECK(of(found, TestMethod::rao_scott_chi2).statistic ==
        Approx(found.pearson * (n - 1) / n).epsilon(rounding));

  double expected = 0;  // the textbook's X²
  for (std::uint32_t i = 0; i < 3; ++i)
    for (std::uint32_t j = 0; j < 4; ++j) {
      double both = 0, row = 0, column = 0;
      for (std::size_t k = 0; k < survey.records(); ++k) {
        const bool in_row = survey.codes.row[k] == i, in_column = survey.codes.column[k] == j;
        both += in_row && in_column;
        row += in_row;
        column += in_column;
      }
      expected += (both - row * column / n) * (both - row * column / n) / (row * column / n);
    }
  CHECK(found.pearson == Approx(expected).epsilon(rounding));
}

TEST_CASE("independence: the scale of weights, the order of codes and a transpose change nothing",
          "[hypothesis]") {
  const auto survey = example();
  const auto found = survey.test(clusters);
  auto scaled = survey;
  for (auto& w : scaled.weight) w *= 1234;
  check_same(found, scaled.test(clusters));

  auto renamed = survey;
  for (auto& row : renamed.codes.row) row = 7 - 2 * row;
  for (auto& column : renamed.codes.column) column = (column + 3) % 4;
  check_same(found, renamed.test(clusters));

  auto transposed = survey;
  std::swap(transposed.codes.row, transposed.codes.column);
  check_same(found, transposed.test(clusters));
}

TEST_CASE("independence: records split in two with half the weight say no more", "[hypothesis]") {
  const auto survey = example();
  const auto found = survey.test(clusters);
  auto split = survey;
  for (std::size_t k = 0; k < survey.records(); ++k) {
    split.weight[k] /= 2;
    split.add(survey.codes.row[k], survey.codes.column[k], survey.psu[k], survey.weight[k] / 2);
  }
  const auto twice = split.test(clusters);
  CHECK(twice.pearson == Approx(2 * found.pearson).epsilon(rounding));
  CHECK(twice.design_effect == Approx(2 * found.design_effect).epsilon(rounding));
  for (const auto method : {TestMethod::rao_scott_second, TestMethod::rao_scott_first,
                            TestMethod::wald, TestMethod::adjusted_wald}) {
    CAPTURE(to_text(method));
    CHECK(of(twice, method).statistic == Approx(of(found, method).statistic).epsilon(rounding));
    CHECK(of(twice, method).p_value == Approx(of(found, method).p_value).epsilon(rounding));
  }
}

TEST_CASE("independence: with one degree of freedom both Rao-Scott tests are one", "[hypothesis]") {
  auto survey = example();
  for (auto& row : survey.codes.row) row = row > 0;
  for (auto& column : survey.codes.column) column = column > 1;
  const auto found = survey.test(clusters);
  const auto& first = of(found, TestMethod::rao_scott_first);
  const auto& second = of(found, TestMethod::rao_scott_second);
  CHECK(first.statistic == Approx(second.statistic).epsilon(rounding));
  CHECK(second.df1 == Approx(1).epsilon(rounding));
  CHECK(first.p_value == Approx(second.p_value).epsilon(rounding));
  CHECK(of(found, TestMethod::wald).statistic ==
        Approx(of(found, TestMethod::adjusted_wald).statistic).epsilon(rounding));
}

TEST_CASE("independence: true independence in clusters is rejected about as often as said",
          "[hypothesis]") {
  // Clusters that are alike within: X² by itself rejects far too often.
  int rao_scott = 0, adjusted = 0, uncorrected = 0;
  constexpr int samples = 400;
  for (std::uint32_t s = 0; s < samples; ++s) {
    Random random(77, s);
    Survey survey;
    for (std::uint32_t psu = 0; psu < 40; ++psu) {
      const double a = 0.2 + 0.6 * random.uniform(), b = 0.2 + 0.6 * random.uniform();
      for (int i = 0; i < 15; ++i)
        survey.add(random.uniform() < a, random.uniform() < b, psu, 1 + random.below(2));
    }
    const auto found = survey.test(clusters);
    rao_scott += of(found, TestMethod::rao_scott_second).p_value < 0.05;
    adjusted += of(found, TestMethod::adjusted_wald).p_value < 0.05;
    uncorrected += found.pearson > 3.841;
  }
  // 5 % of 400 with four standard errors on both sides.
  CHECK(rao_scott < 38);
  CHECK(rao_scott > 4);
  CHECK(adjusted < 38);
  CHECK(adjusted > 4);
  CHECK(uncorrected > rao_scott);
}

TEST_CASE("independence: what cannot be tested says why", "[hypothesis]") {
  const auto all = [](const Independence& found, NoTest reason) {
    REQUIRE(found.tests.size() == 5);
    for (const auto& test : found.tests) {
      CHECK(test.reason == reason);
      CHECK(std::isnan(test.statistic));
      CHECK(std::isnan(test.p_value));
    }
  };
  auto one_row = example();
  for (auto& row : one_row.codes.row) row = 2;
  all(one_row.test(clusters), NoTest::one_level);

  auto nobody = example();
  for (auto& row : nobody.codes.row) row = TwoWayCodes::missing;
  all(nobody.test(clusters), NoTest::empty_domain);

  Survey identities;
  for (std::uint32_t i = 0; i < 100; ++i) identities.add(i, i % 30, i, 1);
  all(identities.test(elements), NoTest::too_many_cells);

  auto one_psu = example();
  for (auto& psu : one_psu.psu) psu = 1;
  auto lonely = clusters;
  lonely.lonely_psu = LonelyPsu::certainty;
  all(one_psu.test(lonely), NoTest::df_zero);

  // Everybody was asked: the departures are what they are.
  const auto survey = example();
  auto census = elements;
  census.fpc = {"all"};
  const auto table = make_table({{"w", survey.weight}, {"all", Numbers(survey.records(), 1.0)}});
  const auto design = make_design(table, census);
  all(IndependenceTester(design, {}).test(survey.codes, everybody(survey.records())),
      NoTest::no_variance);

  // More cells than PSUs: a Wald test has nothing to stand on, Rao and Scott's has.
  auto few = example();
  for (auto& psu : few.psu) psu = std::fmod(psu, 4);
  const auto found = few.test(clusters);
  CHECK(of(found, TestMethod::rao_scott_second).p_value > 0);
  CHECK(of(found, TestMethod::wald).reason == NoTest::singular);
  CHECK(of(found, TestMethod::adjusted_wald).reason == NoTest::singular);
}

TEST_CASE("independence: a table that the weights were calibrated on is known, not tested",
          "[hypothesis]") {
  const auto survey = example();
  DesignSpec spec = elements;
  spec.calibration = {{.weight_before = "w", .weight_after = "w", .margins = {{"row", "column"}}}};
  Numbers row(survey.codes.row.begin(), survey.codes.row.end()),
      column(survey.codes.column.begin(), survey.codes.column.end());
  const auto table =
      make_table({{"psu", survey.psu}, {"w", survey.weight}, {"row", row}, {"column", column}});
  const auto test = [&](const DesignSpec& how) {
    const auto design = make_design(table, how);
    return IndependenceTester(design, {}).test(survey.codes, everybody(survey.records()));
  };
  const auto found = test(spec);
  REQUIRE(found.tests.size() == 5);
  for (const auto& one : found.tests) CHECK(one.reason == NoTest::fixed_by_calibration);
  // Rows and columns one by one leave the departures open.
  spec.calibration.front().margins = {{"row"}, {"column"}};
  for (const auto& one : test(spec).tests) CHECK(one.reason == NoTest::none);
}

TEST_CASE("independence: weights of 0 and missing answers count in no n", "[hypothesis]") {
  const auto survey = example();
  const auto found = survey.test(elements);
  auto more = survey;
  more.add(TwoWayCodes::missing, 1, 0, 5);
  more.add(1, TwoWayCodes::missing, 0, 5);
  more.add(9, 9, 0, 0);  // codes that nobody with a weight has
  const auto again = more.test(elements);
  CHECK(again.n == found.n);
  CHECK(again.rows == 3);
  CHECK(again.columns == 4);
  CHECK(again.pearson == Approx(found.pearson).epsilon(rounding));
}

TEST_CASE("independence: negative weights that leave a group without persons", "[hypothesis]") {
  auto survey = example();
  for (std::size_t k = 0; k < survey.records(); ++k)
    if (survey.codes.row[k] == 0) survey.weight[k] = -1;
  DesignSpec spec = clusters;
  spec.calibration = {
      {.weight_before = "d", .weight_after = "w", .numeric = {"one"}, .distance = "linear"}};
  const auto table = make_table({{"psu", survey.psu},
                                 {"w", survey.weight},
                                 {"d", Numbers(survey.records(), 1.0)},
                                 {"one", Numbers(survey.records(), 1.0)}});
  const auto design = make_design(table, spec);
  const auto found = IndependenceTester(design, {}).test(survey.codes, everybody(survey.records()));
  for (const auto& test : found.tests) CHECK(test.reason == NoTest::negative_total);
}
