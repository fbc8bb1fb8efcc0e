#include "goal/goal.hpp"

#include <catch2/catch.hpp>

#include "base/error.hpp"
#include "support.hpp"

using namespace trygg;
using Catch::Contains;

namespace {

const std::string whole =
    "name = \"Halved\"\nindicator = \"otrygg\"\nbaseline = 2017\nfactor = 0.4\n"
    "target_year = 2026\npath = \"linear\"\nlevel = 0.9\n";

}  // namespace

TEST_CASE("a goal is read: the baseline may be a text or a number", "[goal]") {
  const test::Folder folder;
  const auto goal = read_goal(folder.file("goal.toml", whole));
  CHECK(goal.name == "Halved");
  CHECK(goal.indicator == "otrygg");
  CHECK(goal.baseline() == "2017");
  CHECK(goal.factor == 0.4);
  CHECK(goal.target_year == 2026);
  CHECK(goal.path == GoalPath::linear);
  CHECK(goal.level == 0.9);
  const auto least = read_goal(folder.file(
      "least.toml", "indicator = \"otrygg\"\nbaseline = \"2017\"\ntarget_year = 2025\n"));
  CHECK(least.baseline() == "2017");
  CHECK(least.factor == 0.5);
  CHECK(least.path == GoalPath::exponential);
  CHECK(least.level == 0.95);
}

TEST_CASE("a goal that cannot be is refused with its line", "[goal][error]") {
  const test::Folder folder;
  const auto refused = [&](std::string was, const std::string& is, const std::string& message) {
    std::string text = whole;
    text.replace(text.find(was), was.size(), is);
    CAPTURE(text);
    CHECK_THROWS_AS(read_goal(folder.file("goal.toml", text)), ConfigError);
    CHECK_THROWS_WITH(read_goal(folder.file("goal.toml", text)), Contains(message));
  };
  refused("factor", "faktor", "goal.toml:4: unknown key 'faktor'; did you mean 'factor'?");
  refused("0.4", "0", "goal.toml:4: key 'factor': 0 must lie between 0 and 1");
  refused("0.4", "1", "key 'factor'");
  refused("0.4", "nan", "key 'factor'");
  refused("0.9", "95", "key 'level'");
  refused("2026", "2017", "goal.toml:5: key 'target_year': 2017 is not after the baseline, 2017");
  refused("baseline = 2017", "baseline = \"first\"", "key 'baseline': 'first' is not a year");
  refused("indicator = \"otrygg\"\n", "", "key 'indicator': is missing");
  refused("target_year = 2026\n", "", "key 'target_year': is missing");
  refused("linear", "straight", "key 'path': 'straight': must be exponential or linear");
}

TEST_CASE("a goal may have several baselines, wordings and counts", "[goal]") {
  const test::Folder folder;
  const auto goal = read_goal(folder.file("goal.toml", R"(
indicator = "otrygg"
baseline = [2017, "2020"]
target_year = 2025
interval = "fieller"
target_rule = "interpolate"
levels = ["whole", "omrade"]
areas = ["01", "02"]
era = 2020
population = { text = "kvinnor", sex = 2, alder = "16-29" }
planning = { ratio = 0.3, power = 0.9 }
[[wording]]
kind = "whole"
[[wording]]
name = "varje"
kind = "every"
level = "omrade"
[[wording]]
kind = "worst"
level = "omrade"
count = 5
[[wording]]
kind = "worst"
level = "omrade"
count = 3
chosen_by = 2014
[[count_goal]]
name = "inga"
list = "lista.csv"
categories = "a"
)"));
  CHECK(goal.baselines == std::vector<std::string>{"2017", "2020"});
  CHECK(goal.interval == RatioMethod::fieller);
  CHECK(goal.target_rule == TargetRule::interpolate);
  CHECK(goal.levels == std::vector<std::string>{"whole", "omrade"});
  CHECK(goal.areas == std::vector<std::string>{"01", "02"});
  CHECK(goal.era == "2020");
  CHECK(goal.population.text == "kvinnor");
  CHECK(goal.population.sex == "2");
  CHECK(goal.population.groups ==
        std::vector<std::pair<std::string, std::string>>{{"alder", "16-29"}});
  CHECK(goal.planning.ratio == 0.3);
  CHECK(goal.planning.power == 0.9);
  REQUIRE(goal.wordings.size() == 4);
  CHECK(goal.wordings[0].name == "whole");
  CHECK(goal.wordings[1].name == "varje");
  CHECK(goal.wordings[1].level == "omrade");
  CHECK(goal.wordings[2].name == "worst 5 omrade");
  CHECK_FALSE(goal.wordings[2].chosen_by);
  CHECK(goal.wordings[3].chosen_by == Wording::Choice::other_round);
  CHECK(goal.wordings[3].round == "2014");
  REQUIRE(goal.count_goals.size() == 1);
  CHECK(goal.count_goals[0].list == folder.path() / "lista.csv");
  CHECK(goal.count_goals[0].target == 0);
  CHECK(goal.count_goals[0].target_year == 2025);
}

TEST_CASE("what a goal cannot mean is refused with its line", "[goal][error]") {
  const test::Folder folder;
  const auto refused = [&](const std::string& more, const std::string& message) {
    const std::string text = "indicator = \"o\"\nbaseline = 2017\ntarget_year = 2025\n" + more;
    CAPTURE(text);
    CHECK_THROWS_AS(read_goal(folder.file("goal.toml", text)), ConfigError);
    CHECK_THROWS_WITH(read_goal(folder.file("goal.toml", text)), Contains(message));
  };
  refused("interval = \"filler\"\n",
          "goal.toml:4: key 'interval': 'filler': must be automatic, log,");
  refused("also = [\"o\"]\n", "key 'also': 'o' is the goal's own, or stands there twice");
  refused("also = [\"p\", \"p\"]\n", "key 'also': 'p' is the goal's own, or stands there twice");
  refused("target_rule = \"between\"\n",
          "key 'target_rule': 'between': must be nearest or interpolate");
  refused("planning = { ratio = 0.6 }\n", "no sample is large enough to tell that the factor 0.5");
  refused("planning = { power = 0.4 }\n", "0.4 is below 0.5");
  refused("planning = { styrka = 0.4 }\n", "unknown key 'styrka'");
  refused("[[wording]]\nkind = \"most\"\n", "key 'kind': 'most': must be whole, every or worst");
  refused("[[wording]]\nkind = \"whole\"\nlevel = \"x\"\n", "unknown key 'level'");
  refused("[[wording]]\nkind = \"every\"\n", "key 'level': is missing");
  refused("[[wording]]\nkind = \"worst\"\nlevel = \"x\"\n", "key 'count': is missing");
  refused("[[wording]]\nkind = \"worst\"\nlevel = \"x\"\ncount = 0\n", "0 must be at least 1");
  refused("[[wording]]\nkind = \"worst\"\nlevel = \"x\"\ncount = 2\nchosen_by = 2024\n",
          "chosen_by': 2024 is after the baseline, ");
  refused("[[wording]]\nkind = \"worst\"\nlevel = \"x\"\ncount = 2\nchosen_by = \"noise\"\n",
          "'noise': must be a round's year, shrink or baseline");
  refused("[[count_goal]]\nname = \"n\"\nlist = \"l.csv\"\n", "key 'categories': is missing");
  const auto twice =
      folder.file("twice.toml", "indicator = \"o\"\nbaseline = [2017, 2017]\ntarget_year = 2025\n");
  CHECK_THROWS_WITH(read_goal(twice), Contains("2017 stands there twice"));
}
