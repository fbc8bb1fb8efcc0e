#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>

#include "base/random.hpp"
#include "design/design.hpp"
#include "estimate/cells.hpp"
#include "estimate/folded_estimator.hpp"
#include "estimate/record_estimator.hpp"
#include "estimate/survey_table.hpp"
#include "estimate/tabulate.hpp"
#include "fold/folder.hpp"

using namespace trygg;
using namespace trygg::test;

namespace {

/// A survey of few codes, so that folding has something to fold.
Table random_table(std::uint64_t seed, std::size_t records) {
  Random random(seed);
  Numbers h, psu, g, o, area, d, w, N, yes, level, age, some, first, signed_w, q, census, partly;
  for (std::size_t k = 0; k < records; ++k) {
    h.push_back(random.below(4));
    psu.push_back(100 * h.back() + random.below(6));
    N.push_back(1000 + 500 * h.back());
    g.push_back(random.below(3));
    o.push_back(random.below(2));
    area.push_back(random.below(5));
    d.push_back(random.below(40) == 0 ? 0 : 10 + 3 * h.back());
    w.push_back(d.back() * (0.8 + 0.2 * g.back() + 0.1 * o.back()));
    const bool answered = random.below(8) > 0;
    yes.push_back(answered ? random.below(3) == 0 : NAN);
    level.push_back(answered ? 1.0 + random.below(5) : NAN);
    age.push_back(16.0 + random.below(60));
    some.push_back(area.back() == 4 ? NAN : 1.0 * random.below(2));
    first.push_back(d.back() * (0.9 + 0.1 * o.back()));
    signed_w.push_back(g.back() == 2 && o.back() == 1 ? -w.back() : w.back());
    q.push_back(0.5 + g.back());
    partly.push_back(h.back() == 2 ? NAN : static_cast<double>(k % 3));
    census.push_back(h.back() == 3 ? 1.0 : 0.1);
  }
  return make_table({{"h", h},
                     {"psu", psu},
                     {"N", N},
                     {"g", g},
                     {"o", o},
                     {"area", area},
                     {"d", d},
                     {"w", w},
                     {"yes", yes},
                     {"level", level},
                     {"age", age},
                     {"some", some},
                     {"first", first},
                     {"signed_w", signed_w},
                     {"q", q},
                     {"census", census},
                     {"partly", partly}});
}

Request request(const Table& table) {
  Request request;
  request.what = {
      read_what(Statistic::share, "yes=1", table), read_shares("level", table),
      read_what(Statistic::mean, "age", table),    read_what(Statistic::total, "age", table),
      read_what(Statistic::count, "", table),      read_what(Statistic::share, "some=1", table),
      read_what(Statistic::mean, "g", table),      read_what(Statistic::mean, "partly", table)};
  request.by = {{"g"}, {"area"}, {"area", "o"}, {"h"}};
  request.where = {read_condition("age<70", table)};
  request.contrasts = {read_contrast("o:1-0", table), read_contrast("g:2*2-1-0", table),
                       read_contrast("o:1/0", table)};
  return request;
}

FoldPlan plan_of(std::vector<std::string> design_columns) {
  FoldPlan plan{.keys = {"g", "o", "area", "h", "age"}, .items = {}};
  for (auto& name : design_columns) plan.keys.push_back(std::move(name));
  plan.items = {"yes", "level", "age", "some", "g", "partly"};
  return plan;
}

DesignSpec calibrated(DesignSpec spec) {
  spec.weight = "w";
  spec.calibration = {
      {.weight_before = "d", .weight_after = "w", .margins = {{"g"}, {"o"}}, .distance = "raking"}};
  return spec;
}

/// One row of each, or the first difference.
std::string difference(const EstimateRow& a, const EstimateRow& b) {
  if (a.indicator != b.indicator || a.levels != b.levels || a.contrast != b.contrast)
    return "another row";
  const auto &r = a.result, &s = b.result;
  if (r.n != s.n) return "n";
  if (r.notes != s.notes) return "notes";
  const auto agree = [](double x, double y, double digits) {
    if (std::isnan(x) || std::isnan(y)) return std::isnan(x) && std::isnan(y);
    return std::abs(x - y) <= digits * std::max(1e-2, std::max(std::abs(x), std::abs(y)));
  };
  if (!agree(r.estimate, s.estimate, 1e-12)) return "estimate";
  if (!agree(r.se, s.se, 1e-11)) return "se";
  if (!agree(r.df, s.df, 0)) return "df";
  if (!agree(r.deff, s.deff, 1e-10)) return "deff";
  if (!agree(r.n_effective, s.n_effective, 1e-10)) return "n_effective";
  if (!agree(r.lower, s.lower, 1e-10) || !agree(r.upper, s.upper, 1e-10)) return "limits";
  if (!agree(r.t, s.t, 1e-9) || !agree(r.p_value, s.p_value, 1e-8)) return "test";
  return agree(r.p_adjusted, s.p_adjusted, 1e-8) ? "" : "p_adjusted";
}

void check_equal(const Table& table, const FoldPlan& plan, const DesignSpec& spec,
                 bool everybody = false) {
  const auto folded = fold(table, plan);
  const auto asked = [&](const Table& data) {
    auto made = request(data);
    if (everybody) made.where.clear();
    return made;
  };
  const auto of_cells =
      tabulate(asked(folded.dictionary()), folded, make_design(folded.cells, spec), {}, 2);
  const auto of_records = tabulate(asked(table), table, make_design(table, spec), {}, 2);
  REQUIRE(of_cells.rows.size() == of_records.rows.size());
  for (std::size_t i = 0; i < of_cells.rows.size(); ++i) {
    const auto& row = of_records.rows[i];
    INFO(row.indicator << " " << row.contrast << " row " << i << ": " << row.result.estimate << " "
                       << of_cells.rows[i].result.estimate << ", se " << row.result.se << " "
                       << of_cells.rows[i].result.se);
    CHECK(difference(of_cells.rows[i], row) == "");
  }
}

}  // namespace

TEST_CASE("folded records give what records give", "[estimate][law][fold]") {
  for (const std::uint64_t seed : {1, 2, 3}) {
    const auto table = random_table(seed, 900);
    const DesignSpec simple{.weight = "d", .strata = "h"};
    const DesignSpec finite{.weight = "d", .strata = "h", .fpc = {"N"}};
    const DesignSpec clusters{.weight = "d", .strata = "h", .psu = {"psu"}};
    check_equal(table, plan_of({"d"}), simple);
    check_equal(table, plan_of({"d", "N"}), finite);
    check_equal(table, plan_of({"d", "w"}), calibrated(simple));
    check_equal(table, plan_of({"d", "w", "N"}), calibrated(finite));
    check_equal(table, plan_of({"d", "psu"}), clusters);
    check_equal(table, plan_of({"d", "w", "psu"}), calibrated(clusters));
  }
}

TEST_CASE("covariances from cells are those from records", "[estimate][law][fold]") {
  const auto table = random_table(7, 700);
  const DesignSpec simple{.weight = "d", .strata = "h"}, calibrated_spec = calibrated(simple);
  const DesignSpec clusters{.weight = "d", .strata = "h", .psu = {"psu"}};
  for (const auto& spec : {simple, calibrated_spec, clusters, calibrated(clusters)}) {
    const auto folded = fold(table, plan_of({"d", "w", "psu"}));
    const auto of_cells = make_design(folded.cells, spec);
    const auto of_records = make_design(table, spec);
    const auto what = [](const Table& data) {
      std::vector<Quantity> all;
      for (const auto& asked : request(data).what)
        all.insert(all.end(), asked.begin(), asked.end());
      return all;
    };
    const auto asked = what(folded.dictionary());
    const auto cells = make_folded_estimator(folded, of_cells, asked, {});
    const Estimator estimator(of_records, {});
    const RecordEstimator records(estimator, what(table), table, of_records);
    const auto domains = [](const Table& data, const Design& design) {
      std::vector<Domain> all;
      for (const auto& by : {std::vector<std::string>{}, {"g"}, {"area", "o"}})
        for (auto& cell : trygg::cells(by, domain_where({}, data, design), data, design))
          all.push_back(std::move(cell.domain));
      return all;
    };
    const auto a = domains(folded.cells, of_cells), b = domains(table, of_records);
    REQUIRE(a.size() == b.size());
    // Quantities 1 to 5 are the codes of one question; 7 is a total of another.
    for (const auto& [q, p] : {std::pair{0, 0}, {1, 2}, {3, 3}, {7, 7}, {8, 1}})
      for (std::size_t i = 0; i < a.size(); ++i)
        for (std::size_t j = 0; j <= i; j += 3) {
          const auto at = [&](const auto& of, int quantity, std::size_t d) {
            return DomainEstimator::Cell{static_cast<std::size_t>(quantity), &of[d]};
          };
          const double expected = records.covariance(at(b, q, i), at(b, p, j));
          const double scale = std::sqrt(std::abs(records.covariance(at(b, q, i), at(b, q, i)) *
                                                  records.covariance(at(b, p, j), at(b, p, j))));
          const double found = cells->covariance(at(a, q, i), at(a, p, j));
          INFO(q << " " << p << " " << i << " " << j << ": " << found << " " << expected);
          CHECK(std::abs(found - expected) <= 1e-12 * scale + 1e-9 * std::abs(expected) + 1e-12);
        }
  }
}

TEST_CASE("answers that are all alike have no variance, folded or not", "[estimate][law][fold]") {
  const Numbers w{.7, 1.1, 2, 1.1, .7, .7, .9}, v{2.3, 22.2, -4, 5, 22.2, 22.2, 1e6};
  const auto table = make_table(
      {{"w", w}, {"v", v}, {"g", {2, 1, 2, 2, 1, 1, 3}}, {"s", {1, -1, 1, 1, -1, -1, 1}}});
  for (const auto& psu : {std::vector<std::string>{}, {"g"}}) {
    const auto folded = fold(table, {.keys = {"g", "w"}, .items = {"v"}});
    const DesignSpec spec{.weight = "w", .psu = psu};
    Request request;
    request.what = {read_what(Statistic::mean, "v", table),
                    read_what(Statistic::total, "v", table)};
    request.by = {{"g"}};
    for (const auto& rows : {tabulate(request, folded, make_design(folded.cells, spec), {}, 1).rows,
                             tabulate(request, table, make_design(table, spec), {}, 1).rows}) {
      const auto& of_one = rows[1].result;  // the mean in the group 1
      CHECK(of_one.estimate == 22.2);
      CHECK(of_one.se == 0);
      CHECK(std::isnan(of_one.lower));
      CHECK(std::ranges::count(of_one.notes, Note::no_variance) == 1);
      CHECK(std::isnan(rows[5].result.deff));  // of the total there
    }
  }
}

TEST_CASE("a weight that is no key is summed", "[estimate][law][fold]") {
  const auto table = random_table(4, 900);
  auto plan = plan_of({});
  plan.weight = "w";
  check_equal(table, plan, {.weight = "w", .strata = "h"});
  plan.keys.push_back("psu");
  check_equal(table, plan, {.weight = "w", .strata = "h", .psu = {"psu"}});
}

TEST_CASE("every form of calibration is told to cells", "[estimate][law][fold]") {
  const DesignSpec simple{.weight = "w", .strata = "h"}, clusters{.weight = "w", .psu = {"psu"}};
  const CalibrationSpec one{
      .weight_before = "d", .weight_after = "first", .margins = {{"o"}, {"area"}}, .scale = "q"};
  const CalibrationSpec two{
      .weight_before = "first", .weight_after = "w", .margins = {{"g", "o"}, {"h"}}};
  const CalibrationSpec numeric{
      .weight_before = "d", .weight_after = "w", .margins = {{"g"}}, .numeric = {"age", "q"}};
  const CalibrationSpec only_numeric{
      .weight_before = "d", .weight_after = "w", .margins = {}, .numeric = {"age"}};
  const CalibrationSpec linear{.weight_before = "d",
                               .weight_after = "signed_w",
                               .margins = {{"g"}, {"area"}},
                               .distance = "linear"};
  for (const std::uint64_t seed : {11, 12}) {
    const auto table = random_table(seed, 900);
    const auto plan = plan_of({"d", "w", "first", "signed_w", "q", "psu"});
    for (const auto& base : {simple, clusters})
      for (const bool everybody : {false, true}) {
        const auto check = [&](const std::string& name, auto change) {
          auto spec = base;
          change(spec);
          INFO(name << (everybody ? ", everybody" : ", a part"));
          check_equal(table, plan, spec, everybody);
        };
        check("one step", [&](auto& s) { s = calibrated(s); });
        check("two steps", [&](auto& s) { s.calibration = {one, two}; });
        check("numeric", [&](auto& s) { s.calibration = {numeric}; });
        check("only numeric", [&](auto& s) { s.calibration = {only_numeric}; });
        check("margins, then numeric", [&](auto& s) {
          auto last = only_numeric;
          last.weight_before = "first";
          s.calibration = {one, last};
        });
        check("calibrated on", [&](auto& s) { s.calibrated_on = {{"g"}, {"o", "area"}}; });
        if (base.psu.empty())
          check("negative weights", [&](auto& s) {
            s.weight = "signed_w";
            s.calibration = {linear};
          });
      }
  }
}

TEST_CASE("an estimate that the calibration fixes has no error in cells either",
          "[estimate][law][fold]") {
  const auto table = random_table(13, 900);
  const auto folded = fold(table, plan_of({"d", "w"}));
  const auto design = make_design(folded.cells, calibrated({.weight = "w", .strata = "h"}));
  auto asked = request(folded.dictionary());
  asked.where.clear();
  std::size_t fixed = 0;
  for (const auto& row : tabulate(asked, folded, design, {}, 1).rows) {
    const auto& notes = row.result.notes;
    if (std::ranges::find(notes, Note::fixed_by_calibration) == notes.end()) continue;
    ++fixed;
    CHECK(row.result.se == 0);
  }
  CHECK(fixed > 5);
}

TEST_CASE("folding counts records without a weight", "[estimate][law][fold]") {
  auto table = make_table({{"h", {1, 1, 1, 2, 2, 2, 2}},
                           {"w", {2, NAN, 3, 4, 0, NAN, 5}},
                           {"y", {1, 2, 3, 4, 5, 6, 7}}});
  FoldPlan plan{.keys = {"h"}, .items = {"y"}};
  plan.weight = "w";
  const auto folded = fold(table, plan);
  const DesignSpec spec{.weight = "w", .strata = "h"};
  CHECK(folded.left_out == 2);
  CHECK(make_design(table, spec).left_out() == 2);
  plan = {.keys = {"h", "w"}, .items = {"y"}};
  const auto keyed = fold(table, plan);
  CHECK(keyed.left_out + make_design(keyed.cells, spec).left_out() == 2);
}

TEST_CASE("means of negative weights vary in clusters, too", "[estimate][law][fold]") {
  const auto table = random_table(11, 900);
  const DesignSpec spec{.weight = "signed_w",
                        .psu = {"psu"},
                        .calibration = {{.weight_before = "d",
                                         .weight_after = "signed_w",
                                         .margins = {{"g"}, {"area"}},
                                         .distance = "linear"}}};
  for (const bool everybody : {false, true})
    check_equal(table, plan_of({"d", "signed_w", "psu"}), spec, everybody);
}

TEST_CASE("records outside a stratum taken as a whole count by the calibration",
          "[estimate][law][fold]") {
  const auto table = random_table(14, 900);
  const DesignSpec census{.weight = "w", .strata = "h", .fpc = {"census"}};
  check_equal(table, plan_of({"d", "w", "census"}), calibrated(census), true);
}

TEST_CASE("answers that are all the same within a domain do not vary in cells either",
          "[estimate][law][fold]") {
  const auto table = random_table(15, 900);
  const auto compare = [&](const FoldPlan& plan, const DesignSpec& spec) {
    const auto folded = fold(table, plan);
    const auto asked = [](const Table& data) {
      Request made;
      made.what = {read_what(Statistic::mean, "age", data),
                   read_what(Statistic::total, "age", data)};
      made.by = {{"age"}};
      return made;
    };
    const auto a =
        tabulate(asked(folded.dictionary()), folded, make_design(folded.cells, spec), {}, 1);
    const auto b = tabulate(asked(table), table, make_design(table, spec), {}, 1);
    REQUIRE(a.rows.size() == b.rows.size());
    for (std::size_t i = 0; i < a.rows.size(); ++i) {
      INFO(b.rows[i].indicator << " row " << i << ": se " << b.rows[i].result.se << " "
                               << a.rows[i].result.se);
      CHECK(difference(a.rows[i], b.rows[i]) == "");
    }
  };
  const DesignSpec simple{.weight = "w", .strata = "h"};
  const DesignSpec clusters{.weight = "w", .psu = {"psu"}};
  for (const auto& spec : {simple, clusters}) {
    compare(plan_of({"d", "w", "psu"}), spec);
    compare(plan_of({"d", "w", "psu"}), calibrated(spec));
    auto plan = plan_of({"psu"});
    plan.weight = "w";
    compare(plan, spec);
  }
}
