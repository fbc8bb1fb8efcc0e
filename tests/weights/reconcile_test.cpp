#include "weights/totals/reconcile.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <numeric>

#include "base/error.hpp"
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

const auto sample = "kon,alder\n1,a\n1,b\n2,a\n2,b\n1,c\n2,c\n";

/// Margins typed in, laid over the sample.
struct Laid {
  std::vector<Margin> margins;
  std::vector<FittedMargin> fitted;

  explicit Laid(const std::vector<std::string>& texts) {
    const Folder folder;
    for (std::size_t m = 0; m < texts.size(); ++m) {
      margins.push_back(read_margin(folder.file("m.csv", texts[m])));
      margins.back().source = std::string(1, static_cast<char>('a' + m)) + ".csv";
    }
    const auto table = table_from(sample);
    for (const auto& margin : margins) fitted.push_back(fit(margin, table, Values(6, 1.0)));
  }
};

double sum(const Values& v) {
  return std::accumulate(v.begin(), v.end(), 0.0);
}

const auto kon = "kon,total\n1,400\n2,600\n";
const auto crossed =
    "kon,alder,total\n1,a,101\n1,b,202\n1,c,99\n2,a,300\n2,b,150\n2,c,153\n";  // 402 and 603

}  // namespace

TEST_CASE("a margin is brought to the sums of the deciding one and keeps its odds ratios",
          "[weights][law]") {
  const Laid laid({kon, crossed});
  const auto done = reconcile(laid.fitted, {.tolerance = 0.01});
  const auto& t = done.totals[1];
  CHECK(done.totals[0] == Values{400, 600});
  CHECK(t[0] + t[1] + t[2] == Approx(400).epsilon(1e-13));
  CHECK(sum(t) == Approx(1000).epsilon(1e-13));
  CHECK(t[0] / t[1] == Approx(101.0 / 202).epsilon(1e-13));
  REQUIRE(done.remarks.size() == 1);
  // 300 x 600/603 is the largest change, -1.49; the largest relative one is 400/402 - 1.
  CHECK(done.remarks[0] ==
        "b.csv was brought to agree with a.csv: largest changes -1.493 (kon 2, alder a) and 0.5 % "
        "(kon 1, alder a)");
}

TEST_CASE("any margin may decide, and the others follow it", "[weights]") {
  const Laid laid({kon, crossed});
  const auto done = reconcile(laid.fitted, {.deciding = 1, .tolerance = 0.01});
  CHECK(done.totals[1] == laid.margins[1].totals);
  CHECK(done.totals[0][0] == Approx(402).epsilon(1e-13));
  CHECK(done.totals[0][1] == Approx(603).epsilon(1e-13));
}

TEST_CASE("a third margin agrees with both before it", "[weights][law]") {
  const Laid laid({kon, "alder,total\na,400\nb,350\nc,251\n", crossed});
  const auto done = reconcile(laid.fitted, {.tolerance = 0.01});
  const auto &age = done.totals[1], &t = done.totals[2];
  CHECK(sum(age) == Approx(1000).epsilon(1e-13));
  CHECK(t[0] + t[1] + t[2] == Approx(400).epsilon(1e-12));
  CHECK(t[0] + t[3] == Approx(age[0]).epsilon(1e-12));
  CHECK(t[2] + t[5] == Approx(age[2]).epsilon(1e-12));
  CHECK(t[0] * t[4] / (t[1] * t[3]) == Approx(101.0 * 150 / (202 * 300)).epsilon(1e-11));
}

TEST_CASE("margins that agree are left as they are, to the bit", "[weights]") {
  const Laid laid({kon, "alder,total\na,300\nb,300\nc,400\n"});
  const auto done = reconcile(laid.fitted);
  CHECK(done.totals[1] == Values{300, 300, 400});
  CHECK(done.remarks.empty());
}

TEST_CASE("beyond the tolerance margins are refused with names, sums and advice",
          "[weights][error]") {
  const Laid laid({kon, crossed});
  CHECK_THROWS_WITH(reconcile(laid.fitted),
                    "a.csv and b.csv disagree: their totals sum to 1000 and 1005, a difference of "
                    "5; correct them, or allow it with tolerance = 0.005");
  // 0.5 % of the population, and of each shared cell: 2 of 402, 3 of 603.
  CHECK_NOTHROW(reconcile(laid.fitted, {.tolerance = 0.005}));
  CHECK_THROWS_WITH(reconcile(laid.fitted, {.tolerance = 0.0049}), Contains("disagree"));
  const Laid shared(
      {kon, "kon,alder,total\n1,a,110\n1,b,200\n1,c,110\n2,a,300\n2,b,130\n2,c,150\n"});
  CHECK_THROWS_WITH(reconcile(shared.fitted, {.tolerance = 0.03}),
                    Contains("disagree for kon 1: their totals sum to 400 and 420, a difference of "
                             "20; margins must tell the same population"));
}

TEST_CASE("what cell-key noise leaves is reported in the step, and weights meet what was agreed",
          "[weights]") {
  const Folder folder;
  folder.file("a.csv", kon);
  folder.file("b.csv", crossed);
  const auto recipe = [&](const std::string& keys) {
    return recipe_from(
        "[[step]]\nkind = \"calibrate\"\ndistance = \"raking\"\nmargins = [\"a.csv\", "
        "\"b.csv\"]\n" +
            keys,
        folder);
  };
  CHECK_THROWS_AS(weigh(table_from(sample), recipe("")), InputError);
  const auto weighted = weigh(table_from(sample), recipe("tolerance = 0.01\n"));
  const auto& report = weighted.steps[0];
  REQUIRE(report.remarks.size() == 1);
  CHECK_THAT(report.remarks[0], Contains("b.csv was brought to agree with "));
  CHECK(weighted.sum == Approx(1000).epsilon(1e-12));
  const auto& met = report.totals[2];
  CHECK(met.level == "kon 1, alder a");
  CHECK(met.given == 101);
  CHECK(met.target == Approx(101.0 * 400 / 402).epsilon(1e-13));
  CHECK(met.after == Approx(met.target).epsilon(1e-12));
  CHECK(weigh(table_from(sample), recipe("tolerance = 0.01\nreconcile = \"b.csv\"\n")).sum ==
        Approx(1005).epsilon(1e-12));
}

TEST_CASE("reconcile names a margin, and a tolerance is a fraction", "[weights][error]") {
  const Folder folder;
  const auto refuses = [&](const std::string& keys, const std::string& message) {
    CHECK_THROWS_WITH(
        recipe_from("[[step]]\nkind = \"calibrate\"\ndistance = \"raking\"\nmargins = [\"a.csv\", "
                    "\"b.csv\"]\n" +
                        keys,
                    folder),
        Contains(message));
  };
  refuses("reconcile = \"c.csv\"\n",
          "r.toml:5: key 'reconcile': 'c.csv' is neither \"first\" nor a margin of this step");
  refuses("tolerance = 5\n", "r.toml:5: key 'tolerance': is a fraction of the population");
}
