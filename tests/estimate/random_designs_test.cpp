// Differential tests against R on hundreds of random designs: none to three stages, with and
// without strata, finite populations, lonely PSUs, calibrations of every kind, missing answers,
// weights of 0, empty domains and domains of one PSU.

#include <catch2/catch.hpp>

#include "design/design.hpp"
#include "estimate/random_designs.hpp"
#include "estimate/survey_table.hpp"
#include "io/read.hpp"

using namespace trygg;
using namespace trygg::test;

namespace {

/// The records of one design with what is estimated from them.
class Survey {
 public:
  Survey(const RandomDesigns& all, const RandomDesign& design)
      : table_(read_table(all.folder / (design.number + ".csv"))),
        design_(make_design(table_, design.spec())),
        estimator_(design_, {.interval = Interval::wald}),
        without_(design_, {.deff = DeffReference::without_replacement}) {}

  const Estimator& estimator() const { return estimator_; }
  Linearised linearise(const std::string& statistic, const std::string& domain) const {
    return estimator_.linearise(measure(statistic), records(domain));
  }
  double deff_without_replacement(const Linearised& e) const { return without_.result(e).deff; }
  Limits limits(const Linearised& e, Interval interval) const {
    const auto r = Estimator(design_, {.interval = interval}).result(e);
    return {r.lower, r.upper};
  }

 private:
  Measure measure(const std::string& statistic) const {
    if (statistic == "mean") return {Statistic::mean, table_.numbers("y"), {}};
    if (statistic == "share") return {Statistic::share, table_.numbers("b"), {}};
    if (statistic == "total") return {Statistic::total, table_.numbers("y"), {}};
    if (statistic == "count") return {Statistic::count, table_.numbers("all"), {}};
    REQUIRE(statistic == "ratio");
    return {Statistic::ratio, table_.numbers("y"), table_.numbers("x")};
  }
  Domain records(const std::string& domain) const {
    const auto& dom = table_.column("dom");
    const auto one = table_.numbers("one"), h = table_.numbers("h");
    return records_where(table_.rows(), [&](auto k) {
      if (domain == "one") return one[k] == 1;
      if (domain == "stratum") return h[k] == 1;
      return domain == "all" || dom.at(k).text == domain;
    });
  }

  Table table_;
  Design design_;
  Estimator estimator_, without_;
};

void compare_limits(Agreement& agreement, const Survey& survey, const Linearised& e,
                    const RandomEstimate& r) {
  static const std::array names{"wald",   "logit",         "arcsine",
                                "wilson", "korn-graubard", "likelihood"};
  for (std::size_t i = 0; i < intervals.size(); ++i) {
    if (std::isnan(r.limits[i].lower)) continue;
    const auto ours = survey.limits(e, intervals[i]);
    const auto kind = std::string("limits ") + names[i];
    agreement.compare(kind, ours.lower, r.limits[i].lower, std::max(r.limits[i].lower, r.se));
    agreement.compare(kind, ours.upper, r.limits[i].upper, std::max(r.limits[i].upper, r.se));
  }
}

void compare(Agreement& agreement, const RandomDesign& design, const Survey& survey,
             const RandomEstimate& r) {
  const auto e = survey.linearise(r.statistic, r.domain);
  const auto ours = survey.estimator().result(e);
  CHECK(static_cast<double>(ours.n) == r.n);
  if (r.n == 0) {
    CHECK(std::isnan(ours.estimate));
    CHECK(std::isnan(ours.se));
    CHECK(!ours.notes.empty());
    return;
  }
  agreement.compare("estimate " + r.statistic, ours.estimate, r.estimate,
                    r.estimate == 0 ? 1 : r.estimate);
  CHECK(ours.df == r.df);
  if (const auto reason = excepted(design, r.statistic)) return agreement.pass_over(*reason);
  if (design.calibration == "two steps")  // R took differences, 9 digits
    return agreement.compare_se("se by derivative", ours.se, r.se, r.estimate, 1e-7);
  agreement.compare_se("se " + r.statistic, ours.se, r.se, r.estimate);
  if (r.se > 1e-10 * std::abs(r.estimate)) {
    agreement.compare("deff wr", ours.deff, r.deff_wr, r.deff_wr);
    agreement.compare("deff wor", survey.deff_without_replacement(e), r.deff_wor, r.deff_wor);
  }
  compare_limits(agreement, survey, e, r);
}

void compare(Agreement& agreement, const RandomDesign& design, const Survey& survey,
             const RandomContrast& r) {
  const auto a = survey.linearise(r.statistic, "a"), b = survey.linearise(r.statistic, "b");
  const auto ours =
      r.kind == "ratio" ? survey.estimator().ratio(a, b) : survey.estimator().difference(a, b);
  if (r.kind == "ratio" && b.value == 0) {
    CHECK(std::isnan(ours.estimate));
    return;
  }
  agreement.compare(r.kind, ours.estimate, r.estimate,
                    std::max(std::abs(a.value), std::abs(b.value)));
  CHECK(ours.df == r.df);
  if (const auto reason = excepted(design, r.statistic)) return agreement.pass_over(*reason);
  agreement.compare_se("se of " + r.kind, ours.se, r.se, r.kind == "ratio" ? r.estimate : a.value);
}

}  // namespace

TEST_CASE("random designs agree with R's survey package", "[variance][reference]") {
  const auto all = random_designs();
  if (!all) return;
  REQUIRE(all->designs.size() >= 300);
  Agreement agreement;
  auto estimate = all->estimates.begin();
  auto contrast = all->contrasts.begin();
  for (const auto& design : all->designs) {
    const Survey survey(*all, design);
    Agreement of_this;
    INFO(design.in_words());
    for (; estimate != all->estimates.end() && estimate->design == design.number; ++estimate) {
      INFO(estimate->statistic << " in " << estimate->domain);
      compare(of_this, design, survey, *estimate);
    }
    for (; contrast != all->contrasts.end() && contrast->design == design.number; ++contrast) {
      INFO(contrast->kind << " of " << contrast->statistic);
      compare(of_this, design, survey, *contrast);
    }
    INFO("worst relative disagreement by kind:" << of_this.in_words());
    CHECK(of_this.agrees());
    agreement.add(of_this);
  }
  CHECK(estimate == all->estimates.end());
  CHECK(contrast == all->contrasts.end());
  WARN(all->designs.size() << " random designs: R and we differ at most, relatively, by"
                           << agreement.in_words());
}
