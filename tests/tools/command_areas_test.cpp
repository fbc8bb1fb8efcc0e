#include <catch2/catch.hpp>

#include "base/csv.hpp"
#include "support.hpp"
#include "tools/eras_city.hpp"

using namespace trygg;
using Catch::Contains;
using test::eras_city;
using test::run_trygg;

TEST_CASE("trygg areas lists the divisions of a project", "[tools][area]") {
  test::Folder folder;
  const auto city = eras_city(folder);
  const auto ran = run_trygg({"areas", city.string()});
  CAPTURE(ran.err);
  REQUIRE(ran.status == 0);
  const auto csv = parse_csv(ran.out, "out");
  REQUIRE(csv.rows.size() == 3 + 2 + 2 + 5);
  CHECK(csv.rows[1] ==
        std::vector<std::string>{"2007", "2007-01-01", "omrade", "21", "Älvsjö", "1", "0", "", ""});
  CHECK(csv.rows[4][1] == "2020-07-01");
  CHECK(csv.rows[4][5] == "3");
  CHECK(csv.rows.back()[2] == "delomrade");
}

TEST_CASE("trygg areas counts a round, weighed or not", "[tools][area]") {
  test::Folder folder;
  const auto city = eras_city(folder);
  auto ran = run_trygg({"areas", city.string(), "--wave", "2019"});
  REQUIRE(ran.status == 0);
  CHECK_THAT(ran.err, Contains("2019 is not weighed yet; every record counts as one person"));
  CHECK_THAT(ran.out, Contains("2019,2020,omrade,22,Hägersten-Älvsjö,450,450,3,0,0,0\n"));
  REQUIRE(run_trygg({"build", city.string(), "--quiet"}).status == 0);
  ran = run_trygg({"areas", city.string(), "--wave", "2019"});
  REQUIRE(ran.status == 0);
  CHECK(ran.err.empty());
  CHECK_THAT(ran.out, Contains("2019,2020,omrade,22,Hägersten-Älvsjö,450,14000,3,0,0,0\n"));
}

TEST_CASE("trygg areas checks totals", "[tools][area]") {
  test::Folder folder;
  const auto city = eras_city(folder);
  const auto file = folder.file("totals.csv", "omrade,total\nNorra,7000\nÄlvsjö,1000\n22,14000\n");
  auto ran = run_trygg({"areas", city.string(), "--totals", file});
  REQUIRE(ran.status == 0);
  CHECK_THAT(ran.out, Contains("Älvsjö,,,1000,other_era,"));
  ran = run_trygg({"areas", city.string(), "--totals", file, "--era", "2007"});
  CHECK_THAT(ran.out, Contains("22,22,Hägersten-Liljeholmen,14000,,\n"));
}

TEST_CASE("trygg areas refuses what makes no sense", "[tools][error]") {
  test::Folder folder;
  const auto city = eras_city(folder);
  const auto refused = [&](std::vector<std::string> more) {
    std::vector<std::string> args{"areas", city.string()};
    args.insert(args.end(), more.begin(), more.end());
    const auto ran = run_trygg(args);
    CHECK(ran.status == 2);
    CHECK(ran.out.empty());
    return ran.err;
  };
  CHECK_THAT(refused({"--wave", "2020"}), Contains("there is no such round"));
  CHECK_THAT(refused({"--wave", "2019", "--totals", "x.csv"}), Contains("not both"));
  CHECK_THAT(refused({"--era", "2020"}), Contains("--era belongs to --totals"));
  CHECK_THAT(refused({"--totals", (city / "areas.csv").string(), "--era", "2010"}),
             Contains("'2010'"));
  CHECK_THAT(refused({"-o", (city / "areas.csv").string()}), Contains("areas.csv"));
}
