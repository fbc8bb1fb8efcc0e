// Units that answer as one: the response part of the variance is theirs, not their records'.

#include <catch2/catch.hpp>
#include <cmath>
#include <map>
#include <numeric>

#include "base/error.hpp"
#include "base/random.hpp"
#include "design/design.hpp"
#include "design/design_file.hpp"
#include "estimate/estimator.hpp"
#include "weights/fixture.hpp"
#include "weights/weigh.hpp"

using namespace trygg;
using Catch::Matchers::Contains;
using test::Folder;
using test::recipe_from;
using test::table_from;

namespace {

/// All schools were asked; whole schools answer, by kind.
const std::string census = "[design]\npsu = [\"school\"]\nfpc = [\"taken\"]\n";
const std::string by_school =
    "[[step]]\nkind = \"nonresponse\"\nrespondent = \"answered=1\"\nunit = \"school\"\nby = "
    "[\"kind\"]\n";

const std::string schools =
    "school,kind,taken,answered,y\n"
    "a,1,1,1,3\na,1,1,1,5\nb,1,1,1,2\nc,1,1,0,\nc,1,1,0,\n"
    "d,2,1,1,1\nd,2,1,1,4\nd,2,1,1,6\ne,2,1,1,2\nf,2,1,0,\n";

Table with_weights(const Table& table, const weights::Weighted& weighted) {
  std::vector<Column> columns;
  for (const auto& name : table.names()) columns.push_back(table.column(name));
  for (const auto& column : weighted.columns) columns.push_back(column);
  return Table(table.source(), std::move(columns));
}

/// The total of y over those who answered, with its standard error.
Result total(const std::string& recipe, const Table& table) {
  const Folder folder;
  const auto weighted = weights::weigh(table, recipe_from(recipe, folder));
  const auto all = with_weights(table, weighted);
  const auto read = read_design_file(folder.file("d.toml", to_toml(weighted.design)));
  const auto design = make_design(all, read);
  const Estimator estimator(design, {});
  auto y = all.numbers("y");
  for (auto& value : y)
    if (std::isnan(value)) value = 0;  // the weight is 0
  Domain everybody(design.records());
  std::iota(everybody.begin(), everybody.end(), 0u);
  return estimator.result(estimator.linearise({Statistic::total, y, {}}, everybody));
}

void refuses(const std::string& recipe, const std::string& data, const std::string& message) {
  CAPTURE(recipe);
  CHECK_THROWS_WITH(total(recipe, table_from(data)), Contains(message));
}

/// 60 schools of 15 to 34 pupils; y is alike within a school.
struct Population {
  std::vector<int> school;
  std::vector<double> y;
};

Population draw_population() {
  Population p;
  Random random(11);
  for (int s = 0; s < 60; ++s) {
    const double level = 10 + 3 * random.normal();
    for (auto i = 15 + random.below(20); i > 0; --i) {
      p.school.push_back(s);
      p.y.push_back(level + random.normal());
    }
  }
  return p;
}

/// The census in which every school answers with probability 0.7, and every pupil in it with 0.8.
Table answered(const Population& p, std::uint32_t stream) {
  Random random(3, stream);
  std::vector<char> open;
  for (int s = 0; s < 60; ++s) open.push_back(random.uniform() < 0.7);
  ColumnBuilder school("school"), kind("kind"), taken("taken"), outcome("answered"), y("y");
  for (std::size_t k = 0; k < p.y.size(); ++k) {
    const bool pupil = random.uniform() < 0.8;
    school.add(static_cast<double>(p.school[k]), Missing::none);
    kind.add(1.0, Missing::none);
    taken.add(1.0, Missing::none);
    outcome.add(!open[static_cast<std::size_t>(p.school[k])] ? 0.0
                : pupil                                      ? 1.0
                                                             : 2.0,
                Missing::none);
    y.add(p.y[k], Missing::none);
  }
  std::vector<Column> columns;
  for (auto* builder : {&school, &kind, &taken, &outcome, &y}) columns.push_back(builder->take());
  return Table("d.csv", std::move(columns));
}

}  // namespace

TEST_CASE("the response part of whole units is the sum of their squares", "[variance][law]") {
  // Kind 1: 5 pupils, 3 in schools that answered, p = 3/5, their mean 10/3; kind 2: 4 of 5, 13/4.
  // Residuals: school a 8 − 2·10/3, b 2 − 10/3; d 11 − 3·13/4, e 2 − 13/4.
  const auto result = total(census + by_school, table_from(schools));
  CHECK(result.estimate == Approx(5.0 / 3 * 10 + 5.0 / 4 * 13).epsilon(1e-14));
  const double first = 2.0 / 5 * 25 / 9 * 2 * std::pow(4.0 / 3, 2);
  const double second = 1.0 / 5 * 25 / 16 * 2 * std::pow(5.0 / 4, 2);
  CHECK(result.se * result.se == Approx(first + second).epsilon(1e-12));
}

TEST_CASE("a unit of one record is the record", "[variance][law]") {
  std::string data = "school,kind,taken,answered,y\n";
  for (int k = 0; k < 30; ++k)
    data += fmt::format("{},{},1,{},{}\n", k, 1 + k % 2, k % 5 < 3 ? 1 : 0, (7 * k) % 11);
  auto alone = by_school;
  alone.erase(alone.find("unit = \"school\"\n"), 16);
  const auto with = total(census + by_school, table_from(data)),
             without = total(census + alone, table_from(data));
  CHECK(with.se == Approx(without.se).epsilon(1e-14));
}

TEST_CASE("the variance of a census with schools and pupils that do not answer is the true one",
          "[variance][law]") {
  // The estimates of 1500 censuses: their variance has the relative error √(2/1500) = 0.037. The
  // class of 60 schools makes the estimate of it too small by about 1/(60·0.7).
  const auto population = draw_population();
  const auto recipe = census +
                      "[[step]]\nkind = \"nonresponse\"\nrespondent = \"answered=1|2\"\n"
                      "nonrespondent = \"answered=0\"\nunit = \"school\"\nby = [\"kind\"]\n"
                      "[[step]]\nkind = \"nonresponse\"\nrespondent = \"answered=1\"\n"
                      "nonrespondent = \"answered=2\"\nby = [\"school\"]\n";
  auto by_person = recipe;
  by_person.erase(by_person.find("unit = \"school\"\n"), 16);
  constexpr int censuses = 1500;
  double sum = 0, squares = 0, estimated = 0, of_persons = 0;
  for (std::uint32_t s = 0; s < censuses; ++s) {
    const auto table = answered(population, s);
    const auto result = total(recipe, table);
    sum += result.estimate;
    squares += result.estimate * result.estimate;
    estimated += result.se * result.se / censuses;
    if (s % 10 == 0) of_persons += 10 * std::pow(total(by_person, table).se, 2) / censuses;
  }
  const double truth = (squares - sum * sum / censuses) / (censuses - 1);
  INFO("units " << estimated / truth << ", persons " << of_persons / truth);
  CHECK(estimated == Approx(truth).epsilon(0.12));
  CHECK(of_persons < 0.5 * truth);  // what taking pupils for independent would say
}

TEST_CASE("units that do not answer as one are refused", "[variance][weights][error]") {
  auto mixed = schools;
  mixed.replace(mixed.find("a,1,1,1,5"), 9, "a,1,1,0,5");
  refuses(census + by_school, mixed, "row 1 and row 2");
  refuses(census + by_school, mixed, "one answered and the other did not");
  auto split = schools;
  split.replace(split.find("a,1,1,1,5"), 9, "a,2,1,1,5");
  refuses(census + by_school, split, "is in two classes");
  refuses("[design]\n" + by_school, schools, "lies in two PSUs");
  auto propensity = by_school;
  propensity.replace(propensity.find("by = "), 4, "model =");
  refuses(census + propensity, schools, "whole units are weighted for by classes");
  std::string half = "school,kind,taken,answered,y\n";
  for (int k = 0; k < 12; ++k) half += fmt::format("{},1,0.5,{},{}\n", k / 2, k < 8 ? 1 : 0, k);
  refuses(census + by_school + "[replicates]\nkind = \"bootstrap\"\ncount = 5\nseed = 1\n", half,
          "replicates draw every answer by itself");
  const Folder folder;
  CHECK_THROWS_WITH(
      read_design_file(folder.file("d.toml",
                                   "[[calibration]]\nweight_before = \"a\"\nweight_after = \"b\"\n"
                                   "margins = [[\"c\"]]\nunit = \"school\"\n")),
      Contains("needs response = true"));
}
