// Tests of trygg release.
#include <catch2/catch.hpp>

#include "estimate/cube_fixture.hpp"
#include "support.hpp"

using namespace trygg;
using Catch::Contains;
using test::run_trygg;

namespace {

std::string small_cube() {
  Cube cube;
  cube.rows = {test::share("2023", "2", 0.126), test::share("2023", "1", 0.0691),
               test::comparison("2023", "kon:2-1", 0.0569, 0.0112),
               test::in_area(test::share("2023", "2", 0.2, 0.05, 29), "01")};
  return to_csv(cube);
}

}  // namespace

TEST_CASE("trygg release writes what may be published", "[tools][release]") {
  const test::Folder folder;
  const auto cube = folder.file("cube.csv", small_cube());
  const auto rules = folder.file("release.toml", "minimum_base = 30\n");
  const std::string expected =
      "wave,era,indicator,statistic,area_level,area,sex,contrast,decision,reason,n,estimate,lower,"
      "upper,margin,finding\n"
      "2023,,otrygg,share,,,2,,show,,1000,12.6,10.6,14.6,,\n"
      "2023,,otrygg,share,,,1,,show,,1000,6.9,4.9,8.9,,\n"
      "2023,,otrygg,share,,,,kon:2-1,show,,2000,5.7,4.6,6.8,1.1,higher\n"
      "2023,2007,otrygg,share,omrade,01,2,,suppress,few_answers,..,..,..,..,,\n";
  const auto ran = run_trygg({"release", cube, "--rules", rules});
  CHECK(ran.status == 0);
  CHECK(ran.out == expected);
  CHECK_THAT(ran.err, Contains("note:") && Contains("release.toml asks for no [protection]"));
  CHECK_THAT(ran.err, Catch::EndsWith("4 rows: 3 shown, 0 flagged, 1 suppressed\n"));

  const auto to_file =
      run_trygg({"release", cube, "--rules", rules, "-o", folder / "r.csv", "--quiet"});
  CHECK(to_file.status == 0);
  CHECK(to_file.out.empty());
  CHECK(to_file.err.empty());
  CHECK(read_file(folder / "r.csv") == expected);
}

TEST_CASE("trygg release refuses what it cannot read, and writes nothing", "[tools][error]") {
  const test::Folder folder;
  const auto cube = folder.file("cube.csv", small_cube());
  const auto rules = folder.file("release.toml", "");
  const auto wrong = folder.file("wrong.toml", "minimum_bases = 30\n");
  const auto refused = [&](std::vector<std::string> args, int status, const std::string& message) {
    args.insert(args.end(), {"-o", folder / "r.csv"});
    const auto ran = run_trygg(args);
    CHECK(ran.status == status);
    CHECK(ran.out.empty());
    CHECK_THAT(ran.err, Contains(message));
    CHECK_FALSE(std::filesystem::exists(folder / "r.csv"));
  };
  refused({"release", cube}, 2, "--rules");
  refused({"release", cube, "--rules", wrong}, 2, "wrong.toml:1: unknown key 'minimum_bases'");
  refused({"release", folder / "none.csv", "--rules", rules}, 1, "none.csv");
  refused({"release", rules, "--rules", rules}, 1, "the file is empty");
  refused({"release", folder.file("x.csv", "a,b\n1,2\n"), "--rules", rules}, 1,
          "x.csv:1: column 1 must be 'wave', but it is 'a'");
}

TEST_CASE("a published number keeps its last zero in every format", "[tools][release]") {
  test::Folder folder;
  Cube cube;
  cube.rows = {test::share("2023", "", 0.19)};
  const auto file = folder.file("cube.csv", to_csv(cube));
  const auto rules = folder.file("release.toml", "");
  const auto as = [&](const char* format) {
    return run_trygg({"release", file, "--rules", rules, "--format", format}).out;
  };
  CHECK_THAT(as("csv"), Catch::Contains(",19.0,"));
  CHECK_THAT(as("table"), Catch::Contains(" 19.0 "));
  CHECK_THAT(as("json"), Catch::Contains("\"19.0\""));
}

TEST_CASE("trygg release --audit finds what a publication gives away", "[tools][release]") {
  const test::Folder folder;
  const auto level = [](const std::string& sex, std::size_t n) {
    auto row = test::share("2023", sex, 0.2, 0.03, n);
    row.cases = 0.2 * static_cast<double>(n);
    row.weight = 10.0 * static_cast<double>(n);
    row.largest_weight = 1.0 / static_cast<double>(n);
    return row;
  };
  Cube levels;
  levels.rows = {level("", 100), level("2", 80), level("1", 20)};
  const auto cube = folder.file("cube.csv", to_csv(levels));
  const std::string limits = "minimum_base = 30\n";
  const auto open = folder.file("open.toml", limits);
  const auto rules = folder.file("rules.toml", limits + "[protection]\nshare = 0.05\ncases = 2\n");

  const auto safe = run_trygg({"release", cube, "--rules", rules, "--audit"});
  CHECK(safe.status == 0);
  CHECK_THAT(safe.err, Contains("none can be found out"));

  REQUIRE(run_trygg({"release", cube, "--rules", open, "-o", folder / "out.csv"}).status == 0);
  const auto found = run_trygg(
      {"release", cube, "--rules", rules, "--audit", "--publication", folder / "out.csv"});
  CHECK(found.status == 1);
  CHECK_THAT(found.err, Contains("1 of 1 suppressed cells can be found out"));
  CHECK_THAT(found.out, Contains("2023,,otrygg,share,,,1,few_answers,"));
  CHECK_THAT(found.out, Contains(",found"));

  CHECK(run_trygg({"release", cube, "--rules", open, "--audit"}).status == 2);
  CHECK(run_trygg({"release", cube, "--rules", rules, "--publication", open}).status == 2);
}

TEST_CASE("trygg release keeps confidential what was so before", "[tools][release]") {
  test::Folder folder;
  const auto cube = folder.file("cube.csv", small_cube());
  const auto rules = folder.file("release.toml", "version = 1\nminimum_base = 30\n");
  const auto before = folder / "before.csv";
  REQUIRE(run_trygg({"release", cube, "--rules", rules, "-o", before, "--quiet"}).status == 0);
  auto text = read_file(before);
  const auto women = text.find("2023,,");
  REQUIRE(women != std::string::npos);
  const auto row = text.substr(women, text.find('\n', women) - women);
  REQUIRE_THAT(row, Contains(",show,"));
  const auto key = row.substr(0, row.find(",show,"));
  folder.file("before.csv",
              text.replace(women, row.size(), key + ",suppress,confidential,...,...,...,...,,"));
  const auto ran = run_trygg({"release", cube, "--rules", rules, "--published-before", before});
  CAPTURE(ran.err);
  REQUIRE(ran.status == 0);
  CHECK_THAT(ran.out, Contains(key + ",suppress,confidential,..."));
  // The difference between the sexes falls with it.
  CHECK_THAT(ran.out, Contains(",suppress,cell_suppressed,"));
}
