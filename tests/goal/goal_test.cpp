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

TEST_CASE("a goal is read; the baseline may be a text or a number", "[goal]") {
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
