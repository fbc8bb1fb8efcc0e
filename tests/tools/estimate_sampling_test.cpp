// How the sample was drawn, as options and as a design file.

#include <cmath>

#include "tools/estimate_support.hpp"

using namespace trygg::test;

namespace {

const std::string data =
    "lan,p,y,plats,med,klass,N,w\n"
    "a,0.5,4,3,1,x,8,2\n"
    "b,0.4,1,1,0,x,8,2\n"
    "c,0.3,8,4,1,z,8,2\n"
    "d,0.25,3,2,1,z,8,2\n";

const std::string joint =
    "lan,a,b,c,d\n"
    "a,0.5,0.18,0.14,0.11\n"
    "b,0.18,0.4,0.1,0.09\n"
    "c,0.14,0.1,0.3,0.06\n"
    "d,0.11,0.09,0.06,0.25\n";

/// −½ Σ Σ D_ij (u_i − u_j)² of those.
double by_pairs() {
  const double u[] = {8, 2.5, 8 / 0.3, 12}, p[] = {0.5, 0.4, 0.3, 0.25};
  const double both[4][4] = {
      {1, .18, .14, .11}, {.18, 1, .1, .09}, {.14, .1, 1, .06}, {.11, .09, .06, 1}};
  double sum = 0;
  for (int i = 0; i < 4; ++i)
    for (int j = 0; j < i; ++j)
      sum -= (1 - p[i] * p[j] / both[i][j]) * (u[i] - u[j]) * (u[i] - u[j]);
  return sum;
}

Ran refused(const std::string& file, std::vector<std::string> args) {
  args.insert(args.begin(), {"estimate", file, "--total", "y"});
  auto ran = run_trygg(args);
  CHECK(ran.out.empty());
  return ran;
}

}  // namespace

TEST_CASE("estimate takes joint probabilities from a file", "[tools]") {
  const Folder folder;
  const auto file = folder.file("d.csv", data), pairs = folder.file("joint.csv", joint);
  const std::vector<std::string> common{
      file, "--probability", "p", "--pps", "yates-grundy", "--joint", pairs, "--total", "y"};
  const auto row = estimate(common).at(0);
  CHECK(row.number("estimate") == Approx(8 + 2.5 + 8 / 0.3 + 12));
  CHECK(row.number("se") == within(std::sqrt(by_pairs()), 1e-12));
  CHECK(row.number("df") == 3);

  const auto design = folder.file(
      "d.toml",
      "probability = \"p\"\npps = \"yates-grundy\"\njoint = \"joint.csv\"\npsu = \"lan\"\n");
  CHECK(estimate({file, "--design", design, "--total", "y"}).at(0).number("se") ==
        row.number("se"));
}

TEST_CASE("estimate takes an order, certainty and a second phase", "[tools]") {
  const Folder folder;
  const auto file = folder.file("d.csv", data);
  const auto order =
      estimate({file, "--weight", "w", "--fpc", "N", "--order", "plats", "--total", "y"}).at(0);
  CHECK(order.number("se") == within(std::sqrt(0.5 * 4 / 6 * (4 + 1 + 16) * 4), 1e-13));

  const auto certain =
      estimate({file, "--weight", "w", "--certainty", "lan=c", "--total", "y"}).at(0);
  // 3/2 of the squares of 8, 2 and 6 about their mean.
  CHECK(certain.number("se") == within(std::sqrt(1.5 * 56 / 3), 1e-13));
  CHECK(certain.number("df") == 2);

  const auto phases =
      estimate({file, "--weight", "w", "--fpc", "N", "--phase2", "med=1", "--count"});
  CHECK(phases.at(0).number("estimate") == 8);
  CHECK(phases.at(0).number("n") == 3);
}

TEST_CASE("estimate refuses what does not go together in a sampling", "[tools]") {
  const Folder folder;
  const auto file = folder.file("d.csv", data), pairs = folder.file("joint.csv", joint);
  const auto has = [](const Ran& ran, int status, const std::string& text) {
    CHECK(ran.status == status);
    CHECK_THAT(ran.err, Catch::Contains(text));
  };
  has(refused(file, {"--pps", "brewer"}), 2, "--pps: needs the inclusion probabilities");
  has(refused(file, {"--probability", "p", "--pps", "brewr"}), 2, "did you mean 'brewer'?");
  has(refused(file, {"--probability", "p", "--pps", "ht"}), 2, "--joint FILE");
  has(refused(file, {"--probability", "p", "--pps", "brewer", "--joint", pairs}), 2, "no other");
  has(refused(file, {"--probability", "p", "--pps", "brewer", "--pps-form", "ht"}), 2,
      "--pps-form: is of pps overton");
  has(refused(file, {"--probability", "y", "--pps", "brewer"}), 1, "at most 1");
  has(refused(file, {"--phase2-strata", "klass"}), 2, "--phase2-strata: needs --phase2");
  has(refused(file, {"--phase2", "med"}), 2, "--phase2: 'med': write VARIABLE=code");
  has(refused(file, {"--certainty", "lan=q"}), 2, "column 'lan' has no code 'q'");
  has(refused(file, {"--order", "w"}), 1, "the same place in the order");
  has(refused(file, {"--order", "plats", "--fold", "always"}), 2,
      "records drawn in an order need every record");
  const auto again = folder.file("again.csv", data + "d,0.25,3,9,1,z,8,2\n");
  has(refused(again, {"--probability", "p", "--pps", "ht", "--joint", pairs}), 1,
      "a PSU drawn twice in a without-replacement design");
}
