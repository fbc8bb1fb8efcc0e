#include <catch2/catch.hpp>

#include "base/error.hpp"
#include "estimate/cube_fixture.hpp"
#include "release/release.hpp"
#include "support.hpp"

using namespace trygg;
using Catch::Contains;

namespace {

const std::string header =
    "wave,era,indicator,statistic,area_level,area,sex,contrast,decision,reason,n,estimate,lower,"
    "upper,margin,finding\n";

}  // namespace

TEST_CASE("a release is written as its texts, and reads back", "[release]") {
  Cube cube;
  cube.rows = {test::in_area(test::share("2023", "2", 0.126), "01"),
               test::in_area(test::share("2023", "1", 0.069, 0.01, 12), "01"),
               test::share("2023", "2", 0.126, 0.01, 150), test::share("2023", "1", 0.069),
               test::comparison("2023", "kon:2-1", 0.057, 0.011)};
  const auto text = to_csv(release(cube, {}));
  CHECK(text == header +
                    "2023,2007,otrygg,share,omrade,01,2,,show,,1000,12.6,10.6,14.6,,\n"
                    "2023,2007,otrygg,share,omrade,01,1,,suppress,few_answers,..,..,..,..,,\n"
                    "2023,,otrygg,share,,,2,,flag,small_base,150,12.6,10.6,14.6,,\n"
                    "2023,,otrygg,share,,,1,,show,,1000,6.9,4.9,8.9,,\n"
                    "2023,,otrygg,share,,,,kon:2-1,flag,cell_flagged,2000,5.7,4.6,6.8,1.1,"
                    "undetermined\n");
  const test::Folder folder;
  CHECK(to_csv(read_release(folder.file("release.csv", text))) == text);
}

TEST_CASE("a release file that is none is refused with its line", "[release][error]") {
  const test::Folder folder;
  const auto refused = [&](const std::string& text, const std::string& message) {
    CAPTURE(text);
    CHECK_THROWS_AS(read_release(folder.file("r.csv", text)), InputError);
    CHECK_THROWS_WITH(read_release(folder.file("r.csv", text)), Contains(message));
  };
  refused("wave,era\n", "column 3 must be 'indicator'");
  refused(header + "2023,,i,share,,,,,maybe,,1,1,1,1,,\n",
          "r.csv:2: column 'decision': unknown word");
  refused(header + "2023,,i,share,,,,,show,,1,1,1,1,,great\n", "column 'finding': unknown word");
  refused(header + "2023,,i,share,,,,,show,,1,\"1,5\",1,1,,\n",
          "r.csv:2: '1,5' is neither a number");
  refused(header + "2023,,i,share,,,,,suppress,few_answers,3,..,..,..,,\n",
          "r.csv:2: a number in a row that is suppressed");
}
