// How a sample was drawn: what design files say of it and what is wrong with it.

#include <catch2/catch.hpp>
#include <cmath>

#include "base/error.hpp"
#include "config/config.hpp"
#include "design/design.hpp"
#include "design/design_file.hpp"
#include "design/joint_probabilities.hpp"
#include "estimate/survey_table.hpp"
#include "support.hpp"

using namespace trygg;
using namespace trygg::test;
using Catch::Matchers::Contains;

namespace {

const Table& five() {
  static const Table table = make_table({{"psu", {1, 2, 3, 4, 4}},
                                         {"h", {1, 1, 2, 2, 2}},
                                         {"p", {0.5, 0.4, 0.3, 0.25, 0.25}},
                                         {"uneven", {0.5, 0.4, 0.3, 0.25, 0.2}},
                                         {"large", {0.5, 1.4, 0.3, 0.25, 0.25}},
                                         {"zero", {0.5, 0, 0.3, 0.25, 0.25}},
                                         {"gap", {0.5, NAN, 0.3, 0.25, 0.25}},
                                         {"tied", {1, 1, 2, 3, 3}},
                                         {"sure", {1, 0, 0, 0, 1}},
                                         {"in", {1, 0, 1, 1, 1}},
                                         {"out", {0, 0, 1, 1, 1}},
                                         {"rest", {NAN, 8, NAN, 8, 8}},
                                         {"w", {1, 1, 1, 1, 1}}});
  return table;
}

DesignSpec drawn(const std::string& column, std::optional<Pps> method = Pps::brewer) {
  DesignSpec spec{.psu = {"psu"}};
  spec.probability = ProbabilitySpec{.column = column, .pps = method};
  return spec;
}

/// A file of joint probabilities with this text.
class JointFile {
 public:
  explicit JointFile(const std::string& text) : path_(folder_.file("joint.csv", text)) {}
  const std::string& path() const { return path_; }

 private:
  Folder folder_;
  std::string path_;
};

void check_joint(const std::string& text, const std::string& complaint) {
  const JointFile file(text);
  auto spec = drawn("p", Pps::ht);
  CHECK_THROWS_WITH(
      [&] {
        spec.probability->joint = read_joint(file.path());
        make_design(five(), spec);
      }(),
      Contains(complaint));
}

const std::string joint =
    "psu,1,2,3,4\n"
    "1,0.5,0.18,0.14,0.11\n"
    "2,0.18,0.4,0.1,0.09\n"
    "3,0.14,0.1,0.3,0.06\n"
    "4,0.11,0.09,0.06,0.25\n";

std::string with(std::string text, const std::string& old, const std::string& fresh) {
  return text.replace(text.find(old), old.size(), fresh);
}

}  // namespace

TEST_CASE("inclusion probabilities are checked", "[design]") {
  const auto complains = [](const std::string& column, const std::string& text) {
    CHECK_THROWS_WITH(make_design(five(), drawn(column)), Contains(text));
  };
  complains("uneven",
            "row 5, column 'uneven': the inclusion probability differs from that of row 4");
  complains("large", "row 2, column 'large': the inclusion probability is 1.4; it must be above 0");
  complains("zero", "is 0; it must be above 0 and at most 1");
  complains("gap", "row 2, column 'gap': the inclusion probability is missing");
  auto lonely = drawn("p");
  lonely.psu = {"psu", "w"};
  CHECK_THROWS_WITH(make_design(five(), lonely), Contains("makes weights of the first stage only"));
}

TEST_CASE("joint probabilities are checked", "[design]") {
  check_joint(with(joint, "1,0.5", "1,0.6"),
              "PSU '1' has 0.6 on the diagonal, but its probability");
  check_joint(with(joint, "2,0.18", "2,0.17"), "and the matrix must be symmetric");
  check_joint(with(with(joint, "0.06\n", "0.26\n"), "0.09,0.06,", "0.09,0.26,"),
              "it is larger than 0.25");
  check_joint(with(with(joint, ",0.06\n", ",0\n"), "0.09,0.06,", "0.09,0,"), "it must be above 0");
  check_joint(with(with(joint, ",0.06\n", ",\n"), "0.09,0.06,", "0.09,,"), "is missing; every two");
  check_joint(with(joint, "4,0.11,0.09,0.06,0.25\n", ""),
              "PSU '4' of the sample has no row in it, or nothing on");
  check_joint("psu,1,2,3\n1,0.5,.18,.14\n2,.18,.4,.1\n3,.14,.1,.3\n",
              "PSU '4' of the sample has no row");
  check_joint(with(joint, "\n2,", "\n1,"), "PSU '1' has two rows");
  check_joint(with(joint, "\n2,", "\n7,"), "PSU '7' has a row, but no column");
}

TEST_CASE("two units that are nearly always there are often there together", "[design]") {
  const auto table = make_table({{"psu", {1, 2}}, {"p", {0.9, 0.8}}});
  const JointFile file("psu1,psu2,probability\n1,2,0.6\n");
  DesignSpec spec{.psu = {"psu"}};
  spec.probability =
      ProbabilitySpec{.column = "p", .pps = Pps::yates_grundy, .joint = read_joint(file.path())};
  CHECK_THROWS_WITH(make_design(table, spec), Contains("too small: with 0.9 and 0.8"));
}

TEST_CASE("a list of pairs is a matrix", "[design][law]") {
  const JointFile matrix(joint);
  const JointFile pairs(
      "psu1,psu2,probability\n1,2,0.18\n3,1,0.14\n1,4,0.11\n2,3,0.1\n4,2,0.09\n3,4,0.06\n");
  auto a = drawn("p", Pps::ht), b = a;
  a.probability->joint = read_joint(matrix.path());
  b.probability->joint = read_joint(pairs.path());
  CHECK(make_design(five(), a).unequal()->differences ==
        make_design(five(), b).unequal()->differences);
}

TEST_CASE("strata are drawn independently", "[design]") {
  const JointFile file(joint);
  auto spec = drawn("p", Pps::ht);
  spec.probability->joint = read_joint(file.path());
  spec.strata = "h";
  CHECK_THROWS_WITH(make_design(five(), spec), Contains("are of different strata"));
  const JointFile apart("psu,1,2,3,4\n1,0.5,0.18,,\n2,0.18,0.4,,\n3,,,0.3,0.06\n4,,,0.06,0.25\n");
  spec.probability->joint = read_joint(apart.path());
  CHECK(make_design(five(), spec).unequal()->differences.size() == 2);
}

TEST_CASE("a PSU drawn twice is no sample without replacement", "[design]") {
  const JointFile file(joint);
  auto spec = drawn("p", Pps::ht);
  spec.psu.clear();  // records are PSUs, their codes in the column that the header names
  spec.probability->joint = read_joint(file.path());
  CHECK_THROWS_WITH(make_design(five(), spec),
                    Contains("row 4 and row 5, column 'psu': a PSU drawn twice in a "
                             "without-replacement design"));
}

TEST_CASE("orders are checked", "[design]") {
  DesignSpec spec{.psu = {"psu"}, .order = "tied"};
  CHECK_THROWS_WITH(
      make_design(five(), spec),
      Contains("row 1 and row 2, column 'tied': two PSUs of a stratum have the same"));
  spec.order = "gap";
  CHECK_THROWS_WITH(make_design(five(), spec), Contains("the place in the order is missing"));
  spec.order = "uneven";
  CHECK_THROWS_WITH(make_design(five(), spec), Contains("must be constant there"));
}

TEST_CASE("certainty is of whole units", "[design]") {
  DesignSpec spec{.psu = {"psu"}, .certainty = read_code_list("sure=1")};
  CHECK_THROWS_WITH(make_design(five(), spec), Contains("was taken with certainty and was not"));
  spec.certainty = read_code_list("p=0.5|0.3");
  const auto design = make_design(five(), spec);
  CHECK(design.strata() == 3);
  CHECK(design.stages()[0].fraction == std::vector<double>{1, 0, 1});
  CHECK_FALSE(design.is_exchangeable());
  spec.fpc = {"rest"};  // of the others: that of what is certain is not looked at
  CHECK(make_design(five(), spec).stages()[0].fraction == std::vector<double>{1, 0.25, 1});
}

TEST_CASE("second phases are checked", "[design]") {
  DesignSpec spec{.phase2 = SecondPhaseSpec{.members = read_code_list("in=1")}};
  CHECK(make_design(five(), spec).weight()[0] == Approx(5. / 4));
  CHECK(make_design(five(), spec).weight()[1] == 0);
  spec.phase2->probability = "gap";
  CHECK(make_design(five(), spec).weight()[3] == Approx(4));  // that of others is not looked at
  spec.phase2->probability = "zero";
  CHECK(make_design(five(), spec).weight()[0] == Approx(2));
  spec.phase2->probability = "tied";
  CHECK_THROWS_WITH(make_design(five(), spec), Contains("being in the second phase is 2"));
  spec.phase2->probability = {};
  spec.phase2->members = read_code_list("out=1");
  spec.phase2->strata = "h";
  CHECK_THROWS_WITH(make_design(five(), spec),
                    Contains("nobody of stratum '1' is in the second phase"));
  spec.phase2->strata = "gap";
  CHECK_THROWS_WITH(make_design(five(), spec), Contains("stratum of the second phase is missing"));
}

TEST_CASE("settings of the sampling that do not go together are refused", "[design]") {
  const auto refused = [](DesignSpec spec, const std::string& why) {
    CHECK_THROWS_AS(check_sampling(spec), ConfigError);
    CHECK_THROWS_WITH(check_sampling(spec), Contains(why));
  };
  refused(drawn("p", Pps::ht), "needs the joint probabilities");
  auto spec = drawn("p");
  spec.order = "tied";
  refused(spec, "choose one");
  spec = drawn("p");
  spec.phase2 = SecondPhaseSpec{.members = read_code_list("in=1")};
  refused(spec, "without --pps and --order");
  spec = {.weight = "w", .calibrated_on = {{"h"}}};
  spec.phase2 = SecondPhaseSpec{.members = read_code_list("in=1")};
  refused(spec, "knows no calibrated weights");
  spec = {.phase2 = SecondPhaseSpec{
              .members = read_code_list("in=1"), .strata = "h", .probability = "p"}};
  refused(spec, "each by itself");
  CHECK_THROWS_WITH(read_code_list("in"), Contains("write VARIABLE=code"));
  CHECK(read_code_list("V=a|\"b|c\"").codes == std::vector<std::string>{"a", "b|c"});
}

TEST_CASE("a design file tells how the sample was drawn", "[design]") {
  const Folder folder;
  folder.file("joint.csv", joint);
  const auto path = folder.file(
      "d.toml",
      "psu = \"psu\"\nprobability = \"p\"\npps = \"yates-grundy\"\njoint = \"joint.csv\"\n"
      "certainty = \"sure=1\"\n");
  const auto spec = read_design_file(path);
  CHECK(spec.probability->pps == Pps::yates_grundy);
  CHECK(spec.probability->joint->unit.size() == 4);
  CHECK(spec.certainty->codes == std::vector<std::string>{"1"});
  CHECK(to_toml(read_design(Config::parse(to_toml(spec), "again"))) == to_toml(spec));

  const auto again = [](const std::string& text) {
    return to_toml(read_design(Config::parse(text, "d.toml")));
  };
  for (const std::string text :
       {"version = 1\nlonely_psu = \"fail\"\nprobability = \"p\"\npps = \"overton\"\npps_form = "
        "\"yates-grundy\"\n",
        "version = 1\nlonely_psu = \"fail\"\norder = \"place\"\n",
        "version = 1\nlonely_psu = \"fail\"\nphase2 = \"in=1|2\"\nphase2_strata = \"h\"\n",
        "version = 1\nlonely_psu = \"fail\"\nphase2 = \"in=1\"\nphase2_probability = \"p\"\n"})
    CHECK(again(text) == text);
  CHECK_THROWS_WITH(again("pps = \"brewer\"\n"),
                    Contains("d.toml:1: key 'pps': needs the inclusion"));
  CHECK_THROWS_WITH(again("probability = \"p\"\npps = \"brewr\"\n"),
                    Contains("d.toml:2") && Contains("did you mean 'brewer'?"));
  CHECK_THROWS_WITH(again("phase2_strata = \"h\"\n"), Contains("needs --phase2"));
}
