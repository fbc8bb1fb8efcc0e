#include "change/overlap.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "base/error.hpp"
#include "change/change_value.hpp"
#include "design/design.hpp"
#include "design/replicate_weights.hpp"
#include "estimate/survey_table.hpp"

using namespace trygg;
using Catch::Contains;
using test::everybody;
using test::Numbers;

namespace {

// The same sums in another order.
Approx agrees(double reference) {
  return Approx(reference).epsilon(1e-11);
}

/// The rounds of tests/reference/change.R. Person 5 has moved from stratum 1 to 2.
Table first_round() {
  return test::make_table({{"id", {1, 2, 3, 4, 5, 6, 7, 8, 9, 10}},
                           {"h", {1, 1, 1, 1, 1, 2, 2, 2, 2, 2}},
                           {"d", {11, 12, 10, 13, 12, 21, 19, 20, 22, 20}},
                           {"y", {3.1, 2.4, 5.0, 4.2, 1.9, 7.7, 6.1, 8.0, 5.2, 6.6}},
                           {"x", {1.0, 1.2, 2.1, 1.6, 0.9, 2.8, 2.2, 3.1, 2.0, 2.5}},
                           {"all", Numbers(10, 1.0)},
                           {"w",
                            {15.2272580546239, 15.8350952739105, 10.2841916001433, 15.4723587838252,
                             16.9997837251566, 16.8409911843791, 18.9252673576702, 14.0978918044746,
                             23.3369755738546, 17.9801866419618}}});
}
Table second_round() {
  return test::make_table({{"id", {2, 3, 5, 6, 8, 9, 11, 12, 13, 14, 15}},
                           {"h", {1, 1, 2, 2, 2, 2, 1, 1, 1, 2, 2}},
                           {"d", {12, 11, 21, 20, 20, 19, 12, 10, 11, 21, 20}},
                           {"y", {2.9, 5.6, 2.5, 7.1, 8.8, 5.0, 3.3, 4.4, 2.2, 7.4, 6.0}},
                           {"x", {1.3, 2.0, 1.0, 2.9, 3.3, 2.1, 1.4, 1.7, 1.1, 2.6, 2.4}},
                           {"all", Numbers(11, 1.0)},
                           {"w",
                            {13.3733905772748, 11.3158410444466, 24.1750610431852, 18.3696063502933,
                             17.3897618640021, 19.3128305567319, 13.2264139043311, 10.6545699045834,
                             12.5283985962320, 20.0597142007623, 19.5944119581573}}});
}

DesignSpec plain() {
  return {.weight = "d", .strata = "h"};
}
DesignSpec calibrated() {
  DesignSpec spec{.weight = "w", .strata = "h"};
  CalibrationSpec step;
  step.weight_before = "d";
  step.weight_after = "w";
  step.margins = {{"all"}};
  step.numeric = {"x"};
  spec.calibration = {step};
  return spec;
}

/// Two rounds with what is estimated of them.
struct Rounds {
  Rounds(Table one, Table two, const DesignSpec& spec)
      : tables{std::move(one), std::move(two)},
        designs{make_design(tables[0], spec), make_design(tables[1], spec)} {}

  RoundOverlap overlap(const std::string& variable = "id") const {
    return {{tables[0], designs[0]}, {tables[1], designs[1]}, variable};
  }
  Linearised linearise(std::size_t round, Statistic statistic) const {
    const Measure measure{.statistic = statistic, .y = tables[round].numbers("y"), .x = {}};
    return Estimator(designs[round], {}).linearise(measure, everybody(tables[round].rows()));
  }
  double correlation(Statistic statistic, const std::string& variable = "id") const {
    const auto totals = [&](std::size_t round) {
      return UnitContributions(designs[round]).totals(linearise(round, statistic));
    };
    return overlap(variable).correlation(totals(0), totals(1));
  }
  /// Of the change, with the rounds' own variances.
  double se(Statistic statistic) const {
    RoundValue value[2];
    for (std::size_t r = 0; r < 2; ++r) {
      const auto result = Estimator(designs[r], {}).result(linearise(r, statistic));
      value[r] = {result.estimate, result.se, result.df};
    }
    return change_of(value[1], value[0], correlation(statistic), ChangeScale::difference, 0.95).se;
  }

  Table tables[2];
  Design designs[2];
};

}  // namespace

TEST_CASE("the covariance of overlapping rounds agrees with the formula in R",
          "[change][reference]") {
  // Printed by tests/reference/change.R (R 4.2.2).
  const Rounds rounds(first_round(), second_round(), plain());
  CHECK(rounds.overlap().common() == 6);
  CHECK(rounds.overlap().units(0) == 10);
  CHECK(rounds.overlap().units(1) == 11);
  CHECK(rounds.correlation(Statistic::total) == agrees(0.744010613084071));
  CHECK(rounds.se(Statistic::total) == agrees(79.8649258414057));
  CHECK(rounds.correlation(Statistic::mean) == agrees(0.823607554085688));
  CHECK(rounds.se(Statistic::mean) == agrees(0.397399460560686));
}

TEST_CASE("calibrated weights leave their residuals to the covariance", "[change][reference]") {
  // Printed by tests/reference/change.R (R 4.2.2); the weights there have 14 digits.
  const Rounds rounds(first_round(), second_round(), calibrated());
  CHECK(rounds.correlation(Statistic::mean) == Approx(-0.149247999295738).epsilon(1e-9));
  CHECK(rounds.se(Statistic::mean) == Approx(0.181890612360221).epsilon(1e-9));
}

TEST_CASE("rounds turned have one correlation, and one with itself has 1", "[change][law]") {
  const Rounds rounds(first_round(), second_round(), plain());
  const Rounds turned(second_round(), first_round(), plain());
  CHECK(turned.correlation(Statistic::mean) == agrees(rounds.correlation(Statistic::mean)));
  const Rounds same(first_round(), first_round(), plain());
  CHECK(same.correlation(Statistic::mean) == agrees(1));
  CHECK(same.se(Statistic::mean) == Approx(0).margin(1e-7));
}

TEST_CASE("rounds without a common person are independent", "[change][law]") {
  auto other = second_round();
  for (auto& level : other.column("id").levels) level.text += "b";
  const Rounds rounds(first_round(), std::move(other), plain());
  CHECK(rounds.overlap().common() == 0);
  CHECK(rounds.correlation(Statistic::mean) == 0);
}

TEST_CASE("the order of records changes no correlation", "[change][law]") {
  auto turned = second_round();
  for (auto& column : turned.columns()) std::ranges::reverse(column.codes);
  const Rounds rounds(first_round(), second_round(), plain());
  const Rounds other(first_round(), std::move(turned), plain());
  CHECK(other.correlation(Statistic::total) == agrees(rounds.correlation(Statistic::total)));
}

TEST_CASE("PSUs are the units where the variable identifies them", "[change][law]") {
  // Every person of the element design as a PSU of two that share the weight.
  const auto doubled = [](const Table& table) {
    std::vector<std::pair<std::string, Numbers>> columns;
    for (const auto& name : {"id", "h", "d", "y"}) {
      Numbers values;
      for (const double v : table.numbers(name))
        for (int i = 0; i < 2; ++i) values.push_back(name == std::string("d") ? v / 2 : v);
      columns.emplace_back(name, values);
    }
    Numbers person;
    for (std::size_t k = 0; k < columns[0].second.size(); ++k)
      person.push_back(2 * columns[0].second[k] + static_cast<double>(k % 2));
    columns.emplace_back("person", person);
    return test::make_table(columns);
  };
  auto spec = plain();
  spec.psu = {"id"};
  const Rounds elements(first_round(), second_round(), plain());
  const Rounds clusters(doubled(first_round()), doubled(second_round()), spec);
  CHECK(clusters.overlap().common() == 6);
  CHECK(clusters.correlation(Statistic::mean) == agrees(elements.correlation(Statistic::mean)));
  // Persons lead to their PSUs.
  CHECK(clusters.overlap("person").common() == 6);
  CHECK(clusters.correlation(Statistic::mean, "person") ==
        agrees(elements.correlation(Statistic::mean)));
}

TEST_CASE("who has no identity is in no overlap", "[change]") {
  auto one = first_round();
  one.column("id").levels[1].missing = Missing::system;
  const Rounds rounds(std::move(one), second_round(), plain());
  CHECK(rounds.overlap().common() == 5);
}

TEST_CASE("identities that tell nobody apart are refused", "[change][error]") {
  auto twice = first_round();
  twice.column("id").codes[3] = 0;
  const Rounds repeated(std::move(twice), second_round(), plain());
  CHECK_THROWS_WITH(repeated.overlap(),
                    Contains("survey.csv: column 'id': row 1 and row 4 have the same identity the "
                             "value (--show-values shows it)"));
  const Rounds rounds(first_round(), second_round(), plain());
  CHECK_THROWS_WITH(rounds.overlap().correlation(Numbers(10, 1.0), Numbers(10, 1.0)),
                    Contains("10 contributions of 11 units"));
  CHECK_THROWS_WITH(rounds.overlap("ids"), Contains("no column 'ids'"));

  auto spec = plain();
  spec.psu = {"x"};
  auto one = first_round(), two = second_round();
  two.column("x").codes[1] = two.column("x").codes[0];  // persons 2 and 3 in one PSU now
  const Rounds split(std::move(one), std::move(two), spec);
  CHECK_THROWS_WITH(split.overlap(), Contains("persons of one PSU lie in several PSUs"));

  Rounds replicated(first_round(), second_round(), plain());
  auto weights = std::make_shared<ReplicateWeights>();
  replicated.designs[0] = make_design(replicated.tables[0], plain());
  weights->count = 2;
  weights->weight.assign(20, 1);
  replicated.designs[0].use_replicates(weights);
  CHECK_THROWS_WITH(replicated.overlap(), Contains("use --variance linearised"));
}
