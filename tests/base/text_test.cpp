#include "base/text.hpp"

#include <catch2/catch.hpp>
#include <limits>

using namespace trygg;

TEST_CASE("shortest text reads back as the same number", "[base][law]") {
  for (const double x : {0.1, 1.0 / 3, 1e-300, 123456789012.0, -2.5, 5.0})
    CHECK(to_number(shortest(x)) == x);
  CHECK(shortest(5.0) == "5");
  CHECK(shortest(-0.0) == "0");
  CHECK(shortest(std::numeric_limits<double>::quiet_NaN()).empty());
  CHECK(shortest(std::numeric_limits<double>::infinity()).empty());
}

TEST_CASE("a number is a number from its first to its last character", "[base][error]") {
  CHECK(to_number("1,5", ',') == 1.5);
  CHECK(to_number("+3") == 3.0);
  CHECK(to_number(".5") == 0.5);
  for (const auto* text : {"", "1x", "inf", "nan", "-", "1 2", "0x10", "--1"}) {
    CAPTURE(text);
    CHECK_FALSE(to_number(text).has_value());
  }
}

TEST_CASE("the nearest word is offered only when it is near", "[base]") {
  const std::vector<std::string> known{"weight", "strata", "psu"};
  CHECK(nearest("weigth", known) == "weight");
  CHECK_FALSE(nearest("zzzzzz", known).has_value());
  // Two letters in the wrong order are one slip.
  CHECK(nearest("lable", std::vector<std::string>{"label"}) == "label");
}
