#include <catch2/catch.hpp>

#include "base/error.hpp"
#include "goal/goal.hpp"
#include "support.hpp"

using namespace trygg;
using Catch::Contains;

namespace {

GoalRow judged() {
  GoalRow row;
  row.wave = "2023";
  row.baseline = "2017";
  row.era = "2007";
  row.indicator = "otrygg";
  row.area_level = "omrade";
  row.area = "01";
  row.sex = "2";
  row.n_baseline = 900;
  row.n = 1100;
  row.baseline_estimate = 0.1265;
  row.estimate = 0.05;
  row.ratio = 0.3953;
  row.lower = 0.31;
  row.upper = 0.4999;
  row.df = 300;
  row.path = 0.0752;
  row.target = 0.06325;
  row.verdict = Verdict::reached;
  row.development = "halved";
  row.course = "below_path";
  row.note = "before_target_year";
  return row;
}

ReleasedGoalRow only(const GoalRow& row) {
  return release(std::vector{row}, {}).at(0);
}

}  // namespace

TEST_CASE("a goal row is released in per cent", "[goal][release]") {
  const auto row = only(judged());
  CHECK(row.decision == Decision::show);
  CHECK(row.baseline_estimate.text() == "12.7");
  CHECK(row.estimate.text() == "5.0");
  CHECK(row.ratio.text() == "39.5");
  CHECK(row.ratio_lower.text() == "31.0");
  CHECK(row.ratio_upper.text() == "50.0");
  CHECK(row.path.text() == "7.5");
  CHECK(row.target.text() == "6.3");
  CHECK(row.verdict == Verdict::reached);
  CHECK(row.development == "halved");
  CHECK(row.course == "below_path");
}

TEST_CASE("few answers in either round suppress a goal row", "[goal][release]") {
  auto row = judged();
  (GENERATE(0, 1) ? row.n : row.n_baseline) = 29;
  const auto released = only(row);
  CHECK(released.decision == Decision::suppress);
  CHECK(released.reason == "few_answers");
  CHECK(released.verdict == Verdict::not_available);
  CHECK(released.development == "not_available");
  CHECK(released.course.empty());
  for (const auto& number :
       {released.baseline_estimate, released.estimate, released.ratio, released.ratio_lower,
        released.ratio_upper, released.path, released.target})
    CHECK(number.text() == "..");
}

TEST_CASE("a flagged round or few degrees of freedom give no verdict", "[goal][release]") {
  auto row = judged();
  row.n_baseline = 199;
  CHECK(only(row).decision == Decision::flag);
  CHECK(only(row).reason == "small_base");
  CHECK(only(row).verdict == Verdict::cannot_tell);
  CHECK(only(row).development == "cannot_tell");
  CHECK(only(row).course == "on_path_possible");
  CHECK(only(row).ratio.text() == "39.5");
  row = judged();
  row.df = 7.9;
  CHECK(only(row).decision == Decision::show);
  CHECK(only(row).verdict == Verdict::cannot_tell);
}

TEST_CASE("a ratio that is not available is not released", "[goal][release]") {
  auto row = judged();
  row.verdict = Verdict::not_available;
  row.ratio = row.lower = row.upper = GoalRow::missing;
  CHECK(only(row).decision == Decision::suppress);
  CHECK(only(row).reason == "not_estimable");
}

TEST_CASE("goal rows are written with all that they know", "[goal]") {
  auto row = judged();
  row.df = GoalRow::missing;
  CHECK(to_csv(std::vector{row}) ==
        "wave,baseline,era,indicator,area_level,area,sex,n_baseline,n,baseline_estimate,estimate,"
        "ratio,lower,upper,df,path,target,verdict,development,course,note\n"
        "2023,2017,2007,otrygg,omrade,01,2,900,1100,0.1265,0.05,0.3953,0.31,0.4999,,0.0752,"
        "0.06325,reached,halved,below_path,before_target_year\n");
}

TEST_CASE("released goal rows read back as they were written", "[goal][release][law]") {
  auto few = judged();
  few.n = 3;
  const auto text = to_csv(release({judged(), few}, {}));
  CHECK(text ==
        "wave,baseline,era,indicator,area_level,area,sex,decision,reason,baseline_estimate,"
        "estimate,ratio,ratio_lower,ratio_upper,path,target,verdict,development,course\n"
        "2023,2017,2007,otrygg,omrade,01,2,show,,12.7,5.0,39.5,31.0,50.0,7.5,6.3,reached,halved,"
        "below_path\n"
        "2023,2017,2007,otrygg,omrade,01,2,suppress,few_answers,..,..,..,..,..,..,..,"
        "not_available,not_available,\n");
  const test::Folder folder;
  CHECK(to_csv(read_released_goal(folder.file("goal.csv", text))) == text);
}

TEST_CASE("a released goal that is none is refused with its line", "[goal][error]") {
  const test::Folder folder;
  const auto text = to_csv(release(std::vector{judged()}, {}));
  const auto refused = [&](const std::string& was, const std::string& is,
                           const std::string& message) {
    std::string damaged = text;
    damaged.replace(damaged.find(was), was.size(), is);
    CAPTURE(damaged);
    CHECK_THROWS_AS(read_released_goal(folder.file("g.csv", damaged)), InputError);
    CHECK_THROWS_WITH(read_released_goal(folder.file("g.csv", damaged)), Contains(message));
  };
  refused("wave,", "round,", "g.csv:1: the header is not that of a released goal");
  refused(",reached,", ",done,", "g.csv:2: column 'verdict': unknown word 'done'");
  refused(",show,", ",suppress,", "g.csv:2: a number in a row that is suppressed");
  refused("39.5", "39.5%", "g.csv:2: '39.5%' is neither a number");
}
