#include "release/symbol.hpp"

#include <catch2/catch.hpp>

#include "release/release.hpp"

using namespace trygg;

TEST_CASE("every symbol is told apart from its text, and from a number", "[release]") {
  for (const auto symbol :
       {Symbol::none, Symbol::nil, Symbol::uncertain, Symbol::confidential, Symbol::impossible}) {
    CAPTURE(to_text(symbol));
    CHECK(symbol_of(Published::withheld(symbol)) == symbol);
    CHECK(symbol_of(Published::parsed(to_text(symbol))) == symbol);
    CHECK_FALSE(Published::withheld(symbol).is_shown());
  }
  CHECK(to_text(Symbol::confidential) == "...");
  CHECK(symbol_of(Published::parsed("0.0")) == Symbol::none);
  CHECK(Published::parsed("0.0").is_shown());
  CHECK(Published::parsed("-").text() == "–");
}
