#include "reports/publication/symbol_key.hpp"

#include <catch2/catch.hpp>

#include "support.hpp"

using namespace trygg;
using namespace trygg::reports;

namespace {

std::string key_of(const std::vector<TableCell>& cells) {
  const auto phrases = Phrases::read(test::source_dir(), Language::sv);
  TableParts table{.number = 1, .row_column = "Område", .columns = {}};
  table.rows = {{"Farsta", cells}};
  return together(symbol_key({table, Note{"..."}}, phrases));
}

}  // namespace

TEST_CASE("the key of a table explains its symbols and no others", "[reports][law]") {
  CHECK(key_of({{"12,6"}, {"."}, {"–"}}).empty());
  CHECK(key_of({{".."}}) == ".. = uppgiften redovisas inte: för få svar eller för osäker.");
  CHECK(key_of({{"..."}}) ==
        "... = uppgiften redovisas inte av hänsyn till de svarandes anonymitet.");
  CHECK(key_of({{"7,5", true}}) == "* = osäker uppgift, få svar.");
}
