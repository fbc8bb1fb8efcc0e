#include "estimate/standard.hpp"

#include <catch2/catch.hpp>

#include "base/error.hpp"
#include "estimate/cells.hpp"
#include "estimate/random_survey.hpp"
#include "estimate/request.hpp"
#include "support.hpp"

using namespace trygg;
using namespace trygg::test;

namespace {

using Notes = std::vector<Note>;

/// `measure` brought to persons of groups 0, 1, 2.
Measure standardised(Measure m, const Numbers& group, const Numbers& persons) {
  m.standard = persons;
  for (const double g : group) m.group.push_back(static_cast<std::uint32_t>(g));
  return m;
}

Table ages() {
  std::vector<Column> all;
  const auto add = [&](const char* name, const std::vector<const char*>& values) {
    ColumnBuilder builder(name);
    for (const auto* value : values) builder.add(value);
    all.push_back(builder.take());
  };
  add("age", {"01", "02", "02", "01", ""});
  add("sex", {"1", "2", "1", "2", "1"});
  add("y", {"1", "2", "4", "8", "9"});
  return Table("d.csv", std::move(all));
}

}  // namespace

TEST_CASE("a standardised mean is the mean of the groups' means", "[estimate][standard][law]") {
  const Numbers persons{500, 300, 200};
  for (std::uint64_t seed = 1; seed <= 25; ++seed) {
    const RandomSurvey s(seed);
    for (const auto& spec :
         {RandomSurvey::two_stages(), RandomSurvey::calibrated(RandomSurvey::one_stage())}) {
      const Estimator e(make_design(s.table(), spec), {});
      std::vector<Linearised> means;
      for (const double g : {0., 1., 2.}) means.push_back(e.linearise(s.mean(), s.in_group(g)));
      const std::vector<const Linearised*> terms{&means[0], &means[1], &means[2]};
      const auto expected = e.combination(terms, Numbers{.5, .3, .2});
      const auto r = estimate(e, standardised(s.mean(), s.group, persons));
      if (std::isnan(expected.estimate)) {
        CHECK(std::isnan(r.estimate));
        continue;
      }
      CHECK(r.estimate == Approx(expected.estimate).epsilon(1e-13));
      CHECK(r.se == Approx(expected.se).epsilon(1e-11));
      CHECK(r.n == expected.n);
      CHECK(r.df == expected.df);
      // The standard's size is nothing, and a group of nobody is not asked for.
      const auto thousands = estimate(e, standardised(s.mean(), s.group, {.5, .3, .2}));
      CHECK(thousands.se == Approx(r.se).epsilon(1e-12));
      const auto first = estimate(e, standardised(s.mean(), s.group, {7, 0, 0}));
      CHECK(first.se == Approx(estimate(e, s.mean(), s.in_group(0)).se).epsilon(1e-12));
      CHECK(first.n == means[0].n);
    }
  }
}

TEST_CASE("a standardised ratio is the ratio of standardised means", "[estimate][standard][law]") {
  const RandomSurvey s(3);
  const Estimator e(make_design(s.table(), RandomSurvey::one_stage()), {});
  auto x = s.x;  // the same records
  for (std::size_t k = 0; k < x.size(); ++k)
    if (std::isnan(s.y[k])) x[k] = NAN;
  const Numbers persons{5, 3, 2};
  const auto a = e.linearise(standardised(s.mean(), s.group, persons), everybody(s.records()));
  const auto b =
      e.linearise(standardised({Statistic::mean, x, {}}, s.group, persons), everybody(s.records()));
  const auto expected = e.ratio(a, b);
  const auto r = estimate(e, standardised(s.ratio(), s.group, persons));
  CHECK(r.estimate == Approx(expected.estimate).epsilon(1e-13));
  CHECK(r.se == Approx(expected.se).epsilon(1e-12));
  CHECK(r.n == a.n);
}

TEST_CASE("a group without an answer leaves no number", "[estimate][standard]") {
  const Estimator e(make_design(make_table({{"w", {1, 2, 3, 4}}}), {.weight = "w"}), {});
  const Measure y{Statistic::share, {1, 0, NAN, 1}, {}};
  const auto r = estimate(e, standardised(y, {0, 0, 1, 0}, {5, 5, 0}));
  CHECK(std::isnan(r.estimate));
  CHECK(r.notes == Notes{Note::no_standard_group});
  CHECK(estimate(e, standardised(y, {0, 0, 1, 0}, {5, 0, 0})).estimate == 5.0 / 7);
  const auto all =
      estimate(e, standardised({Statistic::share, {1, 1, 1, 1}, {}}, {0, 0, 1, 2}, {1, 1, 1}));
  CHECK(all.estimate == 1);  // exactly
  CHECK(all.notes == Notes{Note::all_or_none});
  CHECK_THROWS_AS(
      estimate(e, standardised({Statistic::total, {1, 1, 1, 1}, {}}, {0, 0, 1, 2}, {1, 1, 1})),
      ArgumentError);
}

TEST_CASE("a standard population is read by codes", "[estimate][standard]") {
  const Folder folder;
  const auto table = ages();
  const auto one =
      read_standard("age=" + folder.file("age.csv", "total,age\n30,2\n70,01\n"), table);
  CHECK(one.variables == std::vector<std::string>{"age"});
  REQUIRE(one.groups.size() == 2);
  CHECK(one.groups[0].total == 30);
  Measure m{Statistic::mean, {1, 2, 4, 8, 9}, {}};
  const auto design = make_design(table, {});
  standardise(m, one, table, design);
  CHECK(m.standard == Numbers{30, 70});
  CHECK(m.group == std::vector<std::uint32_t>{1, 0, 0, 1, Measure::no_group});
  const auto two = read_standard(
      "age+sex=" + folder.file("two.csv", "age,sex,total\n01,1,1\n01,2,2\n02,1,3\n02,2,4\n"),
      table);
  standardise(m, two, table, design);
  CHECK(m.group == std::vector<std::uint32_t>{0, 3, 2, 1, Measure::no_group});
}

TEST_CASE("a standard population that does not fit is refused with its line",
          "[estimate][standard][error]") {
  const Folder folder;
  const auto table = ages();
  const auto refused = [&](const std::string& text, const std::string& message) {
    CAPTURE(text);
    const auto file = folder.file("std.csv", text);
    const auto read = [&] {
      Measure m{Statistic::mean, {1, 2, 4, 8, 9}, {}};
      standardise(m, read_standard("age=" + file, table), table, make_design(table, {}));
    };
    CHECK_THROWS_AS(read(), InputError);
    CHECK_THROWS_WITH(read(), file + message);
  };
  refused("age,total\n01,5\n03,5\n", ":3: column 'age' has no code '03'; did you mean '01'?");
  refused("age,total\n01,5\n02,-1\n", ":3: the total '-1' must be a number, 0 or more");
  refused("age,total\n01,many\n02,1\n", ":2: the total 'many' must be a number, 0 or more");
  refused("age,total\n01,5\n02,1\n1,5\n", ":4: the same group as in line 2");
  refused("age,total\n01,0\n02,0\n", ": there is no total above 0");
  refused("age,sex,total\n01,1,5\n", ":1: the columns must be age and total, nothing else");
  refused("age,total\n01,5\n",
          ": there is no row for the value (--show-values shows it) of 'age', which d.csv has; one "
          "with "
          "the total 0 leaves it out");
  CHECK_THROWS_WITH(read_standard("agee=x.csv", table),
                    "d.csv: there is no column 'agee'; did you mean 'age'?");
  CHECK_THROWS_WITH(read_standard("x.csv", table),
                    "'x.csv': write V=FILE or V+W=FILE; FILE has these columns and total");
}
