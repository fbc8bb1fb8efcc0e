#include "weights/templates.hpp"

#include <catch2/catch.hpp>

#include "base/error.hpp"
#include "weights/fixture.hpp"

using namespace trygg;
using namespace trygg::weights;
using Catch::Matchers::Contains;
using trygg::test::Folder;
using trygg::test::recipe_from;
using trygg::test::table_from;

namespace {

const auto sample = "h,kon,age_group,x\nB,2,10,1\nA,1,9,1\nB,1,10,2\nA,,9,2\nA,2,9,2\n";

std::string calibrate(const std::string& keys) {
  return "[[step]]\nkind = \"calibrate\"\ndistance = \"linear\"\n" + keys + "\n";
}

}  // namespace

TEST_CASE("templates hold the combinations that the data have, in the order of publication",
          "[weights]") {
  const Folder folder;
  const auto all = make_templates(
      table_from(sample),
      recipe_from("[design]\nstrata = \"h\"\npopulation = \"frame.csv\"\n" +
                      calibrate("margins = [\"kon_age_group.csv\"]\nnumeric = [\"x.csv\"]"),
                  folder));
  REQUIRE(all.size() == 3);
  CHECK(all[0].name == "frame.csv");
  CHECK(all[0].text == "h,total\nA,\nB,\n");
  CHECK(all[1].text == "kon,age_group,total\n1,9,\n1,10,\n2,9,\n2,10,\n");
  CHECK(all[1].rows == 4);
  CHECK(all[2].text == "variable,total\nx,\n");
}

TEST_CASE("templates of a partitioned calibration have the parts first", "[weights]") {
  const Folder folder;
  folder.file("n.csv", "h,variable,total\nA,x,1\nB,x,2\n");
  const auto all = make_templates(
      table_from(sample), recipe_from(calibrate("margins = [\"kon.csv\"]\nnumeric = [\"x.csv\", "
                                                "\"n.csv\"]\npartition = \"h\""),
                                      folder));
  CHECK(all[0].text == "h,kon,total\nA,1,\nA,2,\nB,1,\nB,2,\n");
  CHECK(all[1].text == "h,variable,total\nA,x,\nB,x,\n");
  CHECK(all[2].text == all[1].text);
}

TEST_CASE("the header of a file that is there tells the variables", "[weights]") {
  const Folder folder;
  folder.file("m1.csv", "kon,h,total\n");
  const auto all =
      make_templates(table_from(sample), recipe_from(calibrate("margins = [\"m1.csv\"]"), folder));
  CHECK(all[0].text == "kon,h,total\n1,A,\n1,B,\n2,A,\n2,B,\n");
}

TEST_CASE("a name that tells no variables, or several, is refused", "[weights][error]") {
  const Folder folder;
  const auto attempt = [&](const std::string& data, const std::string& file) {
    return make_templates(table_from(data),
                          recipe_from(calibrate("margins = [\"" + file + "\"]"), folder));
  };
  CHECK_THROWS_WITH(attempt(sample, "m1.csv"), Contains("does not tell which variables"));
  CHECK_THROWS_WITH(attempt("a,b,a_b\n1,1,1\n", "a_b.csv"), Contains("in several ways"));
}
