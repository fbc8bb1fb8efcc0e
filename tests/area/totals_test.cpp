#include "area/totals.hpp"

#include <catch2/catch.hpp>

#include <cmath>

#include "area/areas.hpp"
#include "base/error.hpp"
#include "support.hpp"

using namespace trygg;
using Catch::Contains;

namespace {

AreaSystem three_in_two() {
  const test::Folder folder;
  return read_areas(
      folder.file("areas.csv",
                  "era,niva,kod,namn\n2007,omrade,06,Bromma\n2007,omrade,21,Älvsjö\n"
                  "2007,omrade,22,Hägersten-Liljeholmen\n2020,omrade,06,Bromma\n"
                  "2020,omrade,22,Hägersten-Älvsjö\n,del,1,Ett\n,del,2,Två\n,del,3,Tre\n"),
      folder.file("crosswalk.csv", "del,2007,2020\n1,06,06\n2,21,22\n3,22,22\n"));
}

std::vector<AreaTotal> compared(const std::string& text) {
  const test::Folder folder;
  return compare_totals(folder.file("folkmangd.csv", text), three_in_two(), "2020", "omrade",
                        "Hela staden");
}

}  // namespace

TEST_CASE("totals that fit the areas have no problem", "[area]") {
  const auto rows = compared(
      "område,kon,total\nBromma,1,40000\nBromma,2,43118\nHägersten - Älvsjö,1,64000\n"
      "Hägersten - Älvsjö,2,64300\nHela staden,1,104000\nHela staden,2,107418\n");
  REQUIRE(rows.size() == 3);
  CHECK(rows[0].code == "06");
  CHECK(rows[0].total == 83118);
  CHECK(compared("omrade,total\n06,83 118\n22,5\n")[0].total == 83118);
  CHECK(rows[1].code == "22");
  for (const auto& row : rows) CHECK(row.problem == TotalProblem::none);
}

TEST_CASE("a row of an area that was merged counts its people twice", "[area]") {
  // The city's statistics: 33,605 of Älvsjö stand beside Hägersten-Älvsjö, which has them.
  const auto rows = compared(
      "omrade,total\nBromma,867274\nHägersten-Älvsjö,128300\nÄlvsjö,33605\nHela staden,995574\n");
  REQUIRE(rows.size() == 4);
  CHECK(rows[2].problem == TotalProblem::other_era);
  CHECK(rows[2].explanation ==
        "'Älvsjö' (21) is an area of era 2007; in era 2020 its people are in '22'");
  CHECK(rows[3].problem == TotalProblem::not_the_sum);
  CHECK(rows[3].explanation ==
        "the parts sum to 1029179, 33605 too many: those of the rows that count people twice");
}

TEST_CASE("rows that are double, unknown or missing are told", "[area]") {
  const auto rows = compared("omrade,total\n06,100\nBROMMA,100\nVasastan,5\n");
  REQUIRE(rows.size() == 4);
  CHECK(rows[1].problem == TotalProblem::twice);
  CHECK(rows[2].problem == TotalProblem::unknown);
  CHECK(rows[3].problem == TotalProblem::missing);
  CHECK(rows[3].code == "22");
  CHECK(std::isnan(rows[3].total));
  CHECK(compared("omrade,total\n06,100\n06,100\n22,5\n")[1].problem == TotalProblem::twice);
}

TEST_CASE("rounded totals may miss the whole a little", "[area]") {
  CHECK(compared("omrade,total\n06,500\n22,503\nHela staden,1000\n").back().problem ==
        TotalProblem::none);
  CHECK(compared("omrade,total\n06,500\n22,505\nHela staden,1000\n").back().problem ==
        TotalProblem::not_the_sum);
}

TEST_CASE("a file of totals that cannot be read is refused", "[area][error]") {
  CHECK_THROWS_WITH(compared("omrade,antal\n06,5\n"), Contains("total"));
  CHECK_THROWS_WITH(compared("omrade,total\n06,fem\n"), Contains("folkmangd.csv:2"));
  CHECK_THROWS_WITH(compared("total,omrade\n5,06\n"), Contains("first column must be the area"));
}
