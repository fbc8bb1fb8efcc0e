#include "project/group_gaps.hpp"

#include <catch2/catch.hpp>

#include "base/error.hpp"
#include "base/random.hpp"
#include "design/design.hpp"
#include "estimate/folded_estimator.hpp"
#include "estimate/record_estimator.hpp"
#include "estimate/survey_table.hpp"
#include "fold/folder.hpp"
#include "project/project.hpp"
#include "support.hpp"

using namespace trygg;
using test::Numbers;

namespace {

/// A survey of two areas in which women and men differ in age, and age in the answer.
struct Survey {
  Numbers h, w, kon, age, land, area, yes;
  explicit Survey(std::size_t n = 900) {
    Random random(11);
    for (std::size_t i = 0; i < n; ++i) {
      h.push_back(random.below(3));
      w.push_back(10 + 5 * h.back() + random.below(4));
      area.push_back(1 + random.below(2));
      kon.push_back(1 + random.below(2));
      land.push_back(1 + (random.uniform() < 0.3));
      age.push_back(1 + random.below(kon.back() == 2 ? 3 : 2));
      const bool answered = random.uniform() > 0.05;
      const double p = 0.1 + 0.1 * age.back() + 0.1 * (kon.back() == 2);
      yes.push_back(answered ? static_cast<double>(random.uniform() < p) : NAN);
    }
  }
  Table table() const {
    return test::make_table({{"h", h},
                             {"w", w},
                             {"kon", kon},
                             {"age", age},
                             {"land", land},
                             {"area", area},
                             {"yes", yes}});
  }
  Domain where(auto is_in) const { return test::records_where(w.size(), is_in); }
};

const DesignSpec spec{.weight = "w", .strata = "h"};

Project project_with(Analysis analysis = {}) {
  Project project;
  project.variables = {.id = "", .sex = "kon", .women = "2", .men = "1", .smallest_area = "small"};
  project.main_level = "area";
  project.smallest_level = "small";
  project.publication.era = "2007";
  project.analysis = std::move(analysis);
  return project;
}

/// "yes" as a share, of a column of 0 and 1.
Quantity share_of_yes(const Table& table) {
  Quantity quantity{.indicator = "unsafe", .statistic = Statistic::share, .variable = "yes"};
  const auto& levels = table.column("yes").levels;
  for (std::uint32_t l = 0; l < levels.size(); ++l)
    if (levels[l].number == 1) quantity.levels.push_back(l);
  return quantity;
}

void classify(FramedCells& cells) {
  cells.add({}, "", "");
  cells.add({{"area", Role::area}}, "2007", "area");
}

std::vector<CubeRow> gaps_of_records(const Project& project, const Table& table) {
  const auto design = make_design(table, spec);
  const Wave wave{.name = "2020"};
  FramedCells cells(project, wave, table, design);
  classify(cells);
  const Estimator estimator(design, {});
  const std::vector quantities{share_of_yes(table)};
  const auto totals = totals_of(quantities);
  return GroupGaps(cells, table, design, 1)
      .rows(RecordEstimator(estimator, quantities, table, design),
            RecordEstimator(estimator, totals, table, design), quantities);
}

std::vector<CubeRow> gaps_of_cells(const Project& project, const Table& table) {
  FoldPlan plan;
  plan.keys = {"h", "w", "kon", "age", "land", "area"};
  plan.items = {"yes"};
  const auto folded = fold(table, plan);
  const auto design = make_design(folded.cells, spec);
  const Wave wave{.name = "2020"};
  FramedCells cells(project, wave, folded.cells, design);
  classify(cells);
  const std::vector quantities{share_of_yes(folded.cells.has("yes") ? folded.cells : table)};
  const auto totals = totals_of(quantities);
  return GroupGaps(cells, folded.cells, design, 1)
      .rows(*make_folded_estimator(folded, design, quantities, {}),
            *make_folded_estimator(folded, design, totals, {}), quantities);
}

const CubeRow& find(const std::vector<CubeRow>& rows, const std::string& statistic,
                    const std::string& contrast, const std::string& area = "",
                    const std::string& sex = "") {
  for (const auto& row : rows)
    if (row.statistic == statistic && row.contrast == contrast && row.area == area &&
        row.sex == sex)
      return row;
  FAIL("no row " << statistic << ' ' << contrast << ' ' << area << ' ' << sex);
  return rows.front();
}

Analysis standard_of(const test::Folder& dir, const std::string& text) {
  Analysis analysis;
  analysis.standard = StandardPopulation{"age", dir.file("standard.csv", text)};
  return analysis;
}

}  // namespace

TEST_CASE("Gaps: of all who are unsafe, the part that are women is their share among the unsafe") {
  const Survey survey;
  const auto table = survey.table();
  const auto rows = gaps_of_records(project_with(), table);

  const auto design = make_design(table, spec);
  Measure is_woman{.statistic = Statistic::share};
  for (const double code : survey.kon) is_woman.y.push_back(code == 2);
  const auto direct = [&](const Domain& unsafe) {
    const Estimator estimator(design, {.interval = Interval::logit});
    return test::estimate(estimator, is_woman, unsafe);
  };
  const auto whole = direct(survey.where([&](auto k) { return survey.yes[k] == 1; }));
  const auto& row = find(rows, "distribution", "kon:2/2|1");
  CHECK(row.estimate == Approx(whole.estimate).epsilon(1e-13));
  CHECK(row.se == Approx(whole.se).epsilon(1e-12));
  CHECK(row.lower == Approx(whole.lower).epsilon(1e-3));  // df: answers here, unsafe there
  CHECK(row.upper == Approx(whole.upper).epsilon(1e-3));
  CHECK(std::isnan(row.p_value));

  const auto area =
      direct(survey.where([&](auto k) { return survey.yes[k] == 1 && survey.area[k] == 2; }));
  CHECK(find(rows, "distribution", "kon:2/2|1", "2").se == Approx(area.se).epsilon(1e-12));
}

TEST_CASE("Gaps: standardised as the difference of two standardised shares") {
  const test::Folder dir;
  const Survey survey;
  const auto table = survey.table();
  // Men of the third age group are missing: there is no standardised gap unless they are left out.
  const auto analysis = standard_of(dir, "age,kon,total\n1,1,300\n1,2,200\n2,1,250\n3,1,0\n");
  const auto rows = gaps_of_records(project_with(analysis), table);

  const auto design = make_design(table, spec);
  Measure share{.statistic = Statistic::share, .y = survey.yes, .standard = {500, 250}};
  for (const double age : survey.age)
    share.group.push_back(age == 3 ? Measure::no_group : static_cast<std::uint32_t>(age - 1));
  const Estimator estimator(design, {});
  const auto standardised = [&](double sex) {
    return estimator.linearise(
        share, survey.where([&](auto k) { return survey.kon[k] == sex && survey.age[k] < 3; }));
  };
  const auto expected = estimator.difference(standardised(2), standardised(1));
  const auto& row = find(rows, "share_standardised", "kon:2-1");
  CHECK(row.estimate == Approx(expected.estimate).epsilon(1e-13));
  CHECK(row.se == Approx(expected.se).epsilon(1e-12));
  const auto& raw = find(rows, "share", "kon:2-1");
  CHECK(row.estimate < raw.estimate);  // women are older, and the old less safe
}

TEST_CASE("Gaps: any pair of groups, by sex, and crossed groups: cells and records agree") {
  Analysis analysis;
  analysis.pairs = {{{"land"}, {"2"}, {"1"}}, {{"kon", "land"}, {"2", "2"}, {"1", "2"}}};
  const auto project = project_with(analysis);
  const auto table = Survey().table();
  const auto rows = gaps_of_records(project, table), folded = gaps_of_cells(project, table);
  REQUIRE(rows.size() == folded.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    CHECK(rows[i].contrast == folded[i].contrast);
    CHECK(rows[i].estimate == Approx(folded[i].estimate).epsilon(1e-12));
    CHECK(rows[i].se == Approx(folded[i].se).epsilon(1e-10));
    CHECK(rows[i].n == folded[i].n);
  }
  find(rows, "share", "land:2-1", "1", "2");     // women born abroad and in the country
  find(rows, "share", "kon+land:2+2-1+2", "1");  // women and men born abroad
  find(rows, "distribution", "kon+land:2+2/2+2|1+2", "");
  for (const auto& row : rows) CHECK((row.sex.empty() || row.contrast.starts_with("land")));

  const auto& ratio = find(rows, "share", "kon:2/1", "1");
  const auto& gap = find(rows, "share", "kon:2-1", "1");
  CHECK((ratio.estimate > 1) == (gap.estimate > 0));
}

TEST_CASE("Gaps: Holm's adjustment is over the areas of one classification") {
  const auto rows = gaps_of_records(project_with(), Survey().table());
  std::vector<double> p, adjusted;
  for (const auto& area : {"1", "2"}) {
    p.push_back(find(rows, "share", "kon:2-1", area).p_value);
    adjusted.push_back(find(rows, "share", "kon:2-1", area).p_adjusted);
  }
  CHECK(adjusted == holm(p));
  const auto& whole = find(rows, "share", "kon:2-1");
  CHECK(whole.p_adjusted == whole.p_value);
}

TEST_CASE("Gaps: a group of which nobody is unsafe leaves the distribution known, and says so") {
  Survey survey;
  for (std::size_t i = 0; i < survey.yes.size(); ++i)
    if (survey.kon[i] == 1 && survey.yes[i] == 1) survey.yes[i] = 0;
  const auto table = survey.table();
  for (const auto& rows :
       {gaps_of_records(project_with(), table), gaps_of_cells(project_with(), table)}) {
    const auto& all = find(rows, "distribution", "kon:2/2|1");
    CHECK(all.estimate == 1);
    CHECK(std::isnan(all.lower));
    CHECK(all.note == "all_or_none");
    CHECK_THAT(find(rows, "share", "kon:2-1").note, Catch::Contains("all_or_none"));
  }
  for (std::size_t i = 0; i < survey.yes.size(); ++i)
    if (survey.yes[i] == 1) survey.yes[i] = 0;
  const auto none = gaps_of_records(project_with(), survey.table());
  CHECK(std::isnan(find(none, "distribution", "kon:2/2|1").estimate));
}

TEST_CASE("Gaps: a pair or a standard that the data do not know is refused") {
  const test::Folder dir;
  const auto table = Survey().table();
  Analysis analysis;
  analysis.pairs = {{{"land"}, {"7"}, {"1"}}};
  CHECK_THROWS_AS(gaps_of_records(project_with(analysis), table), ConfigError);
  const auto refused = [&](const std::string& text) {
    CHECK_THROWS_AS(gaps_of_records(project_with(standard_of(dir, text)), table), InputError);
  };
  refused("age,total\n1,10\n2,10\n");  // the data have age 3
  refused("age,total\n1,10\n2,10\n3,x\n");
  refused("age,total\n1,10\n2,10\n3,-1\n");
  refused("age,total\n1,0\n2,0\n3,0\n");
  refused("age,persons\n1,10\n2,10\n3,1\n");
  refused("age,total\n1,10\n2,10\n3,1\n4,9\n");  // and no age 4
}
