// Samples that are not random within strata, small enough to be reckoned by hand.

#include <array>
#include <catch2/catch.hpp>
#include <cmath>

#include "design/design.hpp"
#include "design/joint_probabilities.hpp"
#include "design/without_fpc.hpp"
#include "estimate/survey_table.hpp"

using namespace trygg;
using namespace trygg::test;

TEST_CASE("what is proportional to the probabilities has no variance of Yates and Grundy",
          "[design][law]") {
  const Numbers p{0.1, 0.25, 0.3, 0.2, 0.45, 0.7};
  Numbers y;
  for (const double x : p) y.push_back(170 * x);
  const auto table = make_table({{"p", p}, {"y", y}, {"id", {1, 2, 3, 4, 5, 6}}});
  auto joint = std::make_shared<JointProbabilities>();
  joint->id = "id";
  for (std::size_t i = 0; i < 6; ++i) {
    joint->place.emplace(std::to_string(i + 1), i);
    joint->unit.push_back(std::to_string(i + 1));
    for (std::size_t j = 0; j < 6; ++j)
      joint->value.push_back(i == j ? p[i] : p[i] * p[j] * (0.8 + 0.02 * double(i + j)));
  }
  for (const auto& probability :
       {ProbabilitySpec{.column = "p", .pps = Pps::yates_grundy, .joint = joint},
        ProbabilitySpec{.column = "p", .pps = Pps::overton, .form = PpsForm::yates_grundy},
        ProbabilitySpec{.column = "p", .pps = Pps::hartley_rao, .form = PpsForm::yates_grundy},
        ProbabilitySpec{.column = "p", .pps = Pps::brewer}}) {
    const Estimator estimator(make_design(table, {.probability = probability}), {});
    const auto r = estimate(estimator, {Statistic::total, y, {}});
    CHECK(r.estimate == Approx(6 * 170));
    CHECK(r.se == Approx(0).margin(1e-6));
  }
}

TEST_CASE("a variance that is estimated below 0 is told, not rooted", "[design][law]") {
  // Horvitz and Thompson's form with pairs that come together far too seldom.
  const auto table = make_table({{"p", {0.5, 0.5, 0.5}}, {"y", {5, 6, 7}}, {"id", {1, 2, 3}}});
  auto joint = std::make_shared<JointProbabilities>();
  joint->id = "id";
  for (std::size_t i = 0; i < 3; ++i) {
    joint->place.emplace(std::to_string(i + 1), i);
    joint->unit.push_back(std::to_string(i + 1));
    for (std::size_t j = 0; j < 3; ++j) joint->value.push_back(i == j ? 0.5 : 0.1);
  }
  const DesignSpec spec{.probability =
                            ProbabilitySpec{.column = "p", .pps = Pps::ht, .joint = joint}};
  const Estimator estimator(make_design(table, spec), {});
  const auto r = estimate(estimator, {Statistic::total, table.numbers("y"), {}});
  CHECK(r.estimate == 36);
  CHECK(std::isnan(r.se));
  CHECK(std::isnan(r.lower));
  CHECK(std::isnan(r.deff));
  CHECK(r.notes == std::vector{Note::negative_variance});
  const auto half = estimator.linearise({Statistic::total, table.numbers("y"), {}}, {0, 1});
  const auto rest = estimator.linearise({Statistic::total, table.numbers("y"), {}}, {2});
  const auto sum = estimator.combination(std::array{&half, &rest}, std::array{1.0, 1.0});
  CHECK(std::isnan(sum.se));
  CHECK(sum.notes == std::vector{Note::negative_variance});
}

TEST_CASE("successive differences are those of the formula", "[design]") {
  // (1 − 1/2) 4/(2·3) [(3−1)² + (4−3)² + (8−4)²] 2², the order 1 3 4 8 being given.
  const auto table = make_table(
      {{"y", {4, 1, 8, 3}}, {"at", {3, 1, 4, 2}}, {"w", {2, 2, 2, 2}}, {"N", {8, 8, 8, 8}}});
  const DesignSpec spec{.weight = "w", .fpc = {"N"}, .order = "at"};
  const Estimator estimator(make_design(table, spec), {});
  const auto total = estimate(estimator, {Statistic::total, table.numbers("y"), {}});
  CHECK(total.se * total.se == Approx(0.5 * 4 / 6 * (4 + 1 + 16) * 4).epsilon(1e-13));
  // A domain of the first and the last in the order: the others are 0 between them.
  const auto ends = estimate(estimator, {Statistic::total, table.numbers("y"), {}}, {1, 2});
  CHECK(ends.se * ends.se == Approx(0.5 * 4 / 6 * (1 + 0 + 64) * 4).epsilon(1e-13));
  CHECK(ends.df == 1);
}

TEST_CASE("a first phase that has everybody leaves the second", "[design][law]") {
  // All of the population in the first phase: what varies is the subsample.
  const auto table = make_table(
      {{"y", {4, 1, 8, 3, 6, 2}}, {"in", {1, 0, 1, 1, 0, 1}}, {"N", {6, 6, 6, 6, 6, 6}}});
  DesignSpec spec{.fpc = {"N"}};
  spec.phase2 = SecondPhaseSpec{.members = read_code_list("in=1")};
  const auto two =
      estimate(Estimator(make_design(table, spec), {}), {Statistic::total, table.numbers("y"), {}});
  const auto sub =
      make_table({{"y", {4, 8, 3, 2}}, {"N", {6, 6, 6, 6}}, {"w", {1.5, 1.5, 1.5, 1.5}}});
  const auto one = estimate(Estimator(make_design(sub, {.weight = "w", .fpc = {"N"}}), {}),
                            {Statistic::total, sub.numbers("y"), {}});
  CHECK(two.n == 4);
  CHECK(two.estimate == Approx(one.estimate));
  CHECK(two.se == Approx(one.se).epsilon(1e-13));
}

TEST_CASE("what is certain adds its later stages alone", "[design][law]") {
  const auto table = make_table({{"psu", {1, 1, 1, 2, 2, 3, 3, 3}},
                                 {"ssu", {1, 2, 3, 1, 2, 1, 2, 3}},
                                 {"sure", {1, 1, 1, 0, 0, 0, 0, 0}},
                                 {"w", {2, 2, 2, 5, 5, 6, 6, 6}},
                                 {"own", {1, 1, 1, 2, 2, 2, 2, 2}},
                                 {"taken", {1, 1, 1, .2, .2, .2, .2, .2}},
                                 {"all", {1, 1, 1, 1, 1, 1, 1, 1}},
                                 {"f2", {.5, .5, .5, .3, .3, .3, .3, .3}},
                                 {"y", {3, 9, 4, 2, 2, 5, 7, 6}}});
  DesignSpec sure{.weight = "w", .psu = {"psu", "ssu"}, .fpc = {"taken", "f2"}};
  sure.certainty = read_code_list("sure=1");
  const DesignSpec own{
      .weight = "w", .strata = "own", .psu = {"psu", "ssu"}, .fpc = {"taken", "f2"}};
  const Measure y{Statistic::total, table.numbers("y"), {}};
  const auto a = estimate(Estimator(make_design(table, sure), {}), y);
  CHECK(a.se == Approx(estimate(Estimator(make_design(table, own), {}), y).se).epsilon(1e-13));
  CHECK(a.df == 3);  // 2 − 1 PSUs and 3 − 1 units in the one that is certain
  // Without fpc the later stage still counts in it, and in no other.
  auto endless = without_fpc(sure);
  REQUIRE(endless.certainty.has_value());
  const auto b = estimate(Estimator(make_design(table, endless), {}), y, {0, 1, 2});
  CHECK(b.se * b.se == Approx(3 / 2. * 4 * 20.666666666666668).epsilon(1e-13));
}
