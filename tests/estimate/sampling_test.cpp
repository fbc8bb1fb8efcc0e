// Unequal probabilities, samples in an order, certainty and two phases against what R makes of them
// while the tests run (tests/reference/designs.R, survey 4.1-1), and what it made of them once.

#include <catch2/catch.hpp>
#include <cmath>

#include "base/text.hpp"
#include "design/design.hpp"
#include "design/joint_probabilities.hpp"
#include "estimate/r_data.hpp"
#include "estimate/survey_table.hpp"
#include "io/read.hpp"
#include "table/subset.hpp"

using namespace trygg;
using namespace trygg::test;

namespace {

struct Case {
  std::string design;
  Table table;
  DesignSpec spec;
};

/// What a statistic of the script is, on the columns of its data.
struct Asked {
  Measure measure;
  Domain domain;
};

Asked asked(const std::string& design, const std::string& statistic, const Table& t) {
  const auto all = everybody(t.rows());
  const auto where = [&](const std::string& v, const std::string& code) {
    return records_where(t.rows(), [&](auto k) { return t.column(v).at(k).text == code; });
  };
  if (t.has("Bush")) {
    auto bush = t.numbers("Bush");
    const auto kerry = t.numbers("Kerry");
    if (design.ends_with("calibrated")) return {{Statistic::total, t.numbers("votes"), {}}, all};
    if (statistic == "total") return {{Statistic::total, bush, {}}, all};
    if (statistic == "mean") return {{Statistic::mean, kerry, {}}, all};
    if (statistic == "ratio") return {{Statistic::ratio, bush, t.numbers("votes")}, all};
    if (statistic == "domain") return {{Statistic::mean, bush, {}}, where("dom", "kerry")};
    for (std::size_t k = 0; k < bush.size(); ++k) bush[k] -= kerry[k];
    return {{Statistic::total, bush, {}}, all};
  }
  const auto y = t.numbers(t.has("y") ? "y" : "api00");
  const auto of = statistic == "total" ? Statistic::total : Statistic::mean;
  if (statistic != "domain") return {{of, y, {}}, all};
  return {{of, y, {}}, t.has("dom") ? where("dom", "a") : where("stype", "H")};
}

DesignSpec drawn(Pps method, PpsForm form = PpsForm::ht) {
  return {.probability = ProbabilitySpec{.column = "p", .pps = method, .form = form}};
}

DesignSpec with_joint(Pps method, const std::filesystem::path& folder) {
  auto spec = drawn(method);
  spec.probability->joint = read_joint(folder / "joint.csv");
  return spec;
}

DesignSpec in_strata(DesignSpec spec) {
  spec.strata = "half";
  return spec;
}

DesignSpec calibrated(DesignSpec spec) {
  spec.weight = "w";
  spec.calibration = {
      {.weight_before = "wt", .weight_after = "w", .margins = {{"dom"}}, .distance = "linear"}};
  return spec;
}

DesignSpec in_phases(const std::string& members) {
  DesignSpec spec{.weight = "pw", .strata = "stype", .fpc = {"fpc"}};
  spec.phase2 = SecondPhaseSpec{.members = read_code_list(members)};
  return spec;
}

std::vector<Case> cases(const std::filesystem::path& folder) {
  const auto election = [&] { return read_table(folder / "election.csv"); };
  auto certain = drawn(Pps::brewer);
  certain.strata = "half";
  certain.probability->column = "c";
  auto stages = drawn(Pps::brewer);
  stages.psu = {"psu", "ssu"};
  stages.fpc = {"f"};
  auto phases = in_phases("member=1");
  phases.phase2->strata = "imp";
  auto poisson = in_phases("poisson=1");
  poisson.phase2->probability = "p2";
  DesignSpec clusters{.weight = "pw", .psu = {"dnum", "snum"}, .fpc = {"fpc1", "fpc2"}};
  clusters.phase2 = SecondPhaseSpec{.members = read_code_list("member=1"), .strata = "size"};
  clusters.lonely_psu = LonelyPsu::certainty;
  const DesignSpec three{
      .weight = "w", .strata = "h", .psu = {"a", "b", "c"}, .fpc = {"N1", "N2", "N3"}};
  DesignSpec apart = three;
  apart.fpc = {"M", "N2", "N3"};
  apart.strata = {};
  apart.certainty = read_code_list("a=1|2");
  return {
      {"brewer", election(), drawn(Pps::brewer)},
      {"overton", election(), drawn(Pps::overton)},
      {"overton yg", election(), drawn(Pps::overton, PpsForm::yates_grundy)},
      {"hartley-rao", election(), drawn(Pps::hartley_rao)},
      {"hartley-rao yg", election(), drawn(Pps::hartley_rao, PpsForm::yates_grundy)},
      {"ht", election(), with_joint(Pps::ht, folder)},
      {"yates-grundy", election(), with_joint(Pps::yates_grundy, folder)},
      {"brewer strata", election(), in_strata(drawn(Pps::brewer))},
      {"overton strata", election(), in_strata(drawn(Pps::overton))},
      {"hartley-rao strata", election(), in_strata(drawn(Pps::hartley_rao))},
      {"brewer certain", election(), certain},
      {"brewer calibrated", election(), calibrated(drawn(Pps::brewer))},
      {"yates-grundy calibrated", election(), calibrated(with_joint(Pps::yates_grundy, folder))},
      {"brewer stages", read_table(folder / "stages.csv"), stages},
      {"order",
       read_table(folder / "order.csv"),
       {.weight = "w", .strata = "h", .fpc = {"N"}, .order = "place"}},
      {"phase2", read_table(folder / "phases.csv"), phases},
      {"phase2 poisson", read_table(folder / "phases.csv"), poisson},
      {"phase2 clusters", read_table(folder / "clusters.csv"), clusters},
      {"three stages", read_table(folder / "three.csv"), three},
      {"certainty", read_table(folder / "three.csv"), apart}};
}

}  // namespace

TEST_CASE("designs that are not random within strata agree with R", "[estimate][design][r]") {
  const auto folder = made_by_r("designs.R");
  if (!folder) return;
  const auto expected = read_table(*folder / "expected.csv");
  const auto estimates = expected.numbers("estimate"), errors = expected.numbers("se");
  std::size_t compared = 0;
  for (const auto& c : cases(*folder)) {
    const Estimator estimator(make_design(c.table, c.spec), {});
    for (std::size_t row = 0; row < expected.rows(); ++row) {
      if (expected.column("design").at(row).text != c.design) continue;
      const auto& statistic = expected.column("statistic").at(row).text;
      const auto what = asked(c.design, statistic, c.table);
      const auto r = estimate(estimator, what.measure, what.domain);
      CAPTURE(c.design, statistic);
      CHECK(r.estimate == Approx(estimates[row]).epsilon(1e-11));
      CHECK(r.se == Approx(errors[row]).epsilon(1e-9));
      ++compared;
    }
  }
  CHECK(compared == 73);  // "phase2 survey" and "random" have cases of their own
}

TEST_CASE("random samples with probabilities agree with R", "[estimate][design][r]") {
  const auto folder = made_by_r("designs.R");
  if (!folder) return;
  const auto expected = read_table(*folder / "expected.csv"),
             all = read_table(*folder / "random.csv");
  const auto of_sample = all.numbers("sample"), estimates = expected.numbers("estimate"),
             errors = expected.numbers("se");
  for (std::size_t row = 0; row < expected.rows(); ++row) {
    const auto words = split(expected.column("design").at(row).text, ' ');
    if (words[0] != "random") continue;
    const auto table = subset(
        all, records_where(all.rows(), [&](auto k) { return of_sample[k] == to_number(words[1]); }),
        "random.csv");
    auto spec = drawn(to_pps(words[2]));
    spec.strata = "h";
    if (words[2] == "ht" || words[2] == "yates-grundy")
      spec.probability->joint = read_joint(*folder / ("joint" + words[1] + ".csv"));
    const auto in_a = table.numbers("in.a");
    const bool is_total = expected.column("statistic").at(row).text == "total";
    const Measure what{is_total ? Statistic::total : Statistic::ratio, table.numbers("y"),
                       is_total ? Numbers() : table.numbers("x")};
    const auto domain =
        records_where(table.rows(), [&](auto k) { return is_total || in_a[k] == 1; });
    const auto r = estimate(Estimator(make_design(table, spec), {}), what, domain);
    CAPTURE(row + 2, words);
    CHECK(r.estimate == Approx(estimates[row]).epsilon(1e-11));
    if (std::isnan(errors[row]))
      CHECK(r.notes == std::vector{Note::negative_variance});
    else
      CHECK(r.se == Approx(errors[row]).epsilon(1e-9));
  }
}

TEST_CASE("two phases are those of R's twophase", "[estimate][design][r]") {
  const auto folder = made_by_r("designs.R");
  if (!folder) return;
  auto table = read_table(*folder / "phases.csv");
  ColumnBuilder size("n"), weight("w1");
  for (std::size_t k = 0; k < table.rows(); ++k) {
    size.add(6194.0);
    weight.add(6194.0 / 200);
  }
  table.add(size.take());
  table.add(weight.take());
  DesignSpec spec{.weight = "w1", .fpc = {"n"}};
  spec.phase2 = SecondPhaseSpec{.members = read_code_list("member=1"), .strata = "imp"};
  const Estimator estimator(make_design(table, spec), {});
  const auto y = table.numbers("api00");
  const auto total = estimate(estimator, {Statistic::total, y, {}});
  CHECK(total.estimate == Approx(4000031.91827956959605217).epsilon(1e-12));
  CHECK(total.se == Approx(86879.293895325274206698).epsilon(1e-10));
  const auto mean = estimate(estimator, {Statistic::mean, y, {}});
  CHECK(mean.se == Approx(14.026363237863304079).epsilon(1e-10));
  CHECK(mean.n == 73);
  CHECK(mean.df == 71);  // members minus strata of the second phase
}

// survey 4.1-1, tests/reference/designs.R: what it wrote, 16 digits.
TEST_CASE("totals of the election are survey's", "[estimate][design][r]") {
  const auto folder = made_by_r("designs.R");
  if (!folder) return;
  const auto table = read_table(*folder / "election.csv");
  const Measure bush{Statistic::total, table.numbers("Bush"), {}};
  const auto se = [&](const DesignSpec& spec) {
    return estimate(Estimator(make_design(table, spec), {}), bush).se;
  };
  CHECK(se(drawn(Pps::brewer)) == Approx(2447628.888656152).epsilon(1e-9));
  CHECK(se(drawn(Pps::overton)) == Approx(2939607.849939365).epsilon(1e-9));
  CHECK(se(drawn(Pps::hartley_rao)) == Approx(2472752.962788688).epsilon(1e-9));
  CHECK(se(with_joint(Pps::ht, *folder)) == Approx(2604404.477800381).epsilon(1e-9));
  CHECK(se(with_joint(Pps::yates_grundy, *folder)) == Approx(2406525.809216371).epsilon(1e-9));
  CHECK(se({.probability = ProbabilitySpec{.column = "p"}}) > 2447628);  // with replacement
}

// Frozen: the values of tests/deff.R in survey, also in SAS's form; no R is needed.
TEST_CASE("the PPS sample of enterprises keeps its figures", "[estimate][design]") {
  const Numbers sales{15, 143, 21, 51, 337, 50, 274, 145, 15, 86};
  const Numbers weight{20, 200, 11, 25, 550, 30, 250, 100, 10, 55};
  Numbers p;
  for (const double w : weight) p.push_back(1 / w);
  const auto table = make_table({{"p", p}, {"y", sales}});
  const Estimator drawn_again(make_design(table, {.probability = ProbabilitySpec{.column = "p"}}),
                              {});
  const auto mean = estimate(drawn_again, {Statistic::mean, sales, {}});
  CHECK(mean.estimate == Approx(243.914).epsilon(1e-5));
  CHECK(mean.se == Approx(48.752).epsilon(1e-5));
  CHECK(mean.deff == Approx(1.974067).epsilon(1e-6));
  CHECK(estimate(drawn_again, {Statistic::total, sales, {}}).se == Approx(184965).epsilon(1e-5));
}
