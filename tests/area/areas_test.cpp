#include "area/areas.hpp"

#include <catch2/catch.hpp>

#include "base/error.hpp"
#include "support.hpp"

using namespace trygg;
using Catch::Contains;
using test::Folder;

namespace {

const std::string header = "era,niva,kod,namn,namn_rader,preposition,genitiv,rad,kolumn,region\n";
const std::string areas = header +
                          "1990,district,01,Nordsjö,Nord-|sjö,på,,1,2,Norr\n"
                          "1990,district,02,Väst,,,Västs,2,1,\n"
                          "2000,district,09,Nordväst,,,,1,2,Norr\n"
                          ",quarter,0101,Backen,,,,,,\n"
                          ",quarter,0201,Kajen,,,,,,\n";
const std::string crosswalk = "quarter,1990,2000\n0101,01,09\n0201,02,09\n";

AreaSystem read(const std::string& area_text, const std::string& crosswalk_text) {
  const Folder folder;
  return read_areas(folder.file("areas.csv", area_text),
                    folder.file("crosswalk.csv", crosswalk_text));
}

}  // namespace

TEST_CASE("areas are found by era, level and code", "[area]") {
  const auto system = read(areas, crosswalk);
  CHECK(system.smallest_level == "quarter");
  CHECK(system.eras == std::vector<std::string>{"1990", "2000"});
  REQUIRE(system.of("1990", "district").size() == 2);
  CHECK(system.of("1990", "district")[1]->code == "02");
  const auto& area = system.find("1990", "district", "01");
  CHECK(area.name_lines == std::vector<std::string>{"Nord-", "sjö"});
  CHECK(area.preposition == "på");
  CHECK(area.genitive == "Nordsjös");
  CHECK(area.tile_row == 1);
  CHECK(area.tile_column == 2);
  CHECK(system.division_of("2000").parent.at("0201") == "09");
  CHECK(system.division("1990", "district").parent.at("0201") == "02");
}

TEST_CASE("an area without an era is there in every era", "[area]") {
  const auto system = read(areas, crosswalk);
  CHECK(system.find("1990", "quarter", "0101").name == "Backen");
  CHECK(system.find("2000", "quarter", "0101").name == "Backen");
  CHECK(system.of("2000", "quarter").size() == 2);
}

TEST_CASE("what may be left out has a default", "[area]") {
  const auto system = read(areas, crosswalk);
  const auto& area = system.find("1990", "district", "02");
  CHECK(area.name_lines == std::vector<std::string>{"Väst"});
  CHECK(area.preposition == "i");
  CHECK(area.genitive == "Västs");
  CHECK(system.find("1990", "quarter", "0201").tile_row == 0);
}

TEST_CASE("a crosswalk to numbers without their zeros, or to names, is the same", "[area]") {
  const auto system = read(areas, "quarter,1990,2000\n101,1,nordväst\nKAJEN,väst,09\n");
  CHECK(system.division_of("1990").parent.at("0101") == "01");
  CHECK(system.division_of("1990").parent.at("0201") == "02");
  CHECK(system.division_of("2000").parent.at("0101") == "09");
}

TEST_CASE("an area that is not there is told with the nearest", "[area][error]") {
  const auto system = read(areas, crosswalk);
  CHECK_THROWS_WITH(system.find("1990", "district", "03"), Contains("'03'") && Contains("1990"));
  CHECK_THROWS_WITH(system.find("2010", "district", "01"), Contains("'2010'"));
  CHECK_THROWS_AS(system.find("2010", "district", "01"), ConfigError);
}

TEST_CASE("an area list that is not right is refused with its line", "[area][error]") {
  const auto problem = [](const std::string& area_text, const std::string& crosswalk_text) {
    try {
      read(area_text, crosswalk_text);
    } catch (const InputError& e) {
      return std::string(e.what());
    }
    return std::string("nothing");
  };
  CHECK_THAT(problem("kod,namn\n", crosswalk), Contains("'era'"));
  CHECK_THAT(problem("era,niva,kod,namn,nam_rader\n", crosswalk),
             Contains("areas.csv:1") && Contains("did you mean 'namn_rader'"));
  CHECK_THAT(problem(areas + "1990,district,02,Öst,,,,,,\n", crosswalk),
             Contains("areas.csv:7") && Contains("'02' is there twice"));
  CHECK_THAT(problem(areas + "1990,district,03,Öst,,,,2,1,\n", crosswalk), Contains("tile (2, 1)"));
  CHECK_THAT(problem(areas + "1990,district,03,Öst,,,,x,1,\n", crosswalk), Contains("'x'"));
  CHECK_THAT(problem(areas + "1990,district,03,Öst,,,,3,,\n", crosswalk), Contains("both 'rad'"));
  CHECK_THAT(problem(areas + "1990,district,03,,,,,,,\n", crosswalk), Contains("'namn' is empty"));
  CHECK_THAT(problem(areas, crosswalk + "0101,01,09\n"),
             Contains("crosswalk.csv:4") && Contains("twice"));
  CHECK_THAT(problem(areas, "quarter,1990,2000\n0101,01,09\n0201,7,09\n"),
             Contains("crosswalk.csv:3") && Contains("no area '7'"));
  CHECK_THAT(problem(areas, "quarter,1990\n0101,01\n"), Contains("'0201' (Kajen)"));
  CHECK_THAT(problem(areas, crosswalk + "0202,02,09\n"), Contains("'0202'"));
  CHECK_THAT(problem(areas, "quarter,1990,2010\n0101,01,09\n"), Contains("era '2010'"));
  CHECK_THAT(problem(areas, "quarter\n0101\n"), Contains("one column an era"));
}
