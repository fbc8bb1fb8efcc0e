#include "design/design_file.hpp"

#include <catch2/catch.hpp>

#include "base/error.hpp"
#include "support.hpp"

using namespace trygg;
using Catch::Matchers::Contains;
using trygg::test::Folder;

namespace {

DesignSpec read(const std::string& toml) {
  const Folder folder;
  return read_design_file(folder.file("d.toml", toml));
}

}  // namespace

TEST_CASE("a design file takes strings, numbers and lists", "[design][config]") {
  const auto spec = read(
      "weight = \"w\"\nstrata = 2019\npsu = [\"block\", 7]\nfpc = \"N\"\nnest = true\n"
      "lonely_psu = \"average\"\n");
  CHECK(spec.weight == "w");
  CHECK(spec.strata == "2019");
  CHECK(spec.psu == std::vector<std::string>{"block", "7"});
  CHECK(spec.fpc == std::vector<std::string>{"N"});
  CHECK(spec.nest);
  CHECK(spec.lonely_psu == LonelyPsu::average);
}

TEST_CASE("the keys of a design may stand in a table [design]", "[design][config]") {
  const auto spec = read(
      "version = 1\n[design]\nweight = \"w\"\n[[design.calibration]]\n"
      "weight_before = \"d\"\nweight_after = \"w\"\nnumeric = \"income\"\n");
  CHECK(spec.weight == "w");
  REQUIRE(spec.calibration.size() == 1);
  CHECK(spec.calibration[0].numeric == std::vector<std::string>{"income"});
}

TEST_CASE("a design file that trygg writes reads back the same", "[design][config][law]") {
  const DesignSpec spec{.weight = "vikt \"2\"",
                        .strata = "område",
                        .psu = {"a", "b,c"},
                        .fpc = {"N1", "N2"},
                        .stratum_population = {{"02", 1025}, {"01", 1824.25}, {"1", 3}},
                        .nest = true,
                        .lonely_psu = LonelyPsu::adjust,
                        .calibration = {{.weight_before = "v0",
                                         .weight_after = "v1",
                                         .margins = {{"x", "y"}, {"z"}},
                                         .distance = "raking"},
                                        {.weight_before = "v1",
                                         .weight_after = "v2",
                                         .numeric = {"income"},
                                         .scale = "q",
                                         .distance = "linear"}},
                        .calibrated_on = {{"x"}, {"y", "z"}}};
  const auto back = read(to_toml(spec));
  CHECK(back.weight == spec.weight);
  CHECK(back.strata == spec.strata);
  CHECK(back.psu == spec.psu);
  CHECK(back.fpc == spec.fpc);
  CHECK(back.stratum_population == spec.stratum_population);  // order and leading zeros kept
  CHECK(back.nest == spec.nest);
  CHECK(back.lonely_psu == spec.lonely_psu);
  CHECK(back.calibrated_on == spec.calibrated_on);
  REQUIRE(back.calibration.size() == 2);
  for (std::size_t s = 0; s < 2; ++s) {
    CHECK(back.calibration[s].weight_before == spec.calibration[s].weight_before);
    CHECK(back.calibration[s].weight_after == spec.calibration[s].weight_after);
    CHECK(back.calibration[s].margins == spec.calibration[s].margins);
    CHECK(back.calibration[s].numeric == spec.calibration[s].numeric);
    CHECK(back.calibration[s].scale == spec.calibration[s].scale);
    CHECK(back.calibration[s].distance == spec.calibration[s].distance);
  }
  CHECK(to_toml(back) == to_toml(spec));
}

TEST_CASE("a design file refuses what it does not know", "[design][config][error]") {
  const auto refused = [](const std::string& toml, const std::string& message) {
    CAPTURE(toml);
    CHECK_THROWS_AS(read(toml), ConfigError);
    CHECK_THROWS_WITH(read(toml), Contains(message));
  };
  refused("weight = \"w\"\nlonly_psu = \"fail\"\n",
          "d.toml:2: unknown key 'lonly_psu'; did you mean 'lonely_psu'?");
  refused("pps = \"brewer\"\n", "d.toml:1: key 'pps': needs the inclusion probabilities");
  refused("replicates = \"r*\"\n", "d.toml:1: key 'replicates': must be a table, [replicates]");
  refused("weight = \"w\"\n[design]\nstrata = \"h\"\n",
          "d.toml:1: key 'weight': stands beside a table [design]");
  refused("[design]\nwight = \"w\"\n", "d.toml:2: unknown key 'wight'");
  refused("\nlonely_psu = \"ajust\"\n", "d.toml:2: key 'lonely_psu': 'ajust' is no rule");
  refused("nest = \"maybe\"\n", "d.toml:1: key 'nest': must be true or false");
  refused("stratum_population = [[\"a\", 1]]\n", "key 'stratum_population': needs strata");
  refused("strata = \"h\"\nstratum_population = [[\"a\", \"x\"]]\n", "list of pairs");
  refused("strata = \"h\"\nstratum_population = [[\"a\", 1], [\"a\", 2]]\n", "stratum 'a'");
  refused("calibrated_on = [[\"x\"]]\n", "key 'calibrated_on': needs weight");
  refused("[[calibration]]\nweight_before = \"d\"\nweight_after = \"w\"\n", "needs margins");
  refused("version = 2\n", "d.toml:1: key 'version'");
}

TEST_CASE("replicates of a design file are read and written", "[design][replicate][law]") {
  const auto spec = read(
      "[replicates]\nkind = \"fay\"\ncolumns = [\"r[1-8]\", \"more_*\"]\ncombined = false\n"
      "scale = 0.125\nrscales = [1, 0.5]\nmse = true\nrho = 0.3\n");
  REQUIRE(spec.replicates);
  CHECK(spec.replicates->kind == ReplicateKind::fay);
  CHECK(spec.replicates->columns == std::vector<std::string>{"r[1-8]", "more_*"});
  CHECK(spec.replicates->hold == ReplicateColumns::factors);
  CHECK(spec.replicates->rscales == std::vector<double>{1, 0.5});
  CHECK(spec.replicates->centre == ReplicateCentre::full_sample);
  CHECK(to_toml(read(to_toml(spec))) == to_toml(spec));
  const auto made = read(
      "[design]\n[design.replicates]\nkind = \"bootstrap\"\ncount = 500\nseed = 20230401\n"
      "method = \"preston\"\n");
  CHECK(made.replicates->count == 500u);
  CHECK(made.replicates->method == BootstrapMethod::preston);
  CHECK(to_toml(read(to_toml(made))) == to_toml(made));
}

TEST_CASE("replicates of a design file that cannot be are refused", "[design][replicate][error]") {
  const auto refused = [](const std::string& keys, const std::string& message) {
    CHECK_THROWS_WITH(read("[replicates]\n" + keys), Contains(message));
  };
  refused("kind = \"jkm\"\n", "d.toml:2: key 'kind': 'jkm' is no kind of replicates");
  refused("kind = \"jk1\"\nscale = 1\n", "scale and rscales belong to replicates that are given");
  refused("kind = \"bootstrap\"\ncount = 10\n", "seed: bootstrap needs one");
  refused("kind = \"bootstrap\"\ncount = -1\nseed = 1\n", "key 'count': must not be negative");
  refused("kind = \"brr\"\ncolumns = \"r*\"\ncount = 4\n", "count and seed belong to replicates");
  refused("kind = \"brr\"\nmethod = \"rao-wy\"\n", "'rao-wy' is no bootstrap");
  refused("kind = \"brr\"\nmethod = \"preston\"\n", "method: is one of bootstrap's");
  refused("kind = \"brr\"\ncombined = true\n", "there are no columns");
  refused("kind = \"brr\"\nfpc = 1\n", "fpc");
}
