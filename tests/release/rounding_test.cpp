#include "release/rounding.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <limits>

#include "base/error.hpp"
#include "base/text.hpp"
#include "release/release.hpp"

using namespace trygg;

TEST_CASE("a number is rounded half away from zero on its shortest decimal text", "[release]") {
  struct Case {
    double value;
    int decimals, shift;
    std::string text;
  };
  const auto c =
      GENERATE(Case{0.125, 2, 0, "0.13"}, Case{-0.125, 2, 0, "-0.13"}, Case{2.675, 2, 0, "2.68"},
               Case{1.005, 2, 0, "1.01"}, Case{0.1265, 1, 2, "12.7"}, Case{0.2849, 1, 2, "28.5"},
               Case{0.28449999, 1, 2, "28.4"}, Case{-0.00049, 1, 2, "0.0"},
               Case{-0.0005, 1, 2, "-0.1"}, Case{-0.0, 1, 0, "0.0"}, Case{0, 0, 0, "0"},
               Case{9.95, 1, 0, "10.0"}, Case{0.5, 0, 0, "1"}, Case{0.4999, 0, 0, "0"},
               Case{999.5, 0, 0, "1000"}, Case{17669, 0, 0, "17669"}, Case{1e-12, 1, 2, "0.0"},
               Case{6e-5, 4, 0, "0.0001"}, Case{1e22, 0, 0, "10000000000000000000000"},
               Case{1, 1, 2, "100.0"}, Case{0.07, 1, 2, "7.0"}, Case{3e-310, 2, 2, "0.00"});
  CAPTURE(c.value, c.decimals, c.shift);
  CHECK(rounded(c.value, c.decimals, c.shift) == c.text);
}

TEST_CASE("rounding is never off by more than half a unit, and is odd", "[release][law]") {
  for (int i = -4000; i <= 4000; ++i) {
    const double value = i / 317.0;
    const auto text = rounded(value, 2);
    CAPTURE(value, text);
    CHECK(std::abs(*to_number(text) - value) <= 0.005 + 1e-12);  // the product of two roundings
    const auto mirrored = rounded(-value, 2);
    CHECK(*to_number(mirrored) == -*to_number(text));
  }
}

TEST_CASE("decimal texts are rounded as whole numbers are", "[release][law]") {
  for (int i = 0; i <= 20000; ++i) {
    const int kept = (i + 5) / 10;
    CAPTURE(i);
    CHECK(rounded(i / 1000.0, 2) == fmt::format("{}.{:02}", kept / 100, kept % 100));
    CHECK(rounded(i / 100000.0, 2, 2) == fmt::format("{}.{:02}", kept / 100, kept % 100));
  }
}

TEST_CASE("what is not a number is not rounded", "[release][error]") {
  CHECK_THROWS_AS(rounded(std::numeric_limits<double>::quiet_NaN(), 1), ArgumentError);
  CHECK_THROWS_AS(rounded(std::numeric_limits<double>::infinity(), 1), ArgumentError);
  CHECK_THROWS_AS(rounded(1, -1), ArgumentError);
  CHECK_THROWS_AS(rounded(1, 16), ArgumentError);
}

TEST_CASE("a published number is its text, and a withheld one has no value", "[release]") {
  const auto shown = Published::shown(0.12649, 1, Scale::percent);
  CHECK(shown.is_shown());
  CHECK(shown.text() == "12.6");
  CHECK(shown.value() == 12.6);
  const auto withheld = Published::withheld(Symbol::uncertain);
  CHECK_FALSE(withheld.is_shown());
  CHECK(withheld.text() == "..");
  CHECK_THROWS_AS(withheld.value(), ArgumentError);
  CHECK(Published::parsed("12.60").text() == "12.60");
  CHECK_FALSE(Published::parsed("...").is_shown());
  CHECK_THROWS_AS(Published::parsed("12,6"), ArgumentError);
  CHECK_THROWS_AS(Published::parsed("<30"), ArgumentError);
}
