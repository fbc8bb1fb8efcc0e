// Models and tests in the designs that have a variance of their own: a model with one factor and a
// contrast of its two groups are the same estimate.

#include <fmt/format.h>

#include "base/random.hpp"
#include "tools/estimate_support.hpp"

using namespace trygg;
using trygg::test::Folder;
using trygg::test::Printed;

namespace {

using Args = std::vector<std::string>;

/// 80 records in two strata, drawn with probabilities, in an order, and again.
std::string survey() {
  Random random(31);
  std::string csv = "h,i,p,w,phase,g,b,y\n";
  for (int i = 0; i < 80; ++i) {
    const double p = 0.1 + 0.5 * random.uniform();
    const bool in_g = random.below(2) == 1;
    csv += fmt::format("{},{},{},{},{},{},{},{}\n", 1 + i % 2, i, p, 1 / p,
                       random.below(3) > 0 ? 1 : 0, in_g ? "b" : "a", random.below(2),
                       10 * random.uniform() + (in_g ? 3 : 0));
  }
  return csv;
}

Printed table(Args args, const Args& more) {
  args.insert(args.end(), more.begin(), more.end());
  args.push_back("--quiet");
  const auto ran = test::run_trygg(args);
  INFO(ran.err);
  REQUIRE(ran.status == 0);
  return {parse_csv(ran.out, "output")};
}

void check_alike(const std::string& file, const Args& design) {
  const auto estimate = table({"estimate", file, "--mean", "y", "--contrast", "g:b-a"}, design);
  const auto gap = estimate.find({{"contrast", "g:b-a"}});
  const auto model = table({"model", file, "--response", "y", "--covariates", "g"}, design);
  const auto slope = model.find({{"term", "g"}, {"statistic", "coefficient"}});
  CHECK(slope.number("estimate") == Approx(gap.number("estimate")).epsilon(1e-10));
  CHECK(slope.number("se") == Approx(gap.number("se")).epsilon(1e-9));

  // With one degree of freedom both of Rao and Scott's are X²/Δ, and Wald's is of one number.
  const auto tests = table({"test", file, "--independence", "g+b", "--method", "all", "--mean", "y",
                            "--contrast", "g:b-a"},
                           design);
  CHECK(tests.find({{"method", "t"}}).number("se") == gap.number("se"));
  CHECK(tests.find({{"method", "rao_scott"}}).number("statistic") ==
        Approx(tests.find({{"method", "rao_scott_first"}}).number("statistic")).epsilon(1e-9));
  CHECK(tests.find({{"method", "wald"}}).number("statistic") > 0);
}

}  // namespace

TEST_CASE("models and tests have the variance of the design, whatever it is",
          "[tools][hypothesis][models]") {
  const Folder folder;
  const auto file = folder.file("s.csv", survey());
  for (const Args& design :
       {Args{"--weight", "w", "--strata", "h"},
        Args{"--probability", "p", "--pps", "brewer", "--strata", "h"},
        Args{"--probability", "p", "--pps", "overton", "--pps-form", "yates-grundy"},
        Args{"--weight", "w", "--strata", "h", "--order", "i"},
        Args{"--weight", "w", "--strata", "h", "--phase2", "phase=1"}}) {
    CAPTURE(design);
    check_alike(file, design);
  }
}
