#include "table/splitting.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

#include "base/error.hpp"

using namespace trygg;

namespace {

using Ways = std::vector<std::vector<std::string>>;

Ways ways(const std::string& text, char separator, const std::vector<std::string>& known) {
  return divisions(OptionText(text), separator, [&](const std::string& part) {
    return std::ranges::find(known, part) != known.end() ? std::optional(part) : std::nullopt;
  });
}

}  // namespace

TEST_CASE("a text is cut where its parts are known", "[table][splitting]") {
  CHECK(ways("a|b|c", '|', {"a", "b", "c"}) == Ways{{"a", "b", "c"}});
  CHECK(ways("a|b|c", '|', {"a|b", "c"}) == Ways{{"a|b", "c"}});
  CHECK(ways("sex+age+edu", '+', {"sex", "age+edu"}) == Ways{{"sex", "age+edu"}});
  CHECK(ways("a b|a  c", '|', {"a b", "a  c"}) == Ways{{"a b", "a  c"}});
  CHECK(ways("a|b", '|', {"a"}).empty());
  CHECK(ways("a|", '|', {"a"}).empty());
}

TEST_CASE("every way to cut a text is found", "[table][splitting]") {
  CHECK(ways("a|b", '|', {"a", "b", "a|b"}) == Ways{{"a", "b"}, {"a|b"}});
  CHECK(ways("a|b|c", '|', {"a", "b", "c", "a|b", "b|c"}) ==
        Ways{{"a", "b", "c"}, {"a", "b|c"}, {"a|b", "c"}});
}

TEST_CASE("quotes and backslashes take away the power to separate", "[table][splitting]") {
  const std::vector<std::string> known{"a", "b", "a|b", "\"", "\\", "5\"", "a\"b"};
  CHECK(ways("\"a|b\"", '|', known) == Ways{{"a|b"}});
  CHECK(ways("a\\|b", '|', known) == Ways{{"a|b"}});
  CHECK(ways("\"a|b\"|b", '|', known) == Ways{{"a|b", "b"}});
  CHECK(ways("\\\"|a", '|', known) == Ways{{"\"", "a"}});
  CHECK(ways("\\\\|a", '|', known) == Ways{{"\\", "a"}});
  CHECK(ways("5\"|a", '|', known) == Ways{{"5\"", "a"}});  // no part begins here: no quote
  CHECK(ways("a\"b", '|', known) == Ways{{"a\"b"}});
  CHECK(ways("\"a\\\"b\"", '|', known) == Ways{{"a\"b"}});
}

TEST_CASE("a quote or a backslash without an end is an error", "[table][splitting][error]") {
  CHECK_THROWS_WITH(OptionText("a|\"b"),
                    "'a|\"b': a quote is opened and never closed; write \\\" for a quote that "
                    "belongs to a name or code");
  CHECK_THROWS_WITH(OptionText("a\\"), "'a\\': a backslash with nothing after it");
}

TEST_CASE("many parts that fit in many ways end at the limit", "[table][splitting]") {
  std::string text = "a";
  for (int i = 0; i < 40; ++i) text += "|a";
  CHECK(ways(text, '|', {"a", "a|a"}).size() == 8);
}
