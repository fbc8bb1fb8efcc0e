#include "io/comparable_text.hpp"

#include <catch2/catch.hpp>

using namespace trygg;

TEST_CASE("spellings of one name are one text", "[io][area]") {
  const std::string name = "hässelby-vällingby";
  CHECK(comparable_text("Hässelby-Vällingby") == name);
  CHECK(comparable_text("Hässelby - Vällingby") == name);
  CHECK(comparable_text("  HÄSSELBY –\u00A0VÄLLINGBY\t") == name);
  CHECK(comparable_text("Ha\xCC\x88sselby-Va\xCC\x88llingby") == name);  // decomposed, of a Mac
  CHECK(comparable_text("H\xE4sselby-V\xE4llingby") == name);            // Latin-1
  CHECK(comparable_text("Hässel\u00ADby-Vällingby") == name);            // a soft hyphen
  CHECK(comparable_text("A\xCC\x8Arsta") == comparable_text("årsta"));
  CHECK(comparable_text("Norra  innerstaden") == "norra innerstaden");
  CHECK(comparable_text("\u0160iauliai \u017D \u0178") == "\u0161iauliai \u017E \u00FF");
}

TEST_CASE("letters with marks stay other letters", "[io][area]") {
  CHECK(comparable_text("Alby") != comparable_text("Älby"));
  CHECK(comparable_text("×") == "×");  // between the capitals of Latin-1, but none
  CHECK(comparable_text("") == "");
  CHECK(comparable_text(" - ") == "-");
}
