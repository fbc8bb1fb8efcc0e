#include "reports/number_text.hpp"

#include <catch2/catch.hpp>

using namespace trygg::reports;

TEST_CASE("a released number gets its language's signs and keeps its digits", "[reports][law]") {
  CHECK(localised("12.6", Language::sv) == "12,6");
  CHECK(localised("-2.7", Language::sv) == "\u22122,7");
  CHECK(localised("-2.7", Language::en) == "\u22122.7");
  CHECK(localised("..", Language::sv) == "..");
}

TEST_CASE("counts are grouped from 1 000 in tables and 10 000 in prose", "[reports][law]") {
  CHECK(localised_count("999", Place::table, Language::sv) == "999");
  CHECK(localised_count("8747", Place::table, Language::sv) == "8\u00a0747");
  CHECK(localised_count("8747", Place::prose, Language::sv) == "8747");
  CHECK(localised_count("1234567", Place::prose, Language::sv) == "1\u00a0234\u00a0567");
  CHECK(localised_count("..", Place::table, Language::sv) == "..");
}
