// The way from a recipe through its design to the standard error.
#include <catch2/catch.hpp>
#include <cmath>
#include <numeric>

#include "base/error.hpp"
#include "base/random.hpp"
#include "design/design.hpp"
#include "design/design_file.hpp"
#include "estimate/estimator.hpp"
#include "weights/api.hpp"
#include "weights/weigh.hpp"

using namespace trygg;
using test::Folder;
using test::recipe_from;
using test::table_from;

namespace {

/// Weights by a recipe, and the estimates that their design gives.
class Survey {
 public:
  Survey(Table table, const weights::Recipe& recipe) : table_(std::move(table)) {
    auto weighted = weights::weigh(table_, recipe);
    for (auto& column : weighted.columns) table_.add(std::move(column));
    // Through the text of the design file, as between the commands.
    const Folder folder;
    spec_ = read_design_file(folder.file("d.design.toml", to_toml(weighted.design)));
  }

  Result estimate(Statistic statistic, const std::vector<double>& y) const {
    const auto design = make_design(table_, spec_);
    const Estimator estimator(design, {});
    Domain all(design.records());
    std::iota(all.begin(), all.end(), 0u);
    const Measure measure{statistic, y, {}};
    return estimator.result(estimator.linearise(measure, all));
  }
  Result mean(const std::string& name) const {
    return estimate(Statistic::mean, table_.numbers(name));
  }
  Result total(const std::string& name) const {
    return estimate(Statistic::total, table_.numbers(name));
  }
  /// The estimated number of persons with a code.
  Result persons(const std::string& name, const std::string& code) const {
    const auto& column = table_.column(name);
    std::vector<double> is;
    for (std::size_t k = 0; k < table_.rows(); ++k) is.push_back(column.at(k).text == code);
    return estimate(Statistic::total, is);
  }

 private:
  Table table_;
  DesignSpec spec_;
};

const auto employees =
    "category,sex,department,salary,movies,d\n"
    "1,1,1,1000,1,10\n2,2,1,1100,2,10\n2,2,2,1500,4,10\n3,1,2,2300,15,10\n1,1,2,1000,2,10\n"
    "1,2,1,500,3,10\n2,2,2,1000,1,10\n3,2,1,2000,0,20\n1,1,1,2100,0,20\n2,1,2,2000,3,20\n"
    "1,2,2,3200,6,20\n1,2,1,1800,0,20\n2,1,1,2800,0,20\n3,1,1,1100,1,20\n1,2,2,2500,1,20\n";

}  // namespace

TEST_CASE("standard errors after calibration agree with R on the CALMAR case",
          "[weights][reference]") {
  // R survey 4.1-1, calibrate(calfun=), total of movies; ten digits are printed.
  struct Case {
    const char *distance, *bounds;
    double total, se;
  };
  const Folder folder;
  folder.file("category.csv", "category,total\n1,80\n2,90\n3,60\n");
  folder.file("sex.csv", "sex,total\n1,140\n2,90\n");
  folder.file("department.csv", "department,total\n1,100\n2,130\n");
  folder.file("salary.csv", "variable,total\nsalary,470000\n");
  for (const auto& [distance, bounds, total, se] :
       {Case{"linear", "", 674.782739, 191.8458926}, Case{"raking", "", 741.5750229, 219.7378614},
        Case{"logit", "bounds = [0.4, 2.2]\n", 723.2328626, 201.9801745},
        // tests/reference/sinh.R
        Case{"sinh", "", 741.7472838, 213.0580548},
        Case{"sinh", "alpha = 0.4\n", 742.6940796, 217.9357397}}) {
    CAPTURE(distance);
    const Survey survey(
        table_from(employees),
        recipe_from(std::string("[design]\nweight = \"d\"\n[[step]]\nkind = \"calibrate\"\n"
                                "margins = [\"category.csv\", \"sex.csv\", \"department.csv\"]\n"
                                "numeric = \"salary.csv\"\ndistance = \"") +
                        distance + "\"\n" + bounds,
                    folder));
    const auto movies = survey.total("movies");
    CHECK(movies.estimate == Approx(total).epsilon(1e-9));
    CHECK(movies.se == Approx(se).epsilon(1e-9));
    CHECK(survey.total("salary").se < 1e-9 * 470000);
    CHECK(survey.persons("category", "2").se < 1e-9 * 90);
  }
}

TEST_CASE("standard errors after calibration agree with R on clusters", "[weights][reference]") {
  const Folder folder;
  const auto table = test::read_apiclus1();
  if (!table) return;
  for (const auto& expected : test::api_cases()) {
    CAPTURE(expected.column);
    const Survey survey(*table, test::api_recipe(expected, folder));
    const auto mean = survey.mean("api00"), total = survey.total("enroll");
    CHECK(mean.estimate == Approx(expected.mean).epsilon(1e-11));  // 12 digits are printed
    CHECK(mean.se == Approx(expected.mean_se).epsilon(1e-9));
    CHECK(total.estimate == Approx(expected.total).epsilon(1e-11));
    CHECK(total.se == Approx(expected.total_se).epsilon(1e-9));
    CHECK(survey.persons("stype", "H").se < 1e-9 * 755);
  }
}

TEST_CASE("the standard error of a margin's total is 0, for every way to calibrate",
          "[weights][law]") {
  for (std::uint32_t number = 0; number < 12; ++number) {
    CAPTURE(number);
    Random random(4711, number);
    std::string data = "h,kon,alder,x\n";
    for (std::uint32_t k = 0; k < 120; ++k)
      data += fmt::format("{},{},{},{}\n", k % 3, k < 4 ? k % 2 : random.below(2),
                          k < 8 ? k % 4 : random.below(4), 10 + random.below(50));
    const Folder folder;
    folder.file("frame.csv", "h,total\n0,900\n1,1500\n2,2600\n");
    folder.file("both.csv",
                "kon,h,total\n0,0,400\n1,0,500\n0,1,800\n1,1,700\n0,2,1200\n1,2,1400\n");
    folder.file("alder.csv", "alder,total\n0,1300\n1,1200\n2,1100\n3,1400\n");
    const std::string distance[] = {"\"linear\"", "\"raking\"", "\"logit\"\nbounds = [0.2, 4]"};
    const Survey survey(
        table_from(data),
        recipe_from("[design]\nstrata = \"h\"\npopulation = \"frame.csv\"\n"
                    "[[step]]\nkind = \"calibrate\"\ndistance = " +
                        distance[number % 3] + "\nmargins = [\"both.csv\", \"alder.csv\"]\n",
                    folder));
    CHECK(survey.persons("alder", "1").estimate == Approx(1200).epsilon(1e-9));
    CHECK(survey.persons("alder", "1").se < 1e-9 * 1200);
    CHECK(survey.persons("kon", "1").se < 1e-9 * 2600);
    CHECK(survey.persons("h", "0").se < 1e-9 * 900);
    CHECK(survey.total("x").se > 1);
  }
}

TEST_CASE("with two calibrations the totals of the last are certain", "[weights][law]") {
  const Folder folder;
  folder.file("category.csv", "category,total\n1,80\n2,90\n3,60\n");
  folder.file("sex.csv", "sex,total\n1,140\n2,90\n");
  const Survey survey(
      table_from(employees),
      recipe_from(
          "[design]\nweight = \"d\"\n[[step]]\nkind = \"calibrate\"\ndistance = \"raking\"\n"
          "margins = \"category.csv\"\n[[step]]\nkind = \"calibrate\"\ndistance = "
          "\"linear\"\nmargins = \"sex.csv\"\n",
          folder));
  CHECK(survey.persons("sex", "1").se < 1e-9 * 140);
  CHECK(survey.persons("category", "1").se > 0.1);
  CHECK(survey.total("movies").se > 1);
}

TEST_CASE(
    "the standard error of every kept total is 0 after a trim, and after soft and hard margins, "
    "parts and households",
    "[weights][law]") {
  Random random(4711, 40);
  std::string data = "h,hushall,kon,alder,x,d\n";
  std::uint32_t d = 0;
  for (std::uint32_t k = 0; k < 240; ++k) {
    if (k % 2 == 0) d = 15 + random.below(10) + (k % 24 == 0 ? 40 : 0);
    data += fmt::format("{},{},{},{},{},{}\n", k / 80, k / 2, random.below(2), random.below(4),
                        10 + random.below(50), d);
  }
  const Folder folder;
  folder.file("kon.csv", "kon,total\n0,2500\n1,2600\n");
  folder.file("alder.csv", "alder,total\n0,1300\n1,1200\n2,1200\n3,1400\n");
  folder.file("x.csv", "variable,total\nx,180000\n");
  folder.file("h_kon.csv", "h,kon,total\n0,0,850\n0,1,850\n1,0,850\n1,1,850\n2,0,850\n2,1,850\n");
  folder.file("h_x.csv", "h,variable,total\n0,x,60000\n1,x,59000\n2,x,61000\n");
  const std::string head =
      "[design]\nweight = \"d\"\npsu = \"hushall\"\n[[step]]\nkind = \"calibrate\"\n";
  const std::string both = "margins = [\"kon.csv\", \"alder.csv\"]\nnumeric = \"x.csv\"\n";
  const std::string trim = "[[step]]\nkind = \"trim\"\nmax_weight = 45\n";
  const auto check = [&](const std::string& keys, bool is_soft) {
    CAPTURE(keys);
    const Survey survey(table_from(data), recipe_from(head + keys, folder));
    const auto kon = survey.persons("kon", "1");
    CHECK(kon.se < 1e-9 * kon.estimate);
    const auto x = survey.total("x");
    CHECK((is_soft ? x.se > 1 : x.se < 1e-9 * x.estimate));
    CHECK(survey.persons("hushall", "3").se > 1);
  };
  for (const auto* distance : {"linear", "raking", "sinh"})
    check(fmt::format("distance = \"{}\"\n{}{}", distance, both, trim), false);
  check("distance = \"truncated\"\nweight_bounds = [5, 60]\n" + both, false);
  check("distance = \"raking\"\nhousehold = \"hushall\"\n" + both, false);
  check("distance = \"raking\"\nhousehold = \"hushall\"\n" + both + trim, false);
  check("distance = \"linear\"\nsoft = { \"x.csv\" = 1 }\n" + both, true);
  check(
      "distance = \"raking\"\npartition = \"h\"\nmargins = \"h_kon.csv\"\nnumeric = "
      "\"h_x.csv\"\n" +
          trim,
      false);
}

TEST_CASE(
    "calibration for non-response leaves totals of the population without error, those of the "
    "sample with it",
    "[weights][law]") {
  Random random(4711, 41);
  std::string data = "svar,kon,alder,x,d\n";
  for (std::uint32_t k = 0; k < 300; ++k)
    data += fmt::format("{},{},{},{},{}\n", random.uniform() < 0.6 ? 1 : 0, random.below(2),
                        random.below(4), 10 + random.below(50), 15 + random.below(10));
  const Folder folder;
  folder.file("kon.csv", "kon,total\n0,3000\n1,3100\n");
  for (const auto* distance :
       {"linear", "raking", "raking\"\n[[step]]\nkind = \"trim\"\nmax_weight = 45#"}) {
    CAPTURE(distance);
    const Survey survey(
        table_from(data),
        recipe_from(fmt::format("[design]\nweight = \"d\"\n[[step]]\nkind = \"calibrate\"\n"
                                "respondent = \"svar=1\"\nmargins = \"kon.csv\"\nsample_margins = "
                                "[\"alder\"]\nsample_numeric = [\"x\"]\ndistance = \"{}\"\n",
                                distance),
                    folder));
    CHECK(survey.persons("kon", "1").estimate == Approx(3100).epsilon(1e-10));
    CHECK(survey.persons("kon", "1").se < 1e-9 * 3100);
    CHECK(survey.persons("alder", "1").se > 1);
    CHECK(survey.total("x").se > 1);
  }
}
