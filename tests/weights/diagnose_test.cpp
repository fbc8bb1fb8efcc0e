#include "weights/diagnosis/diagnose.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "base/error.hpp"
#include "weights/chain.hpp"
#include "weights/fixture.hpp"

using namespace trygg;
using namespace trygg::weights;
using Catch::Matchers::Contains;
using test::Folder;
using test::recipe_from;
using test::table_from;
using Names = std::vector<std::string>;

namespace {

const std::string steps =
    "[design]\nweight = \"d\"\n[outcome]\nvariable = \"utfall\"\ncomplete = 1\nrefusal = "
    "3\nunknown = 6\nineligible = 9\nby = [\"kon\"]\n"
    "[[step]]\nkind = \"eligibility\"\n[[step]]\nkind = \"nonresponse\"\nby = [\"kon\"]\n"
    "[[step]]\nkind = \"calibrate\"\ndistance = \"raking\"\nmargins = [\"alder.csv\"]\n";

/// 120 persons: a tenth unknown, a tenth outside, of the rest more women and older answer.
std::string made_data() {
  std::string text = "kon,alder,utfall,d,y\n";
  for (unsigned k = 0; k < 120; ++k) {
    const unsigned kon = 1 + k % 2, alder = 1 + (k / 2) % 3;
    const unsigned code = k % 10 == 7                              ? 6
                          : k % 10 == 4                            ? 9
                          : (k * 7 + k / 11) % 9 < 2 + kon + alder ? 1
                                                                   : 3;
    text += fmt::format("{},{},{},{},{}\n", kon, alder, code, 10 + k % 3,
                        code == 1 ? fmt::format("{}", k % 4) : "");
  }
  return text;
}

WeightingDiagnosis diagnosis_of(const std::string& recipe, const std::string& data) {
  const Folder folder;
  folder.file("alder.csv", "alder,total\n1,400\n2,450\n3,350\n");
  const auto table = table_from(data);
  const auto read = recipe_from(recipe, folder);
  return diagnose(table, read, Chain(table, read));
}

}  // namespace

TEST_CASE("a diagnosis follows the weights from stage to stage", "[weights][diagnostics]") {
  const auto d = diagnosis_of(steps, made_data());
  REQUIRE(d.stages.size() == 4);
  CHECK(d.stages[0].kind == StageKind::base);
  CHECK(d.stages[1].kind == StageKind::eligibility);
  CHECK(d.stages[2].kind == StageKind::nonresponse);
  CHECK(d.stages[3].kind == StageKind::calibration);
  CHECK_FALSE(d.stages[0].g);
  CHECK(d.stages[0].weight.n == 120);
  CHECK(d.stages[1].weight.n == 96);  // 12 unknown and 12 outside are gone
  CHECK(d.stages[3].weight.sum == Approx(1200).epsilon(1e-12));
  // Unknown persons' weight went to the known: of one class, all by the same factor.
  CHECK(d.stages[1].g->smallest == Approx(d.stages[1].g->largest).epsilon(1e-13));
  CHECK(d.stages[1].g->largest > 1);
  CHECK(d.stages[3].extremes.largest.size() == 10);
  REQUIRE(d.stages[3].totals.size() == 3);
  CHECK(d.stages[3].totals[1].target == 450);
  CHECK(d.stages[3].totals[1].after == Approx(450).epsilon(1e-10));
}

TEST_CASE("a diagnosis accounts for outcomes, in all and by group", "[weights][diagnostics]") {
  const auto d = diagnosis_of(steps, made_data());
  REQUIRE(d.outcomes.size() == 3);
  CHECK(d.outcomes[0].persons[Disposition::ineligible] == 12);
  CHECK(d.outcomes[0].persons.all() == 120);
  CHECK(d.outcomes[1].level == "1");
  for (std::size_t i = 0; i < dispositions; ++i)
    CHECK(d.outcomes[1].persons.sum[i] + d.outcomes[2].persons.sum[i] ==
          d.outcomes[0].persons.sum[i]);
  CHECK(d.outcomes[0].rates.eligible_share == Approx(96.0 / 108).epsilon(1e-14));
}

TEST_CASE("a diagnosis compares those who answered with the sample and the population",
          "[weights][diagnostics]") {
  const auto d = diagnosis_of(steps + "[diagnostics]\nstudy = [\"y\", \"y=2|3\"]\n", made_data());
  REQUIRE(d.response);
  const auto& r = *d.response;
  CHECK(r.sampled == 96);
  CHECK(r.answered == d.stages[2].weight.n);
  CHECK(r.auxiliaries == Names{"kon", "alder"});
  REQUIRE(r.balance.size() == 2);
  CHECK_FALSE(r.balance[0].levels[0].target);
  CHECK(*r.balance[1].levels[0].target == Approx(400.0 / 1200).epsilon(1e-14));
  CHECK(r.balance[1].largest_after < 1e-10);  // calibrated to it
  CHECK(r.balance[1].largest_before > 0.01);
  REQUIRE(r.representative);
  CHECK(r.representative->indicator < 1);
  CHECK(r.representative->partials.size() == 2);
  CHECK(r.selection.back().h3 == Approx(r.h3).epsilon(1e-12));
  REQUIRE(d.study.size() == 2);
  CHECK(d.study[0].spencer.n == r.answered);
  CHECK(std::isfinite(d.study[1].spencer.deff));
  CHECK(std::isfinite(d.study[1].moved));
}

TEST_CASE("what a diagnosis cannot tell has its reason", "[weights][diagnostics]") {
  const auto without = diagnosis_of("[design]\nweight = \"d\"\n", made_data());
  CHECK_FALSE(without.response);
  CHECK_THAT(without.no_response, Contains("no step of kind nonresponse"));
  // A margin's variable that only respondents have is left out of the comparison.
  const std::string data = "kon,x,svar,d\n1,1,1,5\n1,,0,5\n2,1,1,5\n2,2,1,5\n1,2,1,5\n2,,0,5\n";
  const Folder folder;
  folder.file("x.csv", "x,total\n1,20\n2,10\n");
  const auto table = table_from(data);
  const auto nonresponse =
      "[design]\nweight = \"d\"\n[[step]]\nkind = \"nonresponse\"\nrespondent = \"svar=1\"\nby = "
      "[\"kon\"]\n";
  const auto calibrate =
      "[[step]]\nkind = \"calibrate\"\ndistance = \"linear\"\nmargins = [\"x.csv\"]\n";
  const auto recipe = recipe_from(std::string(nonresponse) + calibrate, folder);
  const auto d = diagnose(table, recipe, Chain(table, recipe));
  CHECK(d.response->auxiliaries == Names{"kon"});
  REQUIRE(d.response->left_out.size() == 1);
  CHECK(d.response->left_out[0] == "x: 2 of the sample have no valid value (rows 2, 6)");
  const auto asked =
      recipe_from(std::string(nonresponse) + "[diagnostics]\nauxiliaries = [\"x\"]\n", folder);
  CHECK_THROWS_WITH(diagnose(table, asked, Chain(table, asked)),
                    Contains("d.csv: x: 2 of the sample have no valid value"));
  // Everybody in a level answered: no model, and the level is named.
  const auto certain = table_from("kon,svar,d\n1,1,5\n1,0,5\n2,1,5\n2,1,5\n");
  const auto simple = recipe_from(nonresponse, folder);
  const auto none = diagnose(certain, simple, Chain(certain, simple));
  CHECK_FALSE(none.response->representative);
  CHECK_THAT(none.response->not_representative, Contains("every one of the 2 records with 2"));
}

TEST_CASE("[diagnostics] is read strictly", "[weights][error]") {
  const Folder folder;
  const auto refuses = [&](const std::string& keys, const std::string& message) {
    CHECK_THROWS_WITH(recipe_from("[diagnostics]\n" + keys, folder), Contains(message));
  };
  refuses("level = 95\n", "95 must be between 0 and 1");
  refuses("extremes = 0\n", "0 must be at least 1");
  refuses("auxiliary = [\"kon\"]\n", "unknown key 'auxiliary'");
  CHECK_THROWS_WITH(diagnosis_of(steps + "[diagnostics]\nauxiliaries = [\"konn\"]\n", made_data()),
                    Contains("did you mean 'kon'?"));
  CHECK_THROWS_WITH(diagnosis_of(steps + "[diagnostics]\nstudy = [\"y=9\"]\n", made_data()),
                    Contains("[diagnostics] study"));
}
