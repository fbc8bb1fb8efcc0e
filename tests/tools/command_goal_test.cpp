// Tests of trygg goal.
#include <catch2/catch.hpp>

#include "estimate/cube_fixture.hpp"
#include "support.hpp"

using namespace trygg;
using Catch::Contains;
using Catch::StartsWith;
using test::run_trygg;

namespace {

std::string two_rounds() {
  Cube cube;
  cube.rows = {test::share("2017", "", 0.1, 0.0035, 900, 210),
               test::share("2023", "", 0.045, 0.0025, 1100, 180),
               test::in_area(test::share("2017", "", 0.2, 0.05, 29, 20), "01"),
               test::in_area(test::share("2023", "", 0.2, 0.05, 60, 50), "01")};
  return to_csv(cube);
}

const std::string halving = "indicator = \"otrygg\"\nbaseline = 2017\ntarget_year = 2025\n";

}  // namespace

TEST_CASE("trygg goal judges every cell, for its owner's eyes", "[tools][goal]") {
  const test::Folder folder;
  const auto cube = folder.file("cube.csv", two_rounds());
  const auto goal = folder.file("goal.toml", halving);
  const auto ran = run_trygg({"goal", cube, "--goal", goal, "-o", folder / "g.csv"});
  CHECK(ran.status == 0);
  CHECK(ran.out.empty());
  CHECK(ran.err.empty());
  const auto text = read_file(folder / "g.csv");
  CHECK_THAT(text,
             Contains("2023,2017,round,,otrygg,,,,cannot_tell,on_path,reduced_unclear,900,1100,"
                      "0.1,0.0035"));
  CHECK_THAT(text, Contains("2023,2017,nearest,,otrygg,,,,cannot_tell,on_path,"));
  CHECK_THAT(text, Contains("2023,2017,round,2007,otrygg,omrade,01,,cannot_tell,cannot_tell,"
                            "cannot_tell,29,60,0.2,"));
  using std::filesystem::perms;
  CHECK(std::filesystem::status(folder / "g.csv").permissions() ==
        (perms::owner_read | perms::owner_write));
}

TEST_CASE("trygg goal with rules gives what may be published", "[tools][goal]") {
  const test::Folder folder;
  const auto ran =
      run_trygg({"goal", folder.file("cube.csv", two_rounds()), "--goal",
                 folder.file("goal.toml", halving), "--rules", folder.file("release.toml", "")});
  CHECK(ran.status == 0);
  CHECK_THAT(ran.out,
             StartsWith("wave,baseline,occasion,era,indicator,area_level,area,sex,decision,"));
  CHECK_THAT(ran.out, Contains("2023,2017,round,,otrygg,,,,show,,cannot_tell,cannot_tell,1,on_path,"
                               "reduced_unclear,10.0,4.5,45.0,39.5,51.2,interval,5.9,5.0,"));
  CHECK_THAT(ran.out,
             Contains("2023,2017,round,2007,otrygg,omrade,01,,suppress,few_answers,not_available,"
                      "not_available,0,not_available,not_available,..,..,"));
}

TEST_CASE("trygg goal draws a table and JSON", "[tools][goal]") {
  const test::Folder folder;
  const auto cube = folder.file("cube.csv", two_rounds());
  const auto goal = folder.file("goal.toml", halving);
  const auto json = run_trygg({"goal", cube, "--goal", goal, "--format", "json"});
  CHECK(json.status == 0);
  CHECK_THAT(json.out, Contains("\"state\": \"cannot_tell\""));
  CHECK_THAT(json.out, Contains("\"n\": 1100"));
  const auto table = run_trygg({"goal", cube, "--goal", goal, "--format", "table"});
  CHECK(table.out.find(',') == std::string::npos);
  CHECK_THAT(table.out, Contains("cannot_tell"));
}

TEST_CASE("trygg goal refuses what it cannot judge, and writes nothing", "[tools][error]") {
  const test::Folder folder;
  const auto cube = folder.file("cube.csv", two_rounds());
  const auto goal = folder.file("goal.toml", halving);
  const auto refused = [&](std::vector<std::string> args, int status, const std::string& message) {
    args.insert(args.end(), {"-o", folder / "g.csv"});
    const auto ran = run_trygg(args);
    CHECK(ran.status == status);
    CHECK_THAT(ran.err, Contains(message));
    CHECK_FALSE(std::filesystem::exists(folder / "g.csv"));
  };
  const auto with = [&](const std::string& indicator, const std::string& baseline) {
    return folder.file("g.toml", "indicator = \"" + indicator + "\"\nbaseline = " + baseline +
                                     "\ntarget_year = 2025\n");
  };
  refused({"goal", cube}, 2, "--goal");
  refused({"goal", cube, "--goal", with("otryg", "2017")}, 2, "did you mean 'otrygg'?");
  refused({"goal", cube, "--goal", with("otrygg", "2014")}, 2, "baseline '2014' is no wave");
  refused({"goal", cube, "--goal", with("otrygg", "2023")}, 1, "no wave of 'otrygg' after");
  refused({"goal", cube, "--goal", goal, "--format", "xml"}, 2, "must be csv, table or json");
  refused({"goal", folder / "none.csv", "--goal", goal}, 1, "none.csv");
}
