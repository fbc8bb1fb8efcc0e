#include "project/eras.hpp"

#include <catch2/catch.hpp>

#include "area/areas.hpp"
#include "base/error.hpp"
#include "config/config.hpp"

using namespace trygg;
using Catch::Contains;

namespace {

const std::string three = R"(
[[era]]
name = "2007"
from = "2007-01-01"
[[era]]
name = "2020"
from = "2020-07-01"
[[era]]
name = "2023"
from = "2023-07-01"
)";

std::vector<Era> eras_in(const std::string& text) {
  return read_eras(Config::parse(text, "trygg.toml"));
}

std::string with(std::string text, const std::string& from, const std::string& to) {
  const auto at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

}  // namespace

TEST_CASE("a day lies in the era that began last before it", "[project][area]") {
  const auto eras = eras_in(three);
  CHECK(era_on(eras, "2020-04-15").name == "2007");  // before the merger of the same year
  CHECK(era_on(eras, "2020-06-30").name == "2007");
  CHECK(era_on(eras, "2020-07-01").name == "2020");
  CHECK(era_on(eras, "2023-05-02").name == "2020");
  CHECK(era_on(eras, "2031-01-01").name == "2023");
  CHECK_THROWS_WITH(era_on(eras, "2006-12-31"), Contains("2006-12-31") && Contains("2007-01-01"));
}

TEST_CASE("a day is one of the calendar", "[project]") {
  CHECK(is_day("2020-02-29"));
  CHECK(is_day("2000-02-29"));
  CHECK_FALSE(is_day("2100-02-29"));
  CHECK_FALSE(is_day("2021-02-29"));
  CHECK_FALSE(is_day("2020-13-01"));
  CHECK_FALSE(is_day("2020-00-10"));
  CHECK_FALSE(is_day("2020-04-31"));
  CHECK_FALSE(is_day("2020-4-01"));
  CHECK_FALSE(is_day("20200-4-01"));
}

TEST_CASE("eras that are not right are refused with their line", "[project][error]") {
  CHECK_THROWS_WITH(eras_in(with(three, "2020-07-01", "2020-7-1")),
                    Contains("trygg.toml:7") && Contains("'2020-7-1' is no day"));
  CHECK_THROWS_WITH(eras_in(with(three, "2020-07-01", "2007-01-01")), Contains("order of time"));
  CHECK_THROWS_WITH(eras_in(with(three, "\"2020\"", "\"2007\"")), Contains("there twice"));
}

TEST_CASE("project and crosswalk have the same eras", "[project][error]") {
  AreaSystem areas;
  areas.eras = {"2007", "2020", "2023"};
  check_eras(eras_in(three), areas);
  check_eras({}, areas);
  areas.eras = {"2007", "2021", "2023"};
  CHECK_THROWS_WITH(check_eras(eras_in(three), areas),
                    Contains("'2020'") && Contains("did you mean '2021'"));
  areas.eras = {"1997", "2007", "2020", "2023"};
  CHECK_THROWS_WITH(check_eras(eras_in(three), areas), Contains("'1997'") && Contains("from when"));
}
