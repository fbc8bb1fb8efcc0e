// What must hold of samples with unequal probabilities, in an order, with certainty, in two phases.

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <numeric>

#include "design/design.hpp"
#include "design/joint_probabilities.hpp"
#include "design/without_fpc.hpp"
#include "estimate/folded_estimator.hpp"
#include "estimate/survey_table.hpp"
#include "fold/folder.hpp"
#include "replicate/replicates.hpp"
#include "replicate/scheme.hpp"
#include "table/subset.hpp"

using namespace trygg;
using namespace trygg::test;

namespace {

constexpr std::size_t n = 12;

/// Two strata of 7 and 5 records, of 28 and 15.
Table survey() {
  Numbers h, id, N, f, y, x, dom, place, backwards, member, one, w;
  for (std::size_t k = 0; k < n; ++k) {
    const bool first = k < 7;
    h.push_back(first ? 1 : 2);
    id.push_back(static_cast<double>(k) + 1);
    N.push_back(first ? 28 : 15);
    f.push_back(first ? 7 / 28. : 5 / 15.);
    w.push_back(first ? 4 : 3);
    const auto t = static_cast<double>(k);
    y.push_back(3 + 2 * std::sin(t) + t / 3);
    x.push_back(5 + std::cos(2 * t));
    dom.push_back(k % 3 == 0 ? 1 : 2);
    place.push_back(static_cast<double>((k * 5) % 12));
    backwards.push_back(-place.back());
    member.push_back(k % 4 == 1 ? 0 : 1);
    one.push_back(1);
  }
  return make_table({{"h", h},
                     {"id", id},
                     {"N", N},
                     {"f", f},
                     {"y", y},
                     {"x", x},
                     {"dom", dom},
                     {"place", place},
                     {"backwards", backwards},
                     {"member", member},
                     {"one", one},
                     {"w", w}});
}

/// π_ij of simple random sampling within the strata of `survey`.
std::shared_ptr<const JointProbabilities> random_pairs() {
  auto joint = std::make_shared<JointProbabilities>();
  joint->source = "joint.csv";
  joint->id = "id";
  for (std::size_t i = 0; i < n; ++i) {
    joint->place.emplace(std::to_string(i + 1), i);
    joint->unit.push_back(std::to_string(i + 1));
  }
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = 0; j < n; ++j) {
      const double f = i < 7 ? 7 / 28. : 5 / 15., both = i < 7 ? 6 / 27. : 4 / 14.;
      joint->value.push_back(i == j ? f : (i < 7) == (j < 7) ? f * both : NAN);
    }
  return joint;
}

DesignSpec random_within() {
  return {.weight = "w", .strata = "h", .fpc = {"N"}};
}

DesignSpec drawn(Pps method, PpsForm form = PpsForm::ht) {
  DesignSpec spec{.strata = "h"};
  spec.probability = ProbabilitySpec{.column = "f", .pps = method, .form = form};
  if (method == Pps::ht || method == Pps::yates_grundy) spec.probability->joint = random_pairs();
  return spec;
}

Result mean_of(const DesignSpec& spec, const Table& table, double code = 0) {
  const auto dom = table.numbers("dom");
  const auto domain =
      records_where(table.rows(), [&](auto k) { return code == 0 || dom[k] == code; });
  return estimate(Estimator(make_design(table, spec), {}),
                  {Statistic::mean, table.numbers("y"), {}}, domain);
}

void check_same(const DesignSpec& a, const DesignSpec& b, const Table& table) {
  for (const double code : {0.0, 1.0, 2.0}) {
    CAPTURE(code);
    CHECK(mean_of(a, table, code).estimate == Approx(mean_of(b, table, code).estimate));
    CHECK(mean_of(a, table, code).se == Approx(mean_of(b, table, code).se).epsilon(1e-12));
  }
}

}  // namespace

TEST_CASE("with equal probabilities every form is simple random sampling", "[design][law]") {
  const auto table = survey();
  for (const auto method : {Pps::brewer, Pps::ht, Pps::yates_grundy}) {
    CAPTURE(to_text(method));
    check_same(drawn(method), random_within(), table);
  }
  // Hartley and Rao's with the mean of π for its sum of squares: the same, in Yates and Grundy's
  // form.
  check_same(drawn(Pps::hartley_rao, PpsForm::yates_grundy), random_within(), table);
  check_same(drawn(Pps::overton, PpsForm::yates_grundy), random_within(), table);
  check_same(drawn(Pps::overton), random_within(), table);
  check_same(drawn(Pps::hartley_rao), random_within(), table);
}

TEST_CASE("weights are inverse probabilities where no other are given", "[design]") {
  const auto table = survey();
  const auto design = make_design(table, drawn(Pps::brewer));
  CHECK(design.weight()[0] == Approx(4));
  CHECK(design.weight()[11] == Approx(3));
  auto given = drawn(Pps::brewer);
  given.weight = "one";
  CHECK(make_design(table, given).weight()[0] == 1);
}

TEST_CASE("an order has no direction", "[design][law]") {
  const auto table = survey();
  auto there = random_within(), back = random_within();
  there.order = "place";
  back.order = "backwards";
  check_same(there, back, table);
  CHECK(mean_of(there, table).se != Approx(mean_of(random_within(), table).se).epsilon(1e-3));
}

TEST_CASE("a second phase that has everybody is one phase", "[design][law]") {
  const auto table = survey();
  auto phases = random_within();
  phases.phase2 = SecondPhaseSpec{.members = read_code_list("one=1")};
  check_same(phases, random_within(), table);
  phases.phase2->strata = "dom";
  check_same(phases, random_within(), table);
  auto endless = random_within(), endless_phases = phases;
  endless.fpc = endless_phases.fpc = {};
  check_same(endless_phases, endless, table);
}

TEST_CASE("analytic questions take unequal probabilities as drawn again", "[design][law]") {
  const auto table = survey();
  const auto spec = without_fpc(drawn(Pps::brewer));
  CHECK(has_fpc(drawn(Pps::brewer)));
  CHECK_FALSE(has_fpc(spec));
  check_same(spec, {.weight = "w", .strata = "h"}, table);
}

TEST_CASE("replicates refuse samples that they cannot follow", "[replicate][design]") {
  const auto table = survey();
  const auto scheme = [&](const DesignSpec& spec, ReplicateSpec replicates) {
    return make_scheme(make_design(table, spec), replicates);
  };
  const ReplicateSpec jackknife{.kind = ReplicateKind::jkn};
  CHECK_THROWS_WITH(scheme(drawn(Pps::brewer), jackknife), Catch::Contains("leave out --pps"));
  auto ordered = random_within();
  ordered.order = "place";
  CHECK_THROWS_WITH(scheme(ordered, jackknife), Catch::Contains("take no account of an order"));
  auto phases = random_within();
  phases.phase2 = SecondPhaseSpec{.members = read_code_list("member=1")};
  CHECK_THROWS_WITH(scheme(phases, jackknife), Catch::Contains("are of one phase"));
  auto given = random_within();
  given.replicates = ReplicateSpec{.columns = {"w", "one"}};
  given.order = "place";
  CHECK_THROWS_WITH(replicate_weights(table, given, make_design(table, given)),
                    Catch::Contains("for --variance linearised"));
}

TEST_CASE("successive difference replication goes by the order", "[replicate][design][law]") {
  const auto table = survey();
  // The same records, put in the order beforehand.
  auto places = table.numbers("place");
  std::vector<std::uint32_t> rows(places.size());
  std::iota(rows.begin(), rows.end(), 0u);
  std::ranges::sort(rows, {}, [&](auto k) { return places[k]; });
  const auto sorted = subset(table, rows, "sorted.csv");
  auto there = random_within();
  there.order = "place";
  there.replicates = ReplicateSpec{.kind = ReplicateKind::sdr, .count = 16};
  auto stood = random_within();
  stood.replicates = there.replicates;
  const auto se = [](const Table& t, const DesignSpec& spec) {
    auto design = make_design(t, spec);
    design.use_replicates(replicate_weights(t, spec, design));
    return estimate(Estimator(design, {}), {Statistic::mean, t.numbers("y"), {}}).se;
  };
  CHECK(se(table, there) == Approx(se(sorted, stood)).epsilon(1e-12));
}

TEST_CASE("units with probabilities fold, records do not", "[design][fold]") {
  const auto table = survey();
  auto records = drawn(Pps::brewer);
  CHECK(why_records(records) == "records drawn with unequal probabilities");
  auto units = records;
  units.psu = {"id"};
  CHECK(why_records(units).empty());

  const auto folded_se = [&](const DesignSpec& spec) {
    FoldPlan plan{.keys = columns_of(spec), .items = {"member"}};
    const auto cells = fold(table, plan);
    const auto design = make_design(cells.cells, spec);
    const std::vector<Quantity> mean{{.statistic = Statistic::mean, .variable = "member"}};
    const auto estimator = make_folded_estimator(cells, design, mean, {});
    std::vector<std::vector<Result>> results(1);
    const std::vector<Domain> all{everybody(cells.cells.rows())};
    estimator->levels(all, results);
    return results[0][0].se;
  };
  const Measure member{Statistic::mean, table.numbers("member"), {}};
  CHECK(folded_se(units) ==
        Approx(estimate(Estimator(make_design(table, records), {}), member).se).epsilon(1e-12));
  CHECK_THROWS_AS(folded_se(records), NotFolded);
}
