#include "goal/count_goal.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "base/error.hpp"
#include "support.hpp"

using namespace trygg;
using Catch::Contains;

namespace {

Goal about(const std::string& list) {
  Goal goal{.indicator = "otrygg", .baselines = {"2017"}};
  goal.count_goals = {
      {.name = "none", .list = list, .categories = {"a", "b"}, .target_year = 2025}};
  return goal;
}

const std::string list =
    "year,area,category,recut,note\n"
    "2023,Norr,a,,the newest list\n"
    "2023,-,b,,\n"
    "2017,Norr,a,,\n"
    "2017,Syd,b,,\n"
    "2017,Syd,a,,\n"
    "2017,Väst,c,,\n"
    "2021,,b,,not published\n"
    "2021,Norr,a,,\n"
    "2026,Norr 1,a,yes,one area became two\n"
    "2026,Norr 2,a,yes,one area became two\n"
    "2026,-,b,,\n"
    "2029,-,a,,\n"
    "2029,-,b,,\n";

}  // namespace

TEST_CASE("a list is counted year by year, and a year that is not known is not", "[goal]") {
  const test::Folder folder;
  const auto rows = count_goals(about(folder.file("list.csv", list)));
  REQUIRE(rows.size() == 5);
  CHECK(rows[0].year == 2017);
  CHECK(rows[0].count == 2);  // Syd is in both categories and counts once
  CHECK(rows[0].areas == std::vector<std::string>{"Norr", "Syd"});
  CHECK(rows[0].state == Verdict::not_reached);
  CHECK(rows[0].note == "before_target_year");
  CHECK(rows[0].label == "a, b");
  CHECK(std::isnan(rows[1].count));
  CHECK(rows[1].state == Verdict::not_available);
  CHECK(rows[1].note == "list_not_known before_target_year");
  CHECK(rows[1].remark == "not published");
  CHECK(rows[2].count == 1);
  CHECK(rows[2].previous_year == 2017);
  CHECK(rows[2].change == -1);
  // Two where there was one: the list was cut anew, which is no increase.
  CHECK(rows[3].count == 2);
  CHECK(rows[3].is_recut);
  CHECK(std::isnan(rows[3].change));
  CHECK(rows[3].note == "list_recut");
  CHECK(rows[4].state == Verdict::reached);
  CHECK(rows[4].change == -2);
}

TEST_CASE("a list that was re-cut in a year that is not known is re-cut for the next", "[goal]") {
  const test::Folder folder;
  const auto file = folder.file("list.csv",
                                "year,area,category,recut,note\n2020,N,a,,\n2022,,,yes,\n"
                                "2024,N,a,,\n2026,N,b,,\n");
  const auto rows = count_goals(about(file));
  CHECK(std::isnan(rows[2].change));
  CHECK(rows[2].note == "list_recut before_target_year");
  CHECK(rows[3].change == 0);
}

TEST_CASE("count goals are written with what is known", "[goal]") {
  const test::Folder folder;
  const auto text = to_csv(count_goals(about(folder.file("list.csv", list))));
  CHECK_THAT(text, Catch::StartsWith("name,label,year,count,target,target_year,state,previous_year,"
                                     "change,is_recut,areas,note,remark\n"
                                     "none,\"a, b\",2017,2,0,2025,not_reached,,,no,Norr|Syd,"
                                     "before_target_year,\n"
                                     "none,\"a, b\",2021,,0,2025,not_available,2017,,no,,"
                                     "list_not_known before_target_year,not published\n"));
}

TEST_CASE("a list that contradicts itself is refused with its line", "[goal][error]") {
  const test::Folder folder;
  const auto refused = [&](const std::string& more, const std::string& message) {
    const auto file = folder.file("list.csv", list + more);
    CAPTURE(more);
    CHECK_THROWS_AS(count_goals(about(file)), InputError);
    CHECK_THROWS_WITH(count_goals(about(file)), Contains(message));
  };
  refused("then,Norr,a,,\n", "list.csv:15: 'then' is not a year");
  refused("2029,Norr,a,perhaps,\n",
          "list.csv:15: column 'recut': 'perhaps' must be yes, no or empty");
  refused("2017,Norr,a,,\n", "list.csv:15: 'Norr' is in 'a' twice in 2017");
  refused("2021,Norr,b,,\n",
          "'Norr' is named in 'b', of which the list of that year says that it is");
  refused("2017,,,,\n", "'Norr' is named in 'a', of which");
  auto goal = about(folder.file("list.csv", list));
  goal.count_goals[0].categories = {"aa"};
  CHECK_THROWS_AS(count_goals(goal), ConfigError);
  CHECK_THROWS_WITH(count_goals(goal), Contains("'aa', a category that"));
  const auto other = folder.file("other.csv", "year,area\n2017,N\n");
  CHECK_THROWS_WITH(count_goals(about(other)), Contains("other.csv:1: the header is not that of"));
}
