#include <catch2/catch.hpp>
#include <cmath>
#include <numeric>

#include "base/error.hpp"
#include "base/random.hpp"
#include "weights/chain.hpp"
#include "weights/fixture.hpp"
#include "weights/weigh.hpp"

using namespace trygg;
using namespace trygg::weights;
using Catch::Matchers::Contains;
using trygg::test::Folder;
using trygg::test::recipe_from;
using trygg::test::table_from;
using Values = std::vector<double>;

namespace {

/// A sample with a few large weights.
struct Case {
  Folder folder;
  std::string data = "kon,alder,x,d\n";
  Case() {
    Random random(31, 4);
    for (int k = 0; k < 200; ++k)
      data += fmt::format("{},{},{},{}\n", 1 + random.below(2), 1 + random.below(4),
                          random.below(30), 10 + random.below(10) + (k % 20 == 0 ? 60 : 0));
    folder.file("kon.csv", "kon,total\n1,1900\n2,2100\n");
    folder.file("alder.csv", "alder,total\n1,900\n2,1100\n3,1000\n4,1000\n");
    folder.file("x.csv", "variable,total\nx,60000\n");
  }
  Recipe recipe(const std::string& trim, const std::string& distance = "raking") const {
    return recipe_from(
        fmt::format("[design]\nweight = \"d\"\n[[step]]\nkind = \"calibrate\"\ndistance = "
                    "\"{}\"\nmargins = [\"kon.csv\", \"alder.csv\"]\nnumeric = \"x.csv\"\n{}",
                    distance, trim),
        folder);
  }
  Weighted run(const std::string& trim, const std::string& distance = "raking") const {
    return weigh(table_from(data), recipe("[[step]]\nkind = \"trim\"\n" + trim, distance));
  }
};

}  // namespace

TEST_CASE("a trim cuts the largest weights and keeps every total", "[weights][law]") {
  const Case c;
  for (const auto* distance : {"raking", "linear", "sinh"}) {
    CAPTURE(distance);
    const auto weighted = c.run("max_weight = 45\nmin_weight = 8\n", distance);
    CHECK(weighted.largest == 45);
    CHECK(weighted.smallest >= 8 * (1 - 1e-12));
    REQUIRE(weighted.steps.size() == 2);
    const auto& totals = weighted.steps[1].totals;
    REQUIRE(totals.size() == 7);
    const Values target{1900, 2100, 900, 1100, 1000, 1000, 60000};
    for (std::size_t i = 0; i < totals.size(); ++i) {
      CHECK(totals[i].after == Approx(target[i]).epsilon(1e-11));
      CHECK(totals[i].target == Approx(target[i]).epsilon(1e-11));
    }
    CHECK(weighted.steps[1].largest_g > 1);  // somebody takes over what is cut
    REQUIRE(weighted.design.calibration.size() == 2);
    CHECK(weighted.design.calibration[1].margins == weighted.design.calibration[0].margins);
    CHECK(weighted.design.calibration[1].numeric == std::vector<std::string>{"x"});
    CHECK(weighted.design.calibration[1].weight_before == "vikt_1");
  }
}

TEST_CASE("a trim tells how many records are at the limit, and the largest weights", "[weights]") {
  const auto remarks = Case().run("max_weight = 45\n").steps[1].remarks;
  REQUIRE(remarks.size() == 2);
  CHECK_THAT(remarks[0], Contains(" of 200 records are at the highest weight, 45"));
  CHECK_THAT(remarks[1], Contains("the largest weight was ") && Contains(" and is 45"));
}

TEST_CASE("a trim that need not cut changes nothing, and says so", "[weights]") {
  const auto weighted = Case().run("max_weight = 1e6\n");
  const auto& report = weighted.steps[1];
  CHECK(report.smallest_g == 1);
  CHECK(report.largest_g == 1);
  REQUIRE(report.remarks.size() == 1);
  CHECK_THAT(report.remarks[0], Contains("nothing was changed"));
}

TEST_CASE("a ratio is to the median of the weights before, and trims may follow each other",
          "[weights]") {
  const Case c;
  const auto table = table_from(c.data);
  const auto recipe = c.recipe(
      "[[step]]\nkind = \"trim\"\nmax_ratio = 3\n[[step]]\nkind = \"trim\"\nmax_weight = "
      "46\n");
  const Chain chain(table, recipe);
  Values before(chain.results()[0].weight);
  std::ranges::sort(before);
  const double median = (before[99] + before[100]) / 2;
  CHECK(std::ranges::max(chain.results()[1].weight) == Approx(3 * median).epsilon(1e-12));
  CHECK(std::ranges::max(chain.weight()) == 46);
  CHECK(std::accumulate(chain.weight().begin(), chain.weight().end(), 0.0) ==
        Approx(4000).epsilon(1e-12));
}

TEST_CASE("a trim is redone in every replicate", "[weights][law]") {
  const Case c;
  const auto table = table_from(c.data);
  const auto recipe = c.recipe("[[step]]\nkind = \"trim\"\nmax_weight = 60\n");
  const Chain chain(table, recipe);
  auto weight = table.numbers("d");
  for (std::size_t k = 0; k < weight.size(); ++k) weight[k] *= k % 5 == 0 ? 0.0 : 1.25;
  chain.reweigh(weight);
  CHECK(std::ranges::max(weight) <= 60);
  CHECK(weight[5] == 0);
  CHECK(std::accumulate(weight.begin(), weight.end(), 0.0) == Approx(4000).epsilon(1e-11));
}

TEST_CASE("a limit that cannot hold the totals is refused", "[weights][error]") {
  // 200 records of at most 19 are 3800.
  CHECK_THROWS_AS(Case().run("max_weight = 19\n"), ConvergenceError);
}

TEST_CASE("a trim needs a calibration before it and one limit", "[weights][error]") {
  const Case c;
  const auto alone = [&](const std::string& keys) {
    return recipe_from("[design]\nweight = \"d\"\n[[step]]\nkind = \"trim\"\n" + keys, c.folder);
  };
  CHECK_THROWS_AS(weigh(table_from(c.data), alone("max_weight = 50\n")), ConfigError);
  CHECK_THROWS_WITH(weigh(table_from(c.data), alone("max_weight = 50\n")),
                    Contains("r.toml:4: key 'kind': a trim keeps the totals of the calibration "
                             "before it; put it after"));
  CHECK_THROWS_WITH(alone(""), Contains("a trim needs max_weight or max_ratio"));
  CHECK_THROWS_WITH(alone("max_weight = 5\nmax_ratio = 3\n"), Contains("one of them"));
  CHECK_THROWS_WITH(alone("max_ratio = 0.5\n"), Contains("key 'max_ratio': must be above 1"));
  CHECK_THROWS_WITH(alone("max_weight = 5\nmin_weight = 6\n"),
                    Contains("must be below max_weight"));
  CHECK_THROWS_WITH(alone("max_weight = 0\n"), Contains("must be above 0"));
}
