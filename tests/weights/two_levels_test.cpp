// Calibration for non-response: totals of the sample, of the population, and both.
#include <catch2/catch.hpp>
#include <cmath>
#include <map>
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
using Names = std::vector<std::string>;
using Values = std::vector<double>;

namespace {

/// 240 sampled persons, about two thirds of whom answered; `inkomst` is known of respondents only.
struct Case {
  Folder folder;
  Table table = table_from(data());
  Values d = table.numbers("d"), svar = table.numbers("svar"), kon = table.numbers("kon"),
         alder = table.numbers("alder"), x = table.numbers("x");

  Case() {
    folder.file("kon.csv", "kon,total\n1,2600\n2,2500\n");
    folder.file("region_kon.csv", "region,kon,total\n1,1,1300\n1,2,1200\n2,1,1300\n2,2,1300\n");
    folder.file("inkomst.csv", "variable,total\ninkomst,1500000\n");
  }
  static std::string data() {
    std::string text = "region,kon,alder,x,inkomst,svar,d\n";
    Random random(12, 0);
    for (int k = 0; k < 240; ++k) {
      const bool answers = random.uniform() < 0.65;
      text +=
          fmt::format("{},{},{},{},{},{},{}\n", 1 + k % 2, 1 + random.below(2), 1 + random.below(3),
                      random.below(50), answers ? std::to_string(100 + random.below(400)) : "",
                      answers ? 1 : 0, 15 + random.below(10));
    }
    return text;
  }
  Recipe recipe(const std::string& keys) const {
    return recipe_from("[design]\nweight = \"d\"\n[[step]]\nkind = \"calibrate\"\n" + keys, folder);
  }
  Values weigh_by(const std::string& keys) const {
    const auto r = recipe(keys);
    const Chain chain(table, r);
    return {chain.weight().begin(), chain.weight().end()};
  }
  double sum(const Values& w, const Values& v, double code) const {
    double sum = 0;
    for (std::size_t k = 0; k < w.size(); ++k) sum += v[k] == code ? w[k] : 0;
    return sum;
  }
  void refuses(const std::string& keys, const std::string& message) const {
    CAPTURE(keys);
    CHECK_THROWS_WITH(weigh(table, recipe(keys)), Contains(message));
  }
};

const std::string by_response = "respondent = \"svar=1\"\n";

}  // namespace

TEST_CASE("calibration to one margin of the sample is weighting by classes of response",
          "[weights][law]") {
  const Case c;
  const auto w =
      c.weigh_by("distance = \"linear\"\nsample_margins = [[\"kon\", \"alder\"]]\n" + by_response);
  std::map<std::pair<double, double>, std::pair<double, double>> cells;  // Σ d, Σ d of respondents
  for (std::size_t k = 0; k < w.size(); ++k) {
    auto& [all, answered] = cells[{c.kon[k], c.alder[k]}];
    all += c.d[k];
    answered += c.svar[k] == 1 ? c.d[k] : 0;
  }
  for (std::size_t k = 0; k < w.size(); ++k) {
    const auto [all, answered] = cells[{c.kon[k], c.alder[k]}];
    CHECK(w[k] == Approx(c.svar[k] == 1 ? c.d[k] * all / answered : 0).epsilon(1e-12));
  }
}

TEST_CASE("several totals of the sample are met by those who answered", "[weights][law]") {
  const Case c;
  for (const auto* distance : {"linear", "raking", "logit\"\nbounds = [0.5, 4] #"}) {
    CAPTURE(distance);
    const auto w = c.weigh_by(
        fmt::format("distance = \"{}\"\nsample_margins = [[\"kon\"], \"alder\"]\nsample_numeric = "
                    "[\"x\"]\n{}",
                    distance, by_response));
    for (const double code : {1.0, 2.0}) {
      CHECK(c.sum(w, c.kon, code) == Approx(c.sum(c.d, c.kon, code)).epsilon(1e-11));
      CHECK(c.sum(w, c.alder, code) == Approx(c.sum(c.d, c.alder, code)).epsilon(1e-11));
    }
    CHECK(std::inner_product(w.begin(), w.end(), c.x.begin(), 0.0) ==
          Approx(std::inner_product(c.d.begin(), c.d.end(), c.x.begin(), 0.0)).epsilon(1e-11));
    for (std::size_t k = 0; k < w.size(); ++k) CHECK((w[k] == 0) == (c.svar[k] == 0));
  }
}

TEST_CASE(
    "with totals of the population, those of the sample are brought to its size, and it is said",
    "[weights]") {
  const Case c;
  const auto weighted =
      weigh(c.table, c.recipe("distance = \"raking\"\nmargins = \"kon.csv\"\nsample_margins = "
                              "[\"alder\"]\nsample_numeric = \"x\"\n" +
                              by_response));
  const auto& report = weighted.steps[0];
  const double d_sum = std::accumulate(c.d.begin(), c.d.end(), 0.0), factor = 5100 / d_sum;
  CHECK(report.title == "calibrate, raking, 1 margin, 2 totals of the sample, for non-response");
  REQUIRE(report.remarks.size() == 1);
  CHECK(report.remarks[0] == fmt::format("totals of the sample were multiplied by {:.6g}, to sum "
                                         "to the population of the first margin",
                                         factor));
  REQUIRE(report.totals.size() == 6);
  CHECK(report.totals[2].source.empty());
  CHECK(report.totals[2].level == "alder 1");
  CHECK(report.totals[2].target == Approx(factor * c.sum(c.d, c.alder, 1)).epsilon(1e-12));
  for (const auto& met : report.totals) CHECK(met.after == Approx(met.target).epsilon(1e-11));
  CHECK(weighted.sum == Approx(5100).epsilon(1e-12));
  const auto& spec = weighted.design.calibration[0];
  CHECK(spec.response);
  CHECK(spec.margins == std::vector<Names>{{"kon"}});
  CHECK(spec.sample_margins == std::vector<Names>{{"alder"}});
  CHECK(spec.sample_numeric == Names{"x"});
}

TEST_CASE("auxiliaries of the population need to be known of respondents only", "[weights]") {
  const Case c;
  const auto w = c.weigh_by(
      "distance = \"linear\"\nmargins = \"kon.csv\"\nnumeric = "
      "\"inkomst.csv\"\n" +
      by_response);
  const auto income = c.table.numbers("inkomst");
  double total = 0;
  for (std::size_t k = 0; k < w.size(); ++k) total += w[k] == 0 ? 0 : w[k] * income[k];
  CHECK(total == Approx(1500000).epsilon(1e-11));
  c.refuses("distance = \"linear\"\nsample_numeric = \"inkomst\"\n" + by_response,
            "respondents have no value of inkomst");
}

TEST_CASE("in parts, totals of the sample are those of the part", "[weights][law]") {
  const Case c;
  const auto keys =
      "distance = \"raking\"\nmargins = \"region_kon.csv\"\nsample_margins = "
      "[\"alder\"]\npartition = \"region\"\n" +
      by_response;
  const auto weighted = weigh(c.table, c.recipe(keys));
  const auto region = c.table.numbers("region");
  const auto w = c.weigh_by(keys);
  for (const double part : {1.0, 2.0}) {
    double sampled = 0, first = 0, after = 0;
    for (std::size_t k = 0; k < w.size(); ++k) {
      if (region[k] != part) continue;
      sampled += c.d[k];
      first += c.alder[k] == 1 ? c.d[k] : 0;
      after += c.alder[k] == 1 ? w[k] : 0;
    }
    CHECK(after == Approx(first * (part == 1 ? 2500 : 2600) / sampled).epsilon(1e-11));
  }
  CHECK(weighted.steps[0].totals[4].level == "region 1, alder 1");
  CHECK(weighted.design.calibration[0].sample_margins == std::vector<Names>{{"alder"}});
}

TEST_CASE("after calibration for non-response a replicate is what the step makes of its weights",
          "[weights][law]") {
  const Case c;
  const auto recipe = c.recipe(
      "distance = \"raking\"\nmargins = \"kon.csv\"\nsample_margins = "
      "[\"alder\"]\n" +
      by_response + "[[step]]\nkind = \"trim\"\nmax_ratio = 2.5\n");
  const Chain chain(c.table, recipe);
  auto weight = c.d;
  for (std::size_t k = 0; k < weight.size(); ++k) weight[k] *= k % 4 == 0 ? 0.0 : 4.0 / 3;
  const auto sampled = weight;
  chain.reweigh(weight);
  CHECK(c.sum(weight, c.kon, 1) == Approx(2600).epsilon(1e-11));
  const double size = std::accumulate(sampled.begin(), sampled.end(), 0.0);
  CHECK(c.sum(weight, c.alder, 2) ==
        Approx(c.sum(sampled, c.alder, 2) * 5100 / size).epsilon(1e-11));
  for (std::size_t k = 0; k < weight.size(); ++k)
    CHECK((weight[k] == 0) == (sampled[k] == 0 || c.svar[k] == 0));
}

TEST_CASE("what does not go together with response is refused", "[weights][error]") {
  const Case c;
  const std::string head = "distance = \"linear\"\nsample_margins = [\"alder\"]\n";
  c.refuses(head + by_response + "household = \"region\"\n",
            "key 'household': and `respondent` in one step");
  c.refuses(head + "margins = \"kon.csv\"\nsoft = { \"kon.csv\" = 1 }\n",
            "key 'soft': prices are for totals of the population alone");
  c.refuses("distance = \"linear\"\nsample_margins = [\"alder\"]\nrespondent = \"svar=2\"\n",
            "svar");
  c.refuses("distance = \"linear\"\nsample_margins = [\"aldre\"]\n" + by_response,
            "has no column 'aldre'; did you mean 'alder'?");
  c.refuses("distance = \"linear\"\nsample_margins = [[]]\n" + by_response,
            "holds a list without a variable");
}

TEST_CASE("a level that nobody answered from is told with how many were sampled",
          "[weights][error]") {
  const auto table = table_from("svar,alder\n1,1\n1,1\n0,2\n0,2\n1,3\n");
  CHECK_THROWS_WITH(
      weigh(table, recipe_from("[[step]]\nkind = \"calibrate\"\ndistance = \"raking\"\n"
                               "sample_margins = [\"alder\"]\nrespondent = \"svar=1\"\n",
                               Folder())),
      "d.csv: no respondent has alder 2, but 2 of the sample have; merge it with another in the "
      "data");
}
