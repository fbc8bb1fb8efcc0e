#include "weights/weigh.hpp"

#include <catch2/catch.hpp>

#include "base/error.hpp"
#include "weights/fixture.hpp"

using namespace trygg;
using namespace trygg::weights;
using Catch::Matchers::Contains;
using trygg::test::Folder;
using trygg::test::recipe_from;
using trygg::test::table_from;
using Names = std::vector<std::string>;

namespace {

std::vector<std::string> texts(const Column& column) {
  std::vector<std::string> all;
  for (std::size_t k = 0; k < column.codes.size(); ++k) all.push_back(column.at(k).text);
  return all;
}

Names names(const Weighted& weighted) {
  Names all;
  for (const auto& column : weighted.columns) all.push_back(column.name);
  return all;
}

const auto sample = "h,kon,alder,x,d\nA,1,1,3,10\nA,2,2,5,10\nB,1,2,4,20\nB,2,1,6,20\nB,2,2,7,20\n";
const auto frame_recipe = "[design]\nstrata = \"h\"\npopulation = \"frame.csv\"\n";

std::string calibrate(const std::string& distance, const std::string& margins) {
  return "[[step]]\nkind = \"calibrate\"\ndistance = \"" + distance + "\"\nmargins = " + margins +
         "\n";
}

}  // namespace

TEST_CASE("base weights are the population of the stratum over its records", "[weights]") {
  const Folder folder;
  folder.file("frame.csv", "h,total\nB,90\nA,21\n");
  const auto weighted = weigh(table_from(sample), recipe_from(frame_recipe, folder));
  REQUIRE(names(weighted) == Names{"vikt"});
  CHECK(texts(weighted.columns[0]) == Names{"10.5", "10.5", "30", "30", "30"});
  CHECK(*weighted.design.weight == "vikt");
  CHECK(*weighted.design.strata == "h");
  CHECK(weighted.design.stratum_population ==
        std::vector<std::pair<std::string, double>>{{"B", 90}, {"A", 21}});
  CHECK(weighted.records == 5);
  CHECK(weighted.sum == 111);
  // n Σw² / (Σw)² = 5 (2·10.5² + 3·30²) / 111²
  CHECK(weighted.kish_deff == Approx(5 * (2 * 10.5 * 10.5 + 3 * 900) / (111.0 * 111.0)));
}

TEST_CASE("the frame's stratum may be called stratum, and its codes match as everywhere",
          "[weights]") {
  const Folder folder;
  folder.file("frame.csv", "stratum,total\n1,40\n2,60\n");
  const auto weighted = weigh(table_from("h\n01\n02\n"), recipe_from(frame_recipe, folder));
  CHECK(weighted.design.stratum_population ==
        std::vector<std::pair<std::string, double>>{{"01", 40}, {"02", 60}});
}

TEST_CASE("the finite population is left out when fpc is none or columns", "[weights]") {
  const Folder folder;
  folder.file("frame.csv", "h,total\nA,20\nB,90\n");
  const auto spec = [&](const std::string& fpc) {
    return weigh(table_from(sample), recipe_from(frame_recipe + fpc, folder)).design;
  };
  CHECK(spec("fpc = \"none\"\n").stratum_population.empty());
  CHECK(spec("fpc = \"none\"\n").fpc.empty());
  CHECK(spec("fpc = \"x\"\n").stratum_population.empty());
  CHECK(spec("fpc = \"x\"\n").fpc == Names{"x"});
}

TEST_CASE("a record without a given weight gets none, and 0 stays 0", "[weights]") {
  const Folder folder;
  folder.file("kon.csv", "kon,total\n1,100\n2,200\n");
  const auto weighted =
      weigh(table_from("kon,d\n1,10\n,\n2,20\n9,0\n"),
            recipe_from("[design]\nweight = \"d\"\n" + calibrate("poststratify", "[\"kon.csv\"]"),
                        folder));
  CHECK(texts(weighted.columns[0]) == Names{"100", "", "200", "0"});
  CHECK(weighted.columns[0].at(1).missing == Missing::system);
  CHECK(weighted.records == 3);
  CHECK(weighted.kish_deff == Approx(2 * 50000.0 / 90000));  // of the two that count
}

TEST_CASE("every calibration leaves the weight before it, and the design names them in order",
          "[weights]") {
  const Folder folder;
  folder.file("kon.csv", "kon,total\n1,40\n2,60\n");
  folder.file("both.csv", "alder,kon,total\n1,1,20\n2,1,22\n1,2,30\n2,2,30\n");
  folder.file("x.csv", "variable,total\nx,510\n");
  const auto weighted =
      weigh(table_from(sample),
            recipe_from("[design]\nweight = \"d\"\nstrata = \"h\"\n" +
                            calibrate("poststratify", "[\"kon.csv\"]") +
                            calibrate("linear", "[\"both.csv\"]\nnumeric = [\"x.csv\"]") +
                            "[output]\nweight = \"w\"\n",
                        folder));
  CHECK(names(weighted) == Names{"w", "w_0", "w_1"});
  CHECK(texts(weighted.columns[1]) == Names{"10", "10", "20", "20", "20"});
  CHECK(texts(weighted.columns[2])[1] == "12");  // 60 over 50
  REQUIRE(weighted.design.calibration.size() == 2);
  const auto& [first, second] =
      std::pair(weighted.design.calibration[0], weighted.design.calibration[1]);
  CHECK(first.weight_before == "w_0");
  CHECK(first.weight_after == "w_1");
  CHECK(second.weight_before == "w_1");
  CHECK(second.weight_after == "w");
  CHECK(second.margins == std::vector<Names>{{"alder", "kon"}});
  CHECK(second.numeric == Names{"x"});
  CHECK(second.distance == "linear");
  CHECK(weighted.steps.size() == 2);
}

TEST_CASE("totals with a rounding are met as the first margin has them", "[weights]") {
  const Folder folder;
  folder.file("kon.csv", "kon,total\n1,40\n2,60\n");
  folder.file("alder.csv", "alder,total\n1,33.33333\n2,66.66666\n");
  const auto weighted =
      weigh(table_from(sample), recipe_from("[design]\nweight = \"d\"\n" +
                                                calibrate("raking", "[\"kon.csv\", \"alder.csv\"]"),
                                            folder));
  CHECK(weighted.sum == Approx(100).epsilon(1e-12));
  CHECK(weighted.steps[0].largest_gap < 1e-10);
}

TEST_CASE("a total of 0 where there are respondents is refused by distances that keep weights",
          "[weights][error]") {
  const Folder folder;
  folder.file("kon.csv", "kon,total\n1,0\n2,60\n");
  const auto attempt = [&](const std::string& distance) {
    return weigh(
        table_from(sample),
        recipe_from("[design]\nweight = \"d\"\n" + calibrate(distance, "[\"kon.csv\"]"), folder));
  };
  CHECK_THROWS_WITH(attempt("raking"),
                    Contains("kon.csv:2: the total of kon 1 is 0, but 2 respondents have it, and "
                             "raking cannot make a weight 0"));
  CHECK(texts(attempt("linear").columns[0])[0] == "0");
}

TEST_CASE("base weights that cannot be made are refused", "[weights][error]") {
  const Folder folder;
  const auto refuses = [&](const std::string& frame, const std::string& data,
                           const std::string& message) {
    folder.file("frame.csv", frame);
    CHECK_THROWS_WITH(weigh(table_from(data), recipe_from(frame_recipe, folder)),
                      Contains(message));
  };
  refuses("h,total\nA,20\n", sample, "3 respondents have a combination of h that is not listed in");
  refuses("h,total\nA,20\nB,2\n", sample, "frame.csv:3: h B has a total of 2, but 3 records");
  refuses("h,total\nA,20\nB,30\nC,40\n", sample,
          "frame.csv:4: no respondent has h C, but its total is 40");
  refuses("region,total\nA,20\n", sample, "the header must be h,total");
  refuses("h,total\nA,20\nB,30\n", "h,x\nA,1\n,1\nB,1\n", "1 respondent has no valid answer to h");
}

TEST_CASE("given weights must be there, and none negative", "[weights][error]") {
  const auto attempt = [](const std::string& data, const std::string& toml) {
    const Folder folder;
    return weigh(table_from(data), recipe_from(toml, folder));
  };
  CHECK_THROWS_WITH(attempt("d,x\n1,1\n-2,1\n", "[design]\nweight = \"d\"\n"),
                    "d.csv: the base weight 'd' is negative in 1 records (row 2)");
  CHECK_THROWS_WITH(attempt("d,x\n,1\n0,1\n", "[design]\nweight = \"d\"\n"),
                    "d.csv: no record has a weight");
  CHECK_THROWS_WITH(attempt("dd\n1\n", "[design]\nweight = \"d\"\n"),
                    Contains("no column 'd'; did you mean 'dd'?"));
  CHECK_THROWS_AS(attempt("d\n1\n", "[design]\nweight = \"d\"\nstrata = \"h\"\n"), ConfigError);
}

TEST_CASE("names that the data have already are refused", "[weights][error]") {
  const Folder folder;
  folder.file("kon.csv", "kon,total\n1,100\n2,200\n");
  const auto recipe = recipe_from(calibrate("linear", "[\"kon.csv\"]"), folder);
  CHECK_THROWS_WITH(weigh(table_from("kon,vikt\n1,1\n2,1\n"), recipe),
                    "r.toml: d.csv has a column 'vikt' already; choose another name with [output] "
                    "weight");
  CHECK_THROWS_AS(weigh(table_from("kon,vikt_0\n1,1\n2,1\n"), recipe), ConfigError);
}

TEST_CASE("a numeric total needs a value of every respondent", "[weights][error]") {
  const Folder folder;
  folder.file("x.csv", "variable,total\nx,100\n");
  const auto recipe = recipe_from(
      "[[step]]\nkind = \"calibrate\"\ndistance = \"linear\"\nnumeric = [\"x.csv\"]\n", folder);
  CHECK_THROWS_WITH(weigh(table_from("x,y\n1,1\n,1\n3,1\n"), recipe),
                    Contains("1 respondent has no value of x") && Contains("(row 2)"));
  CHECK_THROWS_WITH(weigh(table_from("x,y\n1,1\nmuch,1\n"), recipe), Contains("is not a number"));
  CHECK_THROWS_WITH(weigh(table_from("z,y\n1,1\n"), recipe), Contains("has no column 'x'"));
}

TEST_CASE("the summary tells records, range and how each step went", "[weights]") {
  const Folder folder;
  folder.file("kon.csv", "kon,total\n1,60\n2,150\n");
  const auto text =
      to_text(weigh(table_from(sample), recipe_from("[design]\nweight = \"d\"\n" +
                                                        calibrate("poststratify", "[\"kon.csv\"]"),
                                                    folder)));
  CHECK_THAT(text, Contains("5 records, weights sum to 210, from 20 to 60"));
  CHECK_THAT(text,
             Contains("step 1: calibrate, poststratify, 1 margin: g from 2 to 3, closed form, "
                      "largest gap 0\n"));
}

TEST_CASE("base weights are 1 over the product of the stages' inclusion probabilities",
          "[weights]") {
  const Folder folder;
  const std::string by_stages = "[design]\nprobability = [\"p1\", \"p2\"]\n";
  const auto weigh_by = [&](const std::string& data, const std::string& toml) {
    return weigh(table_from(data), recipe_from(toml, folder));
  };
  const auto weighted = weigh_by("p1,p2\n0.5,0.1\n0.25,1\n", by_stages);
  CHECK(weighted.columns.front().at(0).number == Approx(20).epsilon(1e-15));
  CHECK(weighted.columns.front().at(1).number == 4);
  for (const std::string bad : {"0", "1.01", "-0.5", ""})
    CHECK_THROWS_WITH(weigh_by("p1,p2\n0.5,0.1\n0.25," + bad + "\n", by_stages),
                      Contains("'p2' is no inclusion probability in 1 record (row 2)") &&
                          Contains("above 0 and at most 1"));
  CHECK_THROWS_WITH(weigh_by("p1,p2\n1,1\n", by_stages + "weight = \"p1\"\n"),
                    Contains("one of `population`, `weight` and `probability`"));
  CHECK_THROWS_WITH(weigh_by("p1,p3\n1,1\n", by_stages), Contains("no column 'p2'"));
}
