// Quantiles of the random designs of random_designs_test.cpp, by every rule and Woodruff's limits.

#include <catch2/catch.hpp>

#include "base/csv.hpp"
#include "base/file.hpp"
#include "base/text.hpp"
#include "design/design.hpp"
#include "estimate/quantile_rule.hpp"
#include "estimate/random_designs.hpp"
#include "estimate/survey_table.hpp"
#include "io/read.hpp"

using namespace trygg;
using namespace trygg::test;

namespace {

Interval interval_named(const std::string& by_survey) {
  if (by_survey == "mean") return Interval::wald;
  if (by_survey == "xlogit") return Interval::logit;
  REQUIRE(by_survey == "asin");
  return Interval::arcsine;
}

double number(const std::string& text) {
  return to_number(text).value_or(NAN);
}

double smallest(const Table& table, const Domain& domain) {
  const auto y = table.numbers("y"), w = table.numbers("w");
  double least = INFINITY;
  for (const auto k : domain)
    if (w[k] != 0 && y[k] < least) least = y[k];
  return least;
}

/// survey 4.1-1 gives the second smallest value, or a line beyond the smallest, for a probability
/// below the first step of F.
constexpr auto below_first_step = "a probability below the first step of F";

/// Compares a point or a limit of `kind`; the standard error hangs on the lower limit.
bool compare(Agreement& agreement, const std::string& kind, double ours, double theirs,
             double least) {
  if (ours == least && theirs != ours) {
    agreement.pass_over(below_first_step);
    return false;
  }
  agreement.compare(kind, ours, theirs, theirs);
  return true;
}

}  // namespace

TEST_CASE("quantiles of random designs agree with R's svyquantile",
          "[estimate][quantile][reference]") {
  const auto all = random_designs();
  if (!all) return;
  const auto rows = parse_csv(read_file(all->folder / "quantiles.csv"), "quantiles.csv").rows;
  Agreement agreement;
  std::size_t at = 0;
  for (const auto& design : all->designs) {
    if (at == rows.size() || rows[at][0] != design.number) continue;
    const auto table = read_table(all->folder / (design.number + ".csv"));
    const Estimator estimator(
        make_design(table, design.spec()),
        {.interval = interval_named(rows[at][2]), .quantile_rule = to_quantile_rule(rows[at][1])});
    const auto& dom = table.column("dom");
    for (; at < rows.size() && rows[at][0] == design.number; ++at) {
      const auto& r = rows[at];
      INFO(design.in_words() << "; " << r[1] << " " << r[2] << " " << r[3] << " " << r[4]);
      const auto domain = records_where(
          table.rows(), [&](auto k) { return r[3] == "all" || dom.at(k).text == r[3]; });
      const auto ours = estimate(estimator,
                                 {.statistic = Statistic::quantile,
                                  .y = table.numbers("y"),
                                  .x = {},
                                  .probability = number(r[4])},
                                 domain);
      const double least = smallest(table, domain), se = number(r[8]);
      Agreement of_this;
      const bool same_point =
          compare(of_this, "quantile " + r[1], ours.estimate, number(r[5]), least);
      if (const auto reason = excepted(design, "total")) {
        of_this.pass_over(*reason);
      } else if (se == 0) {
        CHECK(!ours.notes.empty());  // R gives limits of no width
      } else if (same_point &&
                 compare(of_this, "lower limit " + r[2], ours.lower, number(r[6]), least)) {
        of_this.compare("upper limit " + r[2], ours.upper, number(r[7]), number(r[7]));
        of_this.compare_se("se " + r[2], ours.se, se, number(r[5]));
      }
      INFO(of_this.in_words());
      CHECK(of_this.agrees());
      agreement.add(of_this);
    }
  }
  CHECK(at == rows.size());
  WARN("quantiles: R and we differ at most, relatively, by" << agreement.in_words());
}
