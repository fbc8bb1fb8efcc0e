#include "weights/recipe.hpp"

#include <catch2/catch.hpp>

#include "base/error.hpp"
#include "weights/fixture.hpp"

using namespace trygg;
using Catch::Matchers::Contains;
using trygg::test::Folder;
using trygg::test::recipe_from;

namespace {

void refuses(const std::string& toml, const std::string& message) {
  CAPTURE(toml);
  const Folder folder;
  CHECK_THROWS_AS(recipe_from(toml, folder), ConfigError);
  CHECK_THROWS_WITH(recipe_from(toml, folder), Contains(message));
}

std::string step(const std::string& keys) {
  return "[[step]]\nkind = \"calibrate\"\n" + keys;
}

}  // namespace

TEST_CASE("a recipe is read with its design, steps and name", "[weights]") {
  const Folder folder;
  const auto recipe = recipe_from(
      "[design]\nstrata = \"h\"\npopulation = \"frame.csv\"\nlonely_psu = \"adjust\"\n"
      "[[step]]\nkind = \"calibrate\"\ndistance = \"raking\"\nmargins = [\"a.csv\", \"b.csv\"]\n"
      "numeric = \"x.csv\"\n[output]\nweight = \"w\"\n",
      folder);
  CHECK(recipe.weight == "w");
  CHECK(*recipe.design.spec.strata == "h");
  CHECK(*recipe.design.population == folder.path() / "frame.csv");
  CHECK(recipe.design.spec.lonely_psu == LonelyPsu::adjust);
  REQUIRE(recipe.steps.size() == 1);
  const auto files = recipe.steps[0]->files();
  REQUIRE(files.size() == 3);
  CHECK(files[1].path == folder.path() / "b.csv");
  CHECK(files[2].kind == weights::TotalsFile::Kind::numeric);
}

TEST_CASE("the weight is called vikt when nothing else is said", "[weights]") {
  CHECK(recipe_from("[design]\nweight = \"d\"\n", Folder()).weight == "vikt");
}

TEST_CASE("keys, steps and distances that are not there are refused by line", "[weights][error]") {
  refuses("[design]\nstratum = \"h\"\n", "r.toml:2: unknown key 'stratum'");
  refuses("[replicates]\ncount = 500\n", "r.toml:1: key 'kind': is missing");
  refuses("[[step]]\nkind = \"prune\"\nmax_weight = 900\n",
          "r.toml:2: key 'kind': no step 'prune'; known: calibrate");
  refuses(step("distance = \"chi\"\nmargins = [\"a.csv\"]\n"),
          "r.toml:3: key 'distance': no distance 'chi'; known: linear, raking, poststratify");
  refuses(step("margins = [\"a.csv\"]\n"), "key 'distance': is missing");
  refuses(step("distance = \"linear\"\n"), "a calibration needs margins or numeric totals");
  refuses(step("distance = \"linear\"\nmargin = [\"a.csv\"]\n"), "key 'margin");
}

TEST_CASE("post-stratification takes one margin", "[weights][error]") {
  refuses(step("distance = \"poststratify\"\nmargins = [\"a.csv\", \"b.csv\"]\n"),
          "poststratify takes one margin");
}

TEST_CASE("bounds are for distances that have them, and in order", "[weights][error]") {
  refuses(step("distance = \"raking\"\nmargins = [\"a.csv\"]\nbounds = [0.3, 3]\n"),
          "r.toml:5: key 'bounds': raking has none; distances with bounds: logit, truncated");
  refuses(step("distance = \"logit\"\nmargins = [\"a.csv\"]\n"), "logit needs bounds");
  refuses(step("distance = \"logit\"\nmargins = [\"a.csv\"]\nbounds = [1.2, 3]\n"),
          "lower < 1 < upper");
}

TEST_CASE("alpha is for sinh, and above 0", "[weights][error]") {
  refuses(step("distance = \"raking\"\nmargins = [\"a.csv\"]\nalpha = 2\n"),
          "r.toml:5: key 'alpha': raking has none; sinh has");
  refuses(step("distance = \"sinh\"\nmargins = [\"a.csv\"]\nalpha = 0\n"), "must be above 0");
  const Folder folder;
  CHECK(recipe_from(step("distance = \"sinh\"\nmargins = [\"a.csv\"]\n"), folder).steps.size() ==
        1);
}

TEST_CASE("a design that says two things is refused", "[weights][error]") {
  refuses("[design]\nweight = \"d\"\nstrata = \"h\"\npopulation = \"f.csv\"\n",
          "r.toml:2: key 'weight': either `population` or `weight`");
  refuses("[design]\npopulation = \"f.csv\"\n", "key 'population': needs `strata`");
  refuses("[design]\nstrata = \"h\"\npopulation = \"f.csv\"\npsu = \"p\"\n",
          "`population` counts persons, not PSUs");
  refuses("[design]\nlonely_psu = \"skip\"\n", "key 'lonely_psu': 'skip' is no rule");
}
