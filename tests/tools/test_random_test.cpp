// trygg test on random surveys against R's svychisq and svyttest, made when the tests run.

#include <cmath>

#include "base/file.hpp"
#include "estimate/r_data.hpp"
#include "tools/estimate_support.hpp"

using namespace trygg;
using trygg::test::Printed;

namespace {

using Args = std::vector<std::string>;

Printed tested(const std::string& file, const std::string& design) {
  Args args{"test",     file,  "--weight", "w", "--strata",   "h",     "--independence", "a+b",
            "--method", "all", "--mean",   "y", "--contrast", "g:1-0", "--quiet"};
  if (design != "elements") args.insert(args.end(), {"--psu", "psu"});
  if (design == "psu fpc") args.insert(args.end(), {"--fpc", "N"});
  const auto ran = test::run_trygg(args);
  INFO(ran.err);
  REQUIRE(ran.status == 0);
  return {parse_csv(ran.out, "output")};
}

std::string ours(const std::string& method) {
  if (method == "F") return "rao_scott";
  if (method == "Chisq") return "rao_scott_chi2";
  if (method == "Wald") return "wald";
  return method == "adjWald" ? "adjusted_wald" : "t";
}

}  // namespace

TEST_CASE("tests of random surveys agree with R", "[tools][hypothesis][reference]") {
  const auto folder = test::made_by_r("random_tests.R");
  if (!folder) return;
  const Printed expected{parse_csv(read_file(*folder / "expected.csv"), "expected.csv")};
  std::size_t compared = 0;
  std::string last;
  Printed found;
  for (std::size_t r = 0; r < expected.csv.rows.size(); ++r) {
    const auto row = expected.at(r);
    const auto number = row.field.at("survey");
    if (number != last)
      found = tested((*folder / (number + ".csv")).string(), row.field.at("design"));
    last = number;
    const auto method = ours(row.field.at("method"));
    CAPTURE(number, method);
    const auto same = found.find({{"method", method}});
    CHECK(same.number(method == "rao_scott_chi2" ? "pearson" : "statistic") ==
          Approx(row.number("statistic")).epsilon(1e-8));
    CHECK(same.number("p_value") == Approx(row.number("p")).epsilon(1e-7));
    if (method != "rao_scott_chi2")
      CHECK(same.number("df2") == Approx(row.number("df2")).epsilon(1e-8));
    ++compared;
  }
  CHECK(compared > 90);
}
