// The keys of a calibration step, from the recipe to the weights.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <map>

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

/// Households of three, each in one region, with a weight, a scale and a numeric variable.
std::string persons(int count) {
  std::string text = "id,hushall,region,kon,alder,x,q,d\n";
  Random random(99, 1);
  int d = 0, region = 0;
  for (int k = 0; k < count; ++k) {
    if (k % 3 == 0) {
      d = 10 + static_cast<int>(random.below(20));
      region = static_cast<int>(random.below(3)) + 1;
    }
    text += fmt::format("{},{},{},{},{},{},{},{}\n", k, 1000 - k / 3, region, 1 + random.below(2),
                        1 + random.below(3), 5 + random.below(20), 1 + random.below(3), d);
  }
  return text;
}

/// Σ d of the sample, half as much again for kon 1, in files: consistent totals to calibrate to.
class Totals {
 public:
  explicit Totals(const Table& table) : table_(table) {
    w_ = table.numbers("d");
    const auto kon = table.numbers("kon"), alder = table.numbers("alder");
    for (std::size_t k = 0; k < w_.size(); ++k)
      w_[k] *= (kon[k] == 1 ? 1.4 : 0.9) * (alder[k] == 2 ? 1.2 : 1);
  }
  void margin(const Folder& folder, const std::string& name, const std::vector<std::string>& by) {
    std::map<std::string, double> sums;
    for (std::size_t k = 0; k < w_.size(); ++k) {
      std::string row;
      for (const auto& v : by) row += table_.column(v).at(k).text + ",";
      sums[row] += w_[k];
    }
    std::string text;
    for (const auto& v : by) text += v + ",";
    text += "total\n";
    for (const auto& [row, sum] : sums) text += fmt::format("{}{}\n", row, sum);
    folder.file(name, text);
  }

 private:
  const Table& table_;
  Values w_;
};

struct Case {
  Folder folder;
  Table table = table_from(persons(150));
  Case() {
    Totals totals(table);
    totals.margin(folder, "kon.csv", {"kon"});
    totals.margin(folder, "alder.csv", {"alder"});
    totals.margin(folder, "region_kon.csv", {"region", "kon"});
    totals.margin(folder, "region_alder.csv", {"region", "alder"});
  }
  Recipe recipe(const std::string& keys) const {
    return recipe_from("[design]\nweight = \"d\"\n[[step]]\nkind = \"calibrate\"\n" + keys, folder);
  }
  Values weigh_by(const std::string& keys) const {
    const auto r = recipe(keys);
    const Chain chain(table, r);
    return {chain.weight().begin(), chain.weight().end()};
  }
  void refuses(const std::string& keys, const std::string& message) const {
    CAPTURE(keys);
    CHECK_THROWS_WITH(weigh(table, recipe(keys)), Contains(message));
  }
};

const std::string two = "margins = [\"kon.csv\", \"alder.csv\"]\n";

}  // namespace

TEST_CASE("a step reports every total: records, before, after, target", "[weights]") {
  const Case c;
  const auto weighted = weigh(c.table, c.recipe("distance = \"raking\"\n" + two));
  const auto& totals = weighted.steps[0].totals;
  REQUIRE(totals.size() == 5);
  CHECK(totals[2].level == "alder 1");
  CHECK(totals[2].source == "alder.csv");
  const auto d = c.table.numbers("d"), alder = c.table.numbers("alder");
  double before = 0;
  std::size_t records = 0;
  for (std::size_t k = 0; k < d.size(); ++k) {
    before += alder[k] == 1 ? d[k] : 0;
    records += alder[k] == 1;
  }
  CHECK(totals[2].records == records);
  CHECK(totals[2].before == before);
  for (const auto& met : totals) {
    CHECK(met.after == Approx(met.target).epsilon(1e-12));
    CHECK(met.given == met.target);
    CHECK(std::abs(met.before - met.target) > 1);
  }
}

TEST_CASE("weights keep within weight_bounds, by truncated and by logit", "[weights]") {
  const Case c;
  const auto free = c.weigh_by("distance = \"linear\"\nmargins = [\"kon.csv\"]\n");
  REQUIRE(std::ranges::max(free) > 38);
  for (const auto* distance : {"truncated", "logit"}) {
    CAPTURE(distance);
    const auto w = c.weigh_by(fmt::format(
        "distance = \"{}\"\nweight_bounds = [8, 36]\nmargins = [\"kon.csv\"]\n", distance));
    CHECK(std::ranges::min(w) >= 8 * (1 - 1e-12));
    CHECK(std::ranges::max(w) <= 36 * (1 + 1e-12));
    CHECK(std::ranges::max(w) > 34);
  }
  CHECK(c.weigh_by("distance = \"truncated\"\nweight_bounds = [8, 42]\nbounds = [0.5, 1.6]\n" + two)
            .size() == 150);
}

TEST_CASE("a weight outside weight_bounds is counted and named for logit, cut by truncated",
          "[weights][error]") {
  const Case c;
  c.refuses("distance = \"logit\"\nweight_bounds = [11, 42]\n" + two,
            "a weight before this step that is not between the weight_bounds 11 and 42, which "
            "logit cannot mend (rows ");
  for (const double w : c.weigh_by("distance = \"truncated\"\nweight_bounds = [11, 42]\n" + two))
    CHECK(w >= 11 * (1 - 1e-12));
  c.refuses("distance = \"raking\"\nweight_bounds = [11, 42]\n" + two,
            "r.toml:6: key 'weight_bounds': raking has none");
  c.refuses("distance = \"logit\"\nweight_bounds = [11]\n" + two, "needs [lowest, highest] weight");
  c.refuses("distance = \"truncated\"\nweight_bounds = [8, 42]\nbounds = [0.99, 1.01]\n" + two, "");
}

TEST_CASE("a scale in the data moves records in proportion to it", "[weights]") {
  const Case c;
  const auto w = c.weigh_by("distance = \"linear\"\nscale = \"q\"\nmargins = [\"kon.csv\"]\n");
  const auto d = c.table.numbers("d"), q = c.table.numbers("q"), kon = c.table.numbers("kon");
  std::map<double, double> slope;  // (g − 1)/q is the same in a category
  for (std::size_t k = 0; k < w.size(); ++k) {
    const double of = (w[k] / d[k] - 1) / q[k];
    CHECK(slope.emplace(kon[k], of).first->second == Approx(of).epsilon(1e-9));
  }
  CHECK(*weigh(c.table, c.recipe("distance = \"linear\"\nscale = \"q\"\n" + two))
             .design.calibration[0]
             .scale == "q");
}

TEST_CASE("a scale is there and above 0", "[weights][error]") {
  const Folder folder;
  folder.file("kon.csv", "kon,total\n1,10\n2,20\n");
  const auto attempt = [&](const std::string& data) {
    weigh(table_from(data),
          recipe_from("[[step]]\nkind = \"calibrate\"\ndistance = \"linear\"\nscale = "
                      "\"q\"\nmargins = \"kon.csv\"\n",
                      folder));
  };
  CHECK_THROWS_WITH(attempt("kon,q\n1,1\n2,0\n2,-1\n"),
                    "d.csv: the scale q is not above 0 in 2 records (rows 2, 3)");
  CHECK_THROWS_WITH(attempt("kon,q\n1,1\n2,\n"),
                    Contains("1 respondent has no value of q, which r.toml needs (row 2)"));
  CHECK_THROWS_WITH(attempt("kon,qq\n1,1\n2,1\n"), Contains("has no column 'q'"));
}

TEST_CASE("a soft margin leaves a gap that the report tells, and its price goes to the design",
          "[weights]") {
  const Case c;
  const auto weighted = weigh(
      c.table, c.recipe("distance = \"linear\"\n" + two + "soft = { \"alder.csv\" = 0.5 }\n"));
  const auto& report = weighted.steps[0];
  REQUIRE(report.remarks.size() == 1);
  CHECK_THAT(report.remarks[0], Contains("alder.csv has the price 0.5: its largest gap is "));
  for (const auto& met : report.totals) {
    if (met.level.starts_with("kon")) {
      CHECK(met.after == Approx(met.target).epsilon(1e-12));
    } else {
      CHECK(std::abs(met.after - met.target) > 0.1);
    }
  }
  const auto& price = weighted.design.calibration[0].price;
  REQUIRE(price.size() == 2);
  CHECK(std::isinf(price[0]));
  CHECK(price[1] == 0.5);
}

TEST_CASE("prices are above 0, of files of the step, and for linear", "[weights][error]") {
  const Case c;
  c.refuses("distance = \"raking\"\n" + two + "soft = { \"alder.csv\" = 0.5 }\n",
            "key 'soft': a total with a price needs the distance linear, not raking");
  c.refuses("distance = \"linear\"\n" + two + "soft = { \"aldre.csv\" = 0.5 }\n",
            "key 'aldre.csv': is no file of totals of this step; did you mean 'alder.csv'?");
  c.refuses("distance = \"linear\"\n" + two + "soft = { \"alder.csv\" = 0 }\n",
            "key 'alder.csv': a price is above 0");
}

TEST_CASE("every household keeps one weight, and persons' totals are met", "[weights]") {
  const Case c;
  const auto w = c.weigh_by("distance = \"raking\"\nhousehold = \"hushall\"\n" + two);
  for (std::size_t k = 0; k < w.size(); ++k) CHECK(w[k] == w[k - k % 3]);
  const auto weighted =
      weigh(c.table, c.recipe("distance = \"raking\"\nhousehold = \"hushall\"\n" + two));
  for (const auto& met : weighted.steps[0].totals)
    CHECK(met.after == Approx(met.target).epsilon(1e-12));
  CHECK(*weighted.design.calibration[0].household == "hushall");
}

TEST_CASE("members of a household with different weights are named", "[weights][error]") {
  const Folder folder;
  folder.file("kon.csv", "kon,total\n1,30\n2,20\n");
  const auto attempt = [&](const std::string& data) {
    weigh(table_from(data), recipe_from("[design]\nweight = \"d\"\n[[step]]\nkind = "
                                        "\"calibrate\"\ndistance = \"linear\"\nhousehold = "
                                        "\"h\"\nmargins = \"kon.csv\"\n",
                                        folder));
  };
  CHECK_THROWS_WITH(attempt("kon,h,d\n1,1,5\n2,1,6\n1,2,7\n"),
                    "d.csv: 1 respondent has another weight before this step than the first of the "
                    "same h (row 2); one weight per household needs equal weights to begin with");
  CHECK_THROWS_WITH(attempt("kon,h,d\n1,1,5\n2,,6\n"),
                    Contains("1 respondent has no valid answer to h"));
}

TEST_CASE("parts are calibrated one by one: the same as the whole with everything crossed",
          "[weights][law]") {
  const Case c;
  for (const auto* distance : {"linear", "raking", "logit\"\nbounds = [0.3, 3]#"}) {
    CAPTURE(distance);
    const auto keys = fmt::format(
        "distance = \"{}\"\nmargins = [\"region_kon.csv\", \"region_alder.csv\"]\n", distance);
    const auto whole = c.weigh_by(keys), parts = c.weigh_by(keys + "partition = [\"region\"]\n");
    for (std::size_t k = 0; k < whole.size(); ++k)
      CHECK(parts[k] == Approx(whole[k]).epsilon(1e-9));
  }
}

TEST_CASE("numeric totals of parts stand in rows, and households stay in theirs", "[weights]") {
  const Case c;
  c.folder.file("x.csv",
                "region,variable,total\n3,x,15000\n1,x,12000\n2,x,13000\n1,q,2000\n2,q,2100\n3,q,"
                "2200\n");
  const auto weighted =
      weigh(c.table, c.recipe("distance = \"linear\"\nnumeric = \"x.csv\"\npartition = "
                              "\"region\"\nhousehold = \"hushall\"\n"));
  const auto& totals = weighted.steps[0].totals;
  REQUIRE(totals.size() == 6);
  CHECK(totals[0].level == "region 1, x");
  CHECK(totals[0].target == 12000);
  CHECK(totals[5].target == 2200);
  for (const auto& met : totals) CHECK(met.after == Approx(met.target).epsilon(1e-12));
  CHECK(weighted.design.calibration[0].partition == std::vector<std::string>{"region"});
}

TEST_CASE("the part without a solution is named, and files need the partition",
          "[weights][error]") {
  const Case c;
  c.folder.file("bad.csv",
                "region,alder,total\n1,1,10\n1,2,10\n1,3,10\n2,1,1\n2,2,1\n2,3,999\n3,1,10\n3,2,"
                "10\n3,3,10\n");
  c.folder.file("badkon.csv",
                "region,kon,total\n1,1,15\n1,2,15\n2,1,500.5\n2,2,500.5\n3,1,15\n3,2,15\n");
  c.refuses(
      "distance = \"truncated\"\nbounds = [0.01, 2]\nmargins = [\"bad.csv\", "
      "\"badkon.csv\"]\npartition = \"region\"\n",
      "region 2: ");
  c.refuses("distance = \"raking\"\n" + two + "partition = \"region\"\n",
            "kon.csv: the header lacks region, by which the calibration is partitioned");
  c.folder.file("y.csv", "variable,total\nx,5\n");
  c.refuses("distance = \"linear\"\nnumeric = \"y.csv\"\npartition = \"region\"\n",
            "there is no column 'region'");
  c.folder.file("z.csv", "region,variable,total\n1,x,5\n2,x,6\n");
  c.refuses("distance = \"linear\"\nnumeric = \"z.csv\"\npartition = \"region\"\n",
            "combination of region that is not listed in");
}

TEST_CASE("a replicate is what the step makes of its weights", "[weights][law]") {
  const Case c;
  for (const auto& keys : std::vector<std::string>{
           "distance = \"raking\"\n" + two,
           "distance = \"truncated\"\nweight_bounds = [1, 120]\n" + two,
           "distance = \"linear\"\nhousehold = \"hushall\"\n" + two,
           "distance = \"raking\"\npartition = \"region\"\nmargins = [\"region_kon.csv\", "
           "\"region_alder.csv\"]\n"}) {
    CAPTURE(keys);
    const auto recipe = c.recipe(keys);
    const Chain chain(c.table, recipe);
    auto weight = c.table.numbers("d");
    for (std::size_t k = 0; k < weight.size(); ++k) weight[k] *= k / 3 % 7 == 0 ? 0.0 : 1.3;
    auto data = persons(150);  // the same with those weights in the file
    auto again = c.table;
    auto replicate = weight;
    chain.reweigh(replicate);
    ColumnBuilder builder("d2");
    for (const double w : weight) builder.add(w);
    again.add(builder.take());
    auto toml = "[design]\nweight = \"d2\"\n[[step]]\nkind = \"calibrate\"\n" + keys;
    const auto direct_recipe = recipe_from(toml, c.folder);
    const Chain direct(again, direct_recipe);
    for (std::size_t k = 0; k < weight.size(); ++k)
      CHECK(replicate[k] == Approx(direct.weight()[k]).epsilon(1e-9).margin(1e-12));
  }
}
