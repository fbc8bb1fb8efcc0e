#include "estimate/request.hpp"

#include <catch2/catch.hpp>

#include "base/error.hpp"
#include "base/text.hpp"
#include "table/table.hpp"

using namespace trygg;

namespace {

Column column(const std::string& name, const std::vector<std::string>& values) {
  ColumnBuilder builder(name);
  for (const auto& value : values) builder.add(value);
  return builder.take();
}

/// Names and codes that hold the characters which separate.
Table awkward() {
  std::vector<Column> columns{
      column("walk", {"a bit unsafe", "very unsafe", "safe", "NA"}),
      column("age", {"16-19", "20-29", "16", "19-20"}),
      column("sex", {"1", "2", "1", "2"}),
      column("a", {"x", "y", "x", "y"}),
      column("a=b", {"x", "b=x", "x", "y"}),
      column("a+b", {"1", "2", "3", "4"}),
      column("b", {"1", "2", "3", "4"}),
      column("cost/head", {"1", "2", "3", "4"}),
      column("p+q", {"1", "2", "3", "4"}),
      column("kind", {"and/or", "and", "or", "p|q"}),
      column("code", {"01", "1.0", "-1", "2"}),
  };
  columns[3].levels[0].label = "first";
  columns.back().levels[3].missing = Missing::refused;
  return Table("d.csv", std::move(columns));
}

std::vector<std::string> share(const std::string& text) {
  const auto table = awkward();
  const auto quantity = read_what(Statistic::share, text, table).front();
  CHECK(quantity.indicator == text);
  std::vector<std::string> found{quantity.variable};
  for (const auto l : quantity.levels)
    found.push_back(table.column(quantity.variable).levels[l].text);
  return found;
}

/// Variables, then the terms: sign or number, codes.
std::vector<std::string> contrast(const std::string& text) {
  const auto table = awkward();
  const auto c = read_contrast(text, table);
  CHECK(c.text == text);
  std::vector<std::string> found = c.variables;
  for (const auto& term : c.terms) {
    const bool over = c.kind == ContrastKind::ratio && &term != &c.terms.front();
    found.push_back(over ? "/" : shortest(term.coefficient));
    for (std::size_t v = 0; v < c.variables.size(); ++v)
      found.push_back(table.column(c.variables[v]).levels[term.levels[v].front()].text);
  }
  return found;
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("a share is read by known names and codes", "[estimate][request]") {
  CHECK(share("walk=a bit unsafe|very unsafe") == Texts{"walk", "a bit unsafe", "very unsafe"});
  CHECK(share("walk = very unsafe") == Texts{"walk", "very unsafe"});
  CHECK(share("age=16-19|16") == Texts{"age", "16-19", "16"});
  CHECK(share("kind=and/or|or") == Texts{"kind", "and/or", "or"});
  CHECK(share("kind=p|q") == Texts{"kind", "p|q"});
  CHECK(share("kind=p|q|and") == Texts{"kind", "and", "p|q"});
  CHECK(share("\"a=b\"=x") == Texts{"a=b", "x"});
  CHECK(share("a\\=b=x") == Texts{"a=b", "x"});
  CHECK(share("a=b=y") == Texts{"a=b", "y"});  // column 'a' has no code "b=y"
  CHECK(share("a=first") == Texts{"a", "x"});
  CHECK(share("code=1") == Texts{"code", "01", "1.0"});  // equal numbers
  CHECK(share("code=01") == Texts{"code", "01"});        // the very text comes first
}

TEST_CASE("a share with two readings lists them", "[estimate][request][error]") {
  auto table = awkward();
  table.column("a").levels[1].text = "b=x";
  const auto read = [&](const std::string& text) { read_what(Statistic::share, text, table); };
  CHECK_THROWS_AS(read("a=b=x"), ConfigError);
  CHECK_THROWS_WITH(read("a=b=x"),
                    "'a=b=x' can be read in several ways: 'a' = 'b=x', or 'a=b' = "
                    "'x'; put a part in quotes, \"…\"");
  table.column("kind").levels[1].text = "p";
  table.column("kind").levels[2].text = "q";
  CHECK_THROWS_WITH(read("kind=p|q"),
                    "'kind=p|q' can be read in several ways: 'kind' = 'p' or 'q', "
                    "or 'kind' = 'p|q'; put a part in quotes, \"…\"");
  CHECK_NOTHROW(read("kind=\"p|q\""));
}

TEST_CASE("a share that fits nothing says what is not there", "[estimate][request][error]") {
  CHECK_THROWS_WITH(share("walk=a bit unsafe|very unsave"),
                    "column 'walk' has no code 'very unsave'; did you mean 'very unsafe'?");
  CHECK_THROWS_WITH(share("wolk=safe"), "d.csv: there is no column 'wolk'; did you mean 'walk'?");
  CHECK_THROWS_WITH(share("walk"),
                    "'walk': write VARIABLE=code|code; every code of a variable: --shares walk");
  CHECK_THROWS_WITH(share("code=2"),
                    "code '2' of column 'code' is declared missing (refused), so nobody with it is "
                    "in a group or a denominator");
}

TEST_CASE("the shares of a variable are its valid codes in order", "[estimate][request]") {
  const auto table = awkward();
  std::vector<std::string> names;
  for (const auto& q : read_shares("code", table)) names.push_back(q.indicator);
  CHECK(names == Texts{"code=-1", "code=01", "code=1.0"});
}

TEST_CASE("names are cut at separators that are not theirs", "[estimate][request]") {
  const auto table = awkward();
  CHECK(read_names("sex+age", '+', table) == Texts{"sex", "age"});
  CHECK(read_names("a+b", '+', table) == Texts{"a+b"});  // the whole text is a name
  CHECK(read_names("p+q+sex", '+', table) == Texts{"p+q", "sex"});
  CHECK(read_names("\"a+b\" + sex", '+', table) == Texts{"a+b", "sex"});
}

TEST_CASE("names that are not there or not clear are refused", "[estimate][request][error]") {
  const auto table = awkward();
  const auto read = [&](const std::string& text) { read_names(text, '+', table); };
  CHECK_THROWS_WITH(read("sex+ag"), "d.csv: there is no column 'ag'; did you mean 'age'?");
  CHECK_THROWS_WITH(read("sex+sex"), "'sex+sex': a column stands there twice");
  auto twofold = awkward();
  twofold.add(column("b+sex", {"1", "1", "1", "1"}));
  CHECK_THROWS_WITH(
      read_names("a+b+sex", '+', twofold),
      "'a+b+sex' can be read in several ways: 'a' + 'b' + 'sex', or 'a' + 'b+sex', or "
      "'a+b' + 'sex'; put a part in quotes, \"…\"");
}

TEST_CASE("a ratio is two columns", "[estimate][request]") {
  const auto table = awkward();
  const auto ratio = read_what(Statistic::ratio, "cost/head/b", table).front();
  CHECK(ratio.variable == "cost/head");
  CHECK(ratio.denominator == "b");
  CHECK(ratio.indicator == "cost/head/b");
  CHECK_THROWS_WITH(read_what(Statistic::ratio, "b/wolk", table),
                    "d.csv: there is no column 'wolk'; did you mean 'walk'?");
  CHECK_THROWS_WITH(read_what(Statistic::ratio, "b", table),
                    "'b': write NUMERATOR/DENOMINATOR, two columns");
  CHECK_THROWS_WITH(read_what(Statistic::ratio, "cost/hed/b", table),
                    "'cost/hed/b': none of these are two columns: 'cost' / 'hed/b', 'cost/hed' / "
                    "'b'");
}

TEST_CASE("conditions compare codes and numbers", "[estimate][request]") {
  const auto table = awkward();
  const auto equal = read_condition("age=16-19|16", table);
  CHECK(equal.relation == Relation::equal);
  CHECK(equal.levels.size() == 2);
  CHECK(read_condition("age!=16", table).relation == Relation::unequal);
  const auto most = read_condition("b<=2.5", table);
  CHECK(most.relation == Relation::at_most);
  CHECK(most.bound == 2.5);
  CHECK(read_condition("b < 3", table).relation == Relation::less);
  CHECK(read_condition("b>-3", table).bound == -3);
  CHECK(read_condition("b>=3", table).relation == Relation::at_least);
  CHECK(read_condition("a=b=y", table).variable == "a=b");
}

TEST_CASE("conditions that fit nothing are refused", "[estimate][request][error]") {
  const auto table = awkward();
  const auto refused = [&](const std::string& text, const std::string& message) {
    CAPTURE(text);
    CHECK_THROWS_WITH(read_condition(text, table), message);
  };
  refused("sex=3", "column 'sex' has no code '3'; did you mean '1'?");
  refused("sx=1", "d.csv: there is no column 'sx'; did you mean 'sex'?");
  refused("sx!=1", "d.csv: there is no column 'sx'; did you mean 'sex'?");
  refused("b<many", "'b<many': a number must follow <; codes are compared by = and !=");
  refused("sex",
          "'sex': write VARIABLE=code|code, VARIABLE!=code or, for numbers, VARIABLE<5 "
          "(<= > >=)");
}

TEST_CASE("contrasts are read by known codes", "[estimate][request]") {
  CHECK(contrast("sex:2-1") == Texts{"sex", "1", "2", "-1", "1"});
  CHECK(contrast("sex:2/1") == Texts{"sex", "1", "2", "/", "1"});
  CHECK(contrast("age:16-19-20-29") == Texts{"age", "1", "16-19", "-1", "20-29"});
  CHECK(contrast("age:16-16-19") == Texts{"age", "1", "16", "-1", "16-19"});
  CHECK(contrast("age:\"16-19\"-\"20-29\"") == Texts{"age", "1", "16-19", "-1", "20-29"});
  CHECK(contrast("kind:and/or/and") == Texts{"kind", "1", "and/or", "/", "and"});
  CHECK(contrast("kind:and/or-and") == Texts{"kind", "1", "and/or", "-1", "and"});
  CHECK(contrast("code:-1-01") == Texts{"code", "1", "-1", "-1", "01"});
}

TEST_CASE("a contrast combines any number of groups", "[estimate][request]") {
  CHECK(contrast("b:2*1 - 2 - 3") == Texts{"b", "2", "1", "-1", "2", "-1", "3"});
  CHECK(contrast("b:0.5*1+0.5*2-3") == Texts{"b", "0.5", "1", "0.5", "2", "-1", "3"});
  CHECK(contrast("b:-1*1+2") == Texts{"b", "-1", "1", "1", "2"});
  CHECK(contrast("b:1e-3*1+2") == Texts{"b", "0.001", "1", "1", "2"});
  CHECK(contrast("age:2*16-19-20-29") == Texts{"age", "2", "16-19", "-1", "20-29"});
  CHECK(contrast("age:2*\"16\"-\"19-20\"") == Texts{"age", "2", "16", "-1", "19-20"});
}

TEST_CASE("a group of a contrast may be crossed", "[estimate][request]") {
  CHECK(contrast("sex+b:1+1-2+4") == Texts{"sex", "b", "1", "1", "1", "-1", "2", "4"});
  CHECK(contrast("sex + b: 1 + 1 - 2 * 2 + 4") == Texts{"sex", "b", "1", "1", "1", "-2", "2", "4"});
  CHECK(contrast("sex+b:1+1/2+4") == Texts{"sex", "b", "1", "1", "1", "/", "2", "4"});
  CHECK(contrast("\"a+b\"+sex:1+1+2+2-3+1") ==
        Texts{"a+b", "sex", "1", "1", "1", "1", "2", "2", "-1", "3", "1"});
}

TEST_CASE("contrasts that fit nothing or not clearly are refused", "[estimate][request][error]") {
  const auto refused = [&](const std::string& text, const std::string& message) {
    CAPTURE(text);
    CHECK_THROWS_AS(contrast(text), ConfigError);
    CHECK_THROWS_WITH(contrast(text), message);
  };
  refused("sex:2-3", "column 'sex' has no code '3'; did you mean '1'?");
  refused("sex:2-2", "'sex:2-2': both sides are the same group");
  refused("sx:2-1", "d.csv: there is no column 'sx'; did you mean 'sex'?");
  const std::string how =
      "write VARIABLE:a-b for a difference, VARIABLE:a/b for a ratio or VARIABLE:2*a-b-c for a "
      "combination";
  refused("sex:2", "'sex:2': " + how);
  refused("sex", "'sex': " + how);
  refused("b:2*1-2-9", "column 'b' has no code '9'; did you mean '1'?");
  refused("b:2*1-2-1", "'b:2*1-2-1': the group '1' stands there twice");
  refused("b:0*1-2", "'b:0*1-2': the coefficient of 0 * '1' is 0; leave it out");
  refused("sex+sex:1+1-2+2", "'sex+sex:1+1-2+2': a column stands there twice");
  refused("sex+bb:1+1-2+2", "d.csv: there is no column 'bb'; did you mean 'b'?");
  refused("sex+b:1+1-2+9", "'sex+b:1+1-2+9': '9' is a code of none of 'sex', 'b'");
  refused("sex+b:1-2",
          "'sex+b:1-2': write each group as a code of every variable, in their order, with + "
          "between: V+W:a+x-b+x");
  refused("age:16-19-30-39",
          "'age:16-19-30-39': none of these are two codes of 'age': '16' - '19-30-39', '16-19' - "
          "'30-39', '16-19-30' - '39'; quote a code, \"…\"");
  auto twofold = awkward();
  twofold.column("age").levels[1].text = "20";
  CHECK_THROWS_WITH(read_contrast("age:16-19-20", twofold),
                    "'age:16-19-20' can be read in several ways: 'age': '16' - '19-20', or 'age': "
                    "'16-19' - '20'; put a part in quotes, \"…\"");
}
