// Replicates through every step of a recipe.

#include "weights/replication.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "base/error.hpp"
#include "base/random.hpp"
#include "design/design.hpp"
#include "design/replicate_weights.hpp"
#include "estimate/r_data.hpp"
#include "estimate/survey_table.hpp"
#include "weights/fixture.hpp"
#include "weights/weigh.hpp"

using namespace trygg;
using namespace trygg::weights;
using Catch::Matchers::Contains;
using test::Folder;
using test::Numbers;
using test::recipe_from;
using test::table_from;

namespace {

/// A weighted survey whose variance is that of the recipe's replicates, or linearised.
struct Survey {
  Survey(Table data, const Recipe& recipe, Replicates how = Replicates::as_asked)
      : table(std::move(data)), weighted(weigh(table, recipe, how, 2)) {
    for (auto& column : weighted.columns) table.add(std::move(column));
    auto design = make_design(table, weighted.design);
    if (weighted.replicates)
      design.use_replicates(of_design(*weighted.replicates, *weighted.design.replicates, design));
    estimator = std::make_unique<const Estimator>(design, EstimateOptions{});
  }
  Result total(const std::string& v) const {
    return test::estimate(*estimator, {Statistic::total, table.numbers(v), {}});
  }
  Result mean(const std::string& v) const {
    return test::estimate(*estimator, {Statistic::mean, table.numbers(v), {}});
  }

  Table table;
  Weighted weighted;
  std::unique_ptr<const Estimator> estimator;
};

/// Two strata of persons; kon and alder to be calibrated on, y, who answered.
std::string people(std::size_t n) {
  std::string csv = "h,kon,alder,y,svar\n";
  for (std::size_t k = 0; k < n; ++k)
    csv += fmt::format("{},{},{},{},{}\n", k % 2 ? "A" : "B", 1 + k * 7 % 2, 1 + k * 5 % 3,
                       k * 13 % 10, k * 11 % 4 == 0 ? 0 : 1);
  return csv;
}

struct City {
  City() {
    folder.file("frame.csv", "h,total\nA,60\nB,90\n");
    folder.file("kon.csv", "kon,total\n1,70\n2,80\n");
    folder.file("alder.csv", "alder,total\n1,40\n2,50\n3,60\n");
  }
  Recipe recipe(const std::string& steps, const std::string& replicates,
                const std::string& fpc = "") const {
    return recipe_from("[design]\nstrata = \"h\"\npopulation = \"frame.csv\"\n" + fpc + steps +
                           "[replicates]\n" + replicates,
                       folder);
  }
  Folder folder;
};

const std::string classes =
    "[[step]]\nkind = \"nonresponse\"\nrespondent = \"svar=1\"\nby = [\"alder\"]\n";
const std::string propensity =
    "[[step]]\nkind = \"nonresponse\"\nrespondent = \"svar=1\"\nmodel = [\"alder\"]\n";
const std::string raking =
    "[[step]]\nkind = \"calibrate\"\ndistance = \"raking\"\nmargins = [\"kon.csv\", "
    "\"alder.csv\"]\n";

std::string bootstrap(int count, const std::string& more = "") {
  return fmt::format("kind = \"bootstrap\"\ncount = {}\nseed = 7\n{}", count, more);
}

}  // namespace

TEST_CASE("raking redone in every jackknife replicate agrees with R",
          "[weights][replicate][reference]") {
  const auto table = test::api_data("apiclus1");
  if (!table) return;
  const Folder folder;
  folder.file("stype.csv", "stype,total\nE,4421\nH,755\nM,1018\n");
  folder.file("wide.csv", "sch.wide,total\nNo,1072\nYes,5122\n");
  const Survey survey(
      *table, recipe_from("[design]\nweight = \"pw\"\npsu = \"dnum\"\nfpc = \"fpc\"\n"
                          "[[step]]\nkind = \"calibrate\"\ndistance = \"raking\"\nmargins = "
                          "[\"stype.csv\", \"wide.csv\"]\n[replicates]\nkind = \"jk1\"\n",
                          folder));
  // tests/reference/replicates.R, survey 4.1-1. R's own rake() stops within one person: 463582.
  CHECK(survey.mean("api00").se == Approx(26.8739804356669).epsilon(1e-11));
  CHECK(survey.total("enroll").se == Approx(463582.18624229).epsilon(1e-11));
  CHECK(survey.mean("api00").df == 14);
}

TEST_CASE("totals that every replicate meets have no error", "[weights][replicate][law]") {
  const City city;
  const Survey survey(table_from(people(60)), city.recipe(classes + raking, bootstrap(30)));
  const auto& table = survey.table;
  for (const auto* v : {"kon", "alder"}) {
    Numbers is_one;
    for (const double x : table.numbers(v)) is_one.push_back(x == 1);
    const auto r = test::estimate(*survey.estimator, {Statistic::total, is_one, {}});
    CHECK(r.se == 0);
    CHECK(r.notes == std::vector{Note::fixed_by_calibration});
  }
  CHECK(survey.mean("y").se > 0);
}

TEST_CASE("many replicates give the linearised variance of every step",
          "[weights][replicate][law]") {
  // Half of the stratum is sampled and a quarter does not answer: without what `Replication` adds
  // to who answered, variances would be 10 to 20 % too small. R = 4000: relative error 0.022.
  const City city;
  const auto data = people(90);
  for (const auto& steps : {classes, propensity, classes + raking, propensity + raking}) {
    const auto recipe = city.recipe(steps, bootstrap(4000));
    const Survey replicated(table_from(data), recipe);
    const Survey linearised(table_from(data), recipe, Replicates::leave);
    for (const auto& [a, b] : {std::pair{replicated.total("y"), linearised.total("y")},
                               {replicated.mean("y"), linearised.mean("y")}}) {
      INFO(steps);
      CHECK(a.estimate == b.estimate);
      CHECK(a.se * a.se == Approx(b.se * b.se).epsilon(0.09));
    }
  }
}

TEST_CASE("replicates under a finite population keep the part of who answered",
          "[weights][replicate][law]") {
  // The truth itself: samples of 100 from 200 persons, each of whom answers with probability one
  // half. Their variance over 4000 samples has the relative error √(2/4000) = 0.022, the mean of
  // the estimates of variance (each of 20 replicates) one below 0.01.
  Numbers population;
  Random values(1);
  for (int k = 0; k < 200; ++k) population.push_back(10 + 3 * values.normal());
  const Folder folder;
  folder.file("frame.csv", "h,total\n1,200\n");
  const auto recipe = recipe_from(
      "[design]\nstrata = \"h\"\npopulation = \"frame.csv\"\n[[step]]\nkind = \"nonresponse\"\n"
      "respondent = \"svar=1\"\nby = []\n[replicates]\nkind = \"bootstrap\"\ncount = 20\nseed = "
      "7\n",
      folder);
  constexpr int samples = 4000;
  double sum = 0, squares = 0, estimated = 0;
  for (std::uint32_t s = 0; s < samples; ++s) {
    Random draw(2, s);
    std::vector<int> person(200);
    for (int k = 0; k < 200; ++k) person[k] = k;
    ColumnBuilder h("h"), svar("svar");
    Numbers y;
    for (std::uint32_t i = 0; i < 100; ++i) {
      std::swap(person[i], person[i + draw.below(200 - i)]);
      h.add(1.0);
      svar.add(draw.uniform() < 0.5 ? 1.0 : 0.0);
      y.push_back(population[person[i]]);
    }
    std::vector<Column> columns;
    columns.push_back(h.take());
    columns.push_back(svar.take());
    const Table table("d.csv", std::move(columns));
    const auto weighted = weigh(table, recipe, Replicates::as_asked, 1);
    const auto& made = *weighted.replicates;
    double total = 0;
    for (std::size_t k = 0; k < 100; ++k) total += weighted.columns[0].at(k).number * y[k];
    sum += total;
    squares += total * total;
    Numbers theta(made.count, 0.0);
    for (std::size_t k = 0; k < 100; ++k)
      for (std::size_t r = 0; r < made.count; ++r)
        theta[r] += made.weight[k * made.count + r] * y[k];
    double mean = 0;
    for (const double t : theta) mean += t / static_cast<double>(made.count);
    for (const double t : theta) estimated += made.scale * (t - mean) * (t - mean) / samples;
  }
  const double truth = (squares - sum * sum / samples) / (samples - 1);
  INFO("ratio " << estimated / truth);
  CHECK(estimated == Approx(truth).epsilon(0.09));
}

TEST_CASE("replicates do not depend on the number of threads", "[weights][replicate][law]") {
  const City city;
  const auto recipe = city.recipe(classes + raking, bootstrap(20));
  const auto table = table_from(people(60));
  const auto one = weigh(table, recipe, Replicates::as_asked, 1),
             many = weigh(table, recipe, Replicates::as_asked, 3);
  CHECK(one.replicates->weight == many.replicates->weight);
}

TEST_CASE("columns of replicates and the design file say how to read them",
          "[weights][replicate][law]") {
  const City city;
  const auto recipe = city.recipe(raking, "kind = \"jkn\"\n", "fpc = \"none\"\n");
  auto table = table_from(people(12));
  const auto weighted = weigh(table, recipe);
  const auto columns = replicate_columns(weighted, table, recipe);
  REQUIRE(columns.size() == 12);
  CHECK(columns[11].name == "vikt_r12");
  const auto& spec = *weighted.design.replicates;
  CHECK(spec.columns == std::vector<std::string>{"vikt_r[1-12]"});
  CHECK(spec.rscales == std::vector<double>(12, 5.0 / 6));
  CHECK(spec.scale == 1.0);
  CHECK_THAT(to_text(weighted), Contains("12 replicates, jkn"));
}

TEST_CASE("a replicate that cannot be weighed is named, or dropped and counted",
          "[weights][replicate][error]") {
  const City city;
  // Two persons of alder 1, one of whom did not answer: often nobody is left to stand for them.
  std::string data = "h,kon,alder,y,svar\nA,1,1,3,1\nB,2,1,2,0\n";
  for (int k = 0; k < 10; ++k)
    data += fmt::format("{},{},2,{},1\n{},{},3,{},1\n", k % 2 ? "A" : "B", 1 + k % 2, k,
                        k % 3 ? "A" : "B", 1 + k % 2, k + 2);
  const auto weigh_by = [&](const std::string& more) {
    return weigh(table_from(data), city.recipe(classes, bootstrap(40, more), "fpc = \"none\"\n"));
  };
  CHECK_THROWS_WITH(weigh_by(""), Contains("replicate ") &&
                                      Contains(": step 1, nonresponse, 3 classes of alder: ") &&
                                      Contains("stand for class alder 1"));
  CHECK_THROWS_WITH(weigh_by("failed = \"drop\"\n"), Contains("more than one in 20"));
  // Four of the eleven in stratum A are of alder 1: few replicates have none of them to stand for
  // the one in B who did not answer.
  data = "h,kon,alder,y,svar\nB,2,1,2,0\n";
  for (int k = 0; k < 11; ++k)
    data += fmt::format("A,{},{},{},1\nB,{},2,{},1\n", 1 + k % 2, k < 4 ? 1 : 3, k, 1 + k % 2, k);
  const auto weighted =
      weigh(table_from(data),
            city.recipe(classes, bootstrap(400, "failed = \"drop\"\n"), "fpc = \"none\"\n"));
  const auto& made = *weighted.replicates;
  CHECK(made.count + made.dropped == 400);
  CHECK(made.dropped > 0);
  CHECK(made.scale == Approx(1 / (static_cast<double>(made.count) - 1)).epsilon(1e-14));
  CHECK_THAT(to_text(weighted), Contains("replicates could not be weighed and were left out"));
}

TEST_CASE("limits on weights are in a replicate the limits on g that they were in the sample",
          "[weights][replicate][law]") {
  // Limits that cut nothing change no replicate; those that cut leave the replicates their spread.
  const City city;
  const auto plain = Survey(table_from(people(60)), city.recipe(raking, bootstrap(200)));
  const double se = plain.total("y").se;
  const std::string trim = "[[step]]\nkind = \"trim\"\nmax_weight = ";
  const std::string truncated =
      "[[step]]\nkind = \"calibrate\"\ndistance = \"truncated\"\nmargins = [\"kon.csv\", "
      "\"alder.csv\"]\nweight_bounds = ";
  const double linear =
      Survey(table_from(people(60)), city.recipe(truncated + "[0, 900]\n", bootstrap(200)))
          .total("y")
          .se;
  CHECK(Survey(table_from(people(60)), city.recipe(raking + trim + "900\n", bootstrap(200)))
            .total("y")
            .se == Approx(se).epsilon(0.02));
  CHECK(Survey(table_from(people(60)), city.recipe(raking + trim + "3.2\n", bootstrap(200)))
            .total("y")
            .se > 0.8 * se);
  CHECK(Survey(table_from(people(60)), city.recipe(truncated + "[0.8, 6]\n", bootstrap(200)))
            .total("y")
            .se > 0.8 * linear);
}

TEST_CASE("replicates that a recipe cannot have are refused", "[weights][replicate][error]") {
  const City city;
  const auto refused = [&](const std::string& replicates, const std::string& message) {
    CHECK_THROWS_WITH(weigh(table_from(people(60)), city.recipe(classes, replicates)),
                      Contains(message));
  };
  refused("kind = \"jkn\"\n", "jkn replicates cannot vary who answered");
  refused("kind = \"jkn\"\nfailed = \"drop\"\n", "drop leaves the others as they were only in a");
  refused("kind = \"brr\"\n", "brr replicates need two PSUs in every stratum");
  refused("kind = \"brr\"\ncolumns = \"r*\"\n", "a recipe makes its replicates");
  refused(bootstrap(10, "failed = \"leave\"\n"), "'leave' must be stop or drop");
  CHECK_NOTHROW(
      weigh(table_from(people(60)), city.recipe(classes, "kind = \"jkn\"\n", "fpc = \"none\"\n")));
}
