#include <catch2/catch.hpp>

#include <map>

#include "base/csv.hpp"
#include "support.hpp"
#include "tools/eras_city.hpp"

using namespace trygg;
using Catch::Contains;
using test::edit;
using test::eras_city;
using test::run_trygg;
namespace fs = std::filesystem;

namespace {

fs::path city_with_figures(const test::Folder& folder) {
  const auto city = eras_city(folder);
  folder.file("city/jamforelser.csv",
              "indicator,source,year,area,sex,value,lower,upper,population,wording,caveat,url\n"
              "otrygg,Rikets mätning,2022,hela landet,K,27,25.5,28.5,16–84 år,ganska otrygg,"
              "Telefon i stället för post,\n"
              "otrygg,Rikets mätning,2022,hela landet,M,9,,,16–84 år,ganska otrygg,"
              "Telefon i stället för post,\n");
  edit(city / "trygg.toml", "goal = \"goal.toml\"",
       "comparison = \"jamforelser.csv\"\ngoal = \"goal.toml\"");
  return city;
}

}  // namespace

TEST_CASE("figures from elsewhere stand beside the survey's own, with the caveat",
          "[tools][reports]") {
  test::Folder folder;
  const auto city = city_with_figures(folder);
  const auto ran = run_trygg({"build", city.string()});
  CAPTURE(ran.err);
  REQUIRE(ran.status == 0);
  CHECK_THAT(ran.out, Contains("out/jamforelser.csv"));
  const auto csv = parse_csv(read_file(city / "out/jamforelser.csv"), "out");
  const auto field = [&](std::size_t r, const char* name) { return csv.rows[r][csv.column(name)]; };
  REQUIRE(csv.rows.size() == 2 * 3 + 2);
  CHECK(field(0, "origin") == "own");
  CHECK(field(0, "year") == "2019");
  CHECK(field(0, "caveat").empty());
  CHECK(field(6, "origin") == "elsewhere");
  CHECK(field(6, "value") == "27");
  CHECK(field(6, "caveat") == "Telefon i stället för post");
  CHECK(field(6, "synthetic") == "no");
  const auto page = read_file(city / "out/jamstalldhetsanalys.html");
  CHECK_THAT(page, Contains("Andra undersökningar") && Contains("Rikets mätning 2022") &&
                       Contains("Telefon i stället för post") && Contains("25,5") &&
                       Contains(">..</td>") && Contains("Två punkter (..)"));
  CHECK_THAT(read_file(city / "out/manifest.json"),
             Contains("jamforelser.csv") && Contains("out/jamforelser.csv"));
}

TEST_CASE("figures from elsewhere change nothing that is estimated or judged",
          "[tools][reports][law]") {
  test::Folder folder;
  const auto city = eras_city(folder);
  REQUIRE(run_trygg({"build", city.string(), "--quiet"}).status == 0);
  std::map<std::string, std::string> work;
  for (const auto& entry : fs::directory_iterator(city / "work"))
    if (entry.is_regular_file()) work[entry.path().filename().string()] = read_file(entry.path());
  CHECK_FALSE(fs::exists(city / "out/jamforelser.csv"));
  fs::remove_all(city);
  const auto again = city_with_figures(folder);
  REQUIRE(run_trygg({"build", again.string(), "--quiet"}).status == 0);
  for (const auto& [name, text] : work) {
    CAPTURE(name);
    CHECK(read_file(again / "work" / name) == text);
  }
}

TEST_CASE("in a synthetic project each row says which figure is real", "[tools][reports]") {
  test::Folder folder;
  const auto city = city_with_figures(folder);
  edit(city / "trygg.toml", "synthetic = false", "synthetic = true ");
  REQUIRE(run_trygg({"build", city.string(), "--quiet"}).status == 0);
  const auto page = read_file(city / "out/jamstalldhetsanalys.html");
  CHECK_THAT(page, Contains("Riktig siffra. Telefon i stället för post"));
  CHECK_THAT(page, Contains("Påhittad siffra."));
  const auto csv = parse_csv(read_file(city / "out/jamforelser.csv"), "out");
  CHECK(csv.rows.front()[csv.column("synthetic")] == "yes");
  CHECK(csv.rows.back()[csv.column("synthetic")] == "no");
}

TEST_CASE("a page says from when on the measure is the same", "[tools][reports]") {
  test::Folder folder;
  const auto city = eras_city(folder);
  edit(city / "trygg.toml", "[publication]",
       "[[break]]\nwave = 2023\nreason = \"nytt frågebatteri\"\n\n[publication]");
  REQUIRE(run_trygg({"build", city.string(), "--quiet"}).status == 0);
  CHECK_THAT(read_file(city / "out/jamstalldhetsanalys.html"),
             Contains("Mätt lika sedan 2023") && Contains("Mätningen ändrades före 2023"));
}
