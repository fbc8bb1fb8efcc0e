#include <catch2/catch.hpp>

#include "base/error.hpp"
#include "design/design.hpp"
#include "estimate/survey_table.hpp"

using namespace trygg;
using namespace trygg::test;

namespace {

const Table& six() {
  static const Table table = make_table({{"h", {1, 1, 1, 2, 2, 2}},
                                         {"psu", {1, 1, 2, 1, 2, 2}},
                                         {"unit", {1, 2, 1, 1, 1, 2}},
                                         {"w", {1, NAN, 0, 2, 3, 4}},
                                         {"negative", {1, 1, -1, 1, 1, 1}},
                                         {"N", {10, 10, 10, 20, 20, 20}},
                                         {"M", {5, 5, 4, 1, 2, 2}},
                                         {"uneven", {10, 10, 11, 20, 20, 20}},
                                         {"small", {10, 10, 10, 1.5, 1.5, 1.5}},
                                         {"mixed", {10, 10, 10, 0.5, 0.5, 0.5}},
                                         {"gap", {1, NAN, 1, 2, 2, 2}}});
  return table;
}

DesignSpec nested() {
  return {.strata = "h", .psu = {"psu", "unit"}, .nest = true};
}

}  // namespace

TEST_CASE("records without a weight are left out, those of weight 0 stay", "[design][law]") {
  const auto d = make_design(six(), {.weight = "w", .strata = "h"});
  CHECK(d.records() == 5);
  CHECK(d.left_out() == 1);
  CHECK(std::vector(d.table_row().begin(), d.table_row().end()) ==
        std::vector<std::uint32_t>{0, 2, 3, 4, 5});
  CHECK(d.stages()[0].sampled == std::vector<std::uint32_t>{2, 3});
  CHECK(d.stratum_name(1) == "2");
}

TEST_CASE("without a weight every record weighs 1", "[design][law]") {
  const auto d = make_design(six(), {});
  CHECK(d.records() == 6);
  CHECK(d.strata() == 1);
  CHECK(d.weight()[3] == 1);
}

TEST_CASE("units are nested in the stage above", "[design][law]") {
  auto spec = nested();
  spec.fpc = {"N", "M"};
  const auto d = make_design(six(), spec);
  REQUIRE(d.stages().size() == 2);
  CHECK(d.stages()[0].sampled == std::vector<std::uint32_t>{2, 2});
  CHECK(d.stages()[0].fraction == std::vector<double>{0.2, 0.1});
  CHECK(d.stages()[1].sampled == std::vector<std::uint32_t>{2, 1, 1, 2});
  // 1 says that all were taken.
  CHECK(d.stages()[1].fraction == std::vector<double>{0.4, 0.25, 1, 1});
}

TEST_CASE("a list of stratum sizes stands in place of the first fpc", "[design][law]") {
  auto spec = nested();
  spec.stratum_population = {{"2", 40}, {"01", 8}, {"3", 5}};
  spec.fpc = {"M"};
  const auto d = make_design(six(), spec);
  CHECK(d.stages()[0].fraction == std::vector<double>{0.25, 0.05});
  CHECK(d.stages()[1].fraction[1] == 0.25);
}

TEST_CASE("what a design cannot be is told in one line", "[design][error]") {
  const auto fails = [&](DesignSpec spec, const std::string& message) {
    CHECK_THROWS_WITH(make_design(six(), spec), Catch::Contains(message));
  };
  fails({.weight = "negative"}, "survey.csv: row 3, column 'negative': the weight is negative");
  fails({.strata = "gap"}, "survey.csv: row 2, column 'gap': the stratum is missing");
  fails({.strata = "h", .psu = {"psu"}}, "one PSU in two strata; --nest");
  fails({.strata = "h", .fpc = {"uneven"}},
        "row 3, column 'uneven': the fpc differs from that of "
        "row 1 in the same stratum");
  fails({.strata = "h", .fpc = {"small"}}, "the population has 1.5 units, but 3 were sampled");
  fails({.strata = "h", .fpc = {"mixed"}}, "row 4, column 'mixed': the fpc 0.5 is a fraction, but");
  fails({.strata = "h", .fpc = {"gap"}}, "the fpc is missing");
  fails({.strata = "h", .fpc = {"negative"}}, "the fpc is negative");
  fails({.strata = "h", .fpc = {"N", "M"}}, "fpc for 2 stages, but the design has 1");
  fails({.weight = "ww"}, "there is no column 'ww'");
  auto spec = nested();
  spec.stratum_population = {{"1", 8}};
  fails(spec, "stratum_population has no size for stratum '2'");
  CHECK_THROWS_AS(make_design(six(), {.weight = "ww"}), ConfigError);
  CHECK_THROWS_AS(make_design(six(), {.weight = "negative"}), InputError);
}

TEST_CASE("linear calibration may have made a weight negative", "[design][law]") {
  DesignSpec spec{.weight = "negative"};
  spec.calibration = {{.weight_before = "N",
                       .weight_after = "negative",
                       .margins = {{"h", "psu"}},
                       .numeric = {"M"},
                       .distance = "linear"}};
  const auto d = make_design(six(), spec);
  REQUIRE(d.calibration().size() == 1);
  CHECK(d.calibration()[0].after[2] == -1);
  CHECK(d.calibration()[0].category[0] == std::vector<std::uint32_t>{0, 0, 1, 2, 3, 3});
  CHECK(d.calibration()[0].categories == std::vector<std::uint32_t>{4});
  spec.calibration[0].distance = "raking";
  CHECK_THROWS_AS(make_design(six(), spec), InputError);
}

TEST_CASE("margins of weights made elsewhere take the final weight for the one before",
          "[design][law]") {
  const auto d = make_design(six(), {.weight = "w", .calibrated_on = {{"h"}, {"psu"}}});
  REQUIRE(d.calibration().size() == 1);
  CHECK(d.calibration()[0].before == std::vector<double>{1, 0, 2, 3, 4});
  CHECK(d.calibration()[0].after == d.calibration()[0].before);
  CHECK(d.calibration()[0].category.size() == 2);
}
