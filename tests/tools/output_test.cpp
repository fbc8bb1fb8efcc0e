#include "tools/output.hpp"

#include <catch2/catch.hpp>
#include <sstream>

#include "base/error.hpp"
#include "support.hpp"

using namespace trygg;
using namespace trygg::tools;

namespace {

const OutputTable table{
    .columns = {"area", "n", "estimate", "empty", "note"},
    .rows = {{"01", "14", "0.3333333333333333", "", "df_zero"}, {"1.50", "7", "-2e-07", "", ""}},
    .texts = {"area"}};

std::string drawn(const std::string& format, bool is_terminal = false) {
  std::ostringstream out, err;
  write_table(table, {"", format}, Access::secret, {out, err, is_terminal, false});
  return out.str();
}

}  // namespace

TEST_CASE("a table is written as csv with every digit", "[tools][output]") {
  const auto csv =
      "area,n,estimate,empty,note\n01,14,0.3333333333333333,,df_zero\n1.50,7,-2e-07,,\n";
  CHECK(drawn("csv") == csv);
  CHECK(drawn("") == csv);
}

TEST_CASE("a terminal shows a table without empty columns, codes as they are", "[tools][output]") {
  const auto text = "area   n  estimate  note\n01    14  0.333333  df_zero\n1.50   7    -2e-07\n";
  CHECK(drawn("table") == text);
  CHECK(drawn("", true) == text);
}

TEST_CASE("json has numbers where they are numbers and null where nothing is", "[tools][output]") {
  CHECK(drawn("json") ==
        "[\n {\n  \"area\": \"01\",\n  \"n\": 14,\n  \"estimate\": 0.3333333333333333,\n"
        "  \"empty\": null,\n  \"note\": \"df_zero\"\n },\n {\n  \"area\": \"1.50\",\n  \"n\": 7,\n"
        "  \"estimate\": -2e-07,\n  \"empty\": null,\n  \"note\": null\n }\n]\n");
}

TEST_CASE("an unknown format is refused", "[tools][output][error]") {
  CHECK_THROWS_WITH(drawn("xml"), "--format 'xml': must be csv, table or json");
}

TEST_CASE("a file of estimates is its owner's only", "[tools][output]") {
  const test::Folder folder;
  std::ostringstream out, err;
  write_table(table, {folder / "e.csv", ""}, Access::secret, {out, err, true, false});
  CHECK(out.str().empty());
  const auto rights = std::filesystem::status(folder / "e.csv").permissions();
  CHECK((rights & std::filesystem::perms::mask) == std::filesystem::perms(0600));
  CHECK(read_file(folder / "e.csv") == drawn("csv"));
}
