#include <catch2/catch.hpp>

#include "base/error.hpp"
#include "goal/goal_release.hpp"
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
  row.ratio = {.ratio = 0.3953,
               .lower = 0.31,
               .upper = 0.4999,
               .df = 300,
               .method = RatioMethod::log,
               .set = RatioSet::interval};
  row.path = 0.0752;
  row.target = 0.06325;
  row.state = Verdict::reached;
  row.state_adjusted = Verdict::cannot_tell;
  row.family = 13;
  row.distance = -0.0252;
  row.remaining = -0.01325;
  row.planning.reached_at = 0.33;
  row.planning.n_needed = 2100;
  row.development = "halved";
  row.course = Course::on_path;
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
  CHECK(row.state == Verdict::reached);
  CHECK(row.development == "halved");
  CHECK(row.course == Course::on_path);
}

TEST_CASE("few answers in either round suppress a goal row", "[goal][release]") {
  auto row = judged();
  (GENERATE(0, 1) ? row.n : row.n_baseline) = 29;
  const auto released = only(row);
  CHECK(released.decision == Decision::suppress);
  CHECK(released.reason == "few_answers");
  CHECK(released.state == Verdict::not_available);
  CHECK(released.development == "not_available");
  CHECK(released.course == Course::not_available);
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
  CHECK(only(row).state == Verdict::cannot_tell);
  CHECK(only(row).development == "cannot_tell");
  CHECK(only(row).course == Course::cannot_tell);
  CHECK(only(row).ratio.text() == "39.5");
  row = judged();
  row.ratio.df = 7.9;
  CHECK(only(row).decision == Decision::show);
  CHECK(only(row).state == Verdict::cannot_tell);
}

TEST_CASE("a ratio that is not available is not released", "[goal][release]") {
  auto row = judged();
  row.state = Verdict::not_available;
  row.ratio = {};
  CHECK(only(row).decision == Decision::suppress);
  CHECK(only(row).reason == "not_estimable");
}

TEST_CASE("goal rows are written with all that they know", "[goal]") {
  const auto row = judged();
  CHECK(to_csv(std::vector{row}) ==
        "wave,baseline,occasion,era,indicator,area_level,area,sex,state,course,development,"
        "n_baseline,n,baseline_estimate,baseline_se,baseline_df,estimate,se,estimate_df,"
        "correlation,ratio,lower,"
        "upper,df,method,set,path,target,distance,distance_lower,distance_upper,remaining,"
        "remaining_lower,remaining_upper,projection,"
        "projection_lower,projection_upper,p_reached,p_not_reached,p_reached_adjusted,"
        "p_not_reached_adjusted,state_adjusted,family,expected_false,probability_flat_log_ratio,"
        "reached_at,not_reached_at,power_reached_100,power_reached_75,power_reached_50,"
        "power_reached_25,power_not_reached_100,power_not_reached_75,power_not_reached_50,"
        "power_not_reached_25,n_needed,n_needed_both,note\n"
        "2023,2017,round,2007,otrygg,omrade,01,2,reached,on_path,halved,900,1100,0.1265,,,0.05,,,0,"
        "0.3953,0.31,0.4999,300,log,interval,0.0752,0.06325,-0.0252,,,-0.01325,,,,,,,,,,cannot_"
        "tell,13,,,0.33,"
        ",,,,,,,,,2100,,before_target_year\n");
}

TEST_CASE("released goal rows read back as they were written", "[goal][release][law]") {
  auto few = judged();
  few.n = 3;
  const auto text = to_csv(release({judged(), few}, {}));
  CHECK(
      text ==
      "wave,baseline,occasion,era,indicator,area_level,area,sex,decision,reason,state,"
      "state_adjusted,family,course,development,baseline_estimate,estimate,ratio,ratio_lower,"
      "ratio_upper,set,path,target,distance,distance_lower,distance_upper,remaining,"
      "remaining_lower,remaining_upper,projection,"
      "projection_lower,projection_upper,reached_at,not_reached_at,n_needed\n"
      "2023,2017,round,2007,otrygg,omrade,01,2,show,,reached,cannot_tell,13,on_path,halved,12.7,5."
      "0,"
      "39.5,31.0,50.0,interval,7.5,6.3,-2.5,..,..,-1.3,..,..,..,..,..,33.0,..,2100\n"
      "2023,2017,round,2007,otrygg,omrade,01,2,suppress,few_answers,not_available,not_available,0,"
      "not_available,not_available,..,..,..,..,..,,..,..,..,..,..,..,..,..,..,..,..,..,..,..\n");
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
  refused("wave,", "year,", "g.csv:1: the header is not that of a released goal");
  refused(",reached,", ",done,", "g.csv:2: column 'state': unknown word 'done'");
  refused(",13,", ",x,", "g.csv:2: column 'family': 'x' is no number of tests");
  refused(",show,", ",suppress,", "g.csv:2: a number in a row that is suppressed");
  refused("39.5", "39.5%", "g.csv:2: '39.5%' is neither a number");
}
