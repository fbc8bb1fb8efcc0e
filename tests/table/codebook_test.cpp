#include "table/codebook.hpp"

#include <catch2/catch.hpp>

#include "base/error.hpp"
#include "table/match.hpp"
#include "table/table.hpp"

using namespace trygg;
using Catch::Matchers::Contains;

namespace {

Table table_of(const std::vector<std::string>& values) {
  ColumnBuilder builder("q");
  for (const auto& value : values) builder.add(value);
  return Table("t.csv", {builder.take()});
}

}  // namespace

TEST_CASE("a codebook gives labels, order and reasons", "[table]") {
  auto table = table_of({"01", "2", "8", "9"});
  const Codebook codebook{
      "c",
      {{"q",
        "Question",
        VariableKind::code,
        {{"2", "No"}, {"1", "Yes"}, {"8", "", Missing::refused}, {"7", "Never"}},
        {},
        {}},
       {"not there"}}};
  apply(codebook, table);
  const auto& q = table.column("q");
  CHECK(q.label == "Question");
  CHECK(q.at(0).label == "Yes");  // "01" is 1
  CHECK(q.at(2).missing == Missing::refused);
  CHECK(q.at(3).missing == Missing::none);
  std::vector<std::string> order;
  for (const auto l : q.ordered_levels()) order.push_back(q.levels[l].text);
  CHECK(order == std::vector<std::string>{"2", "01", "7", "9", "8"});
}

TEST_CASE("missing codes are declared with and without a reason", "[table]") {
  auto table = table_of({"1", "88", "99", "12:30"});
  declare_missing(table, "q=88:refused|99|77:dont_know|12:30");
  const auto& q = table.column("q");
  CHECK(q.at(0).missing == Missing::none);
  CHECK(q.at(1).missing == Missing::refused);
  CHECK(q.at(2).missing == Missing::other);
  CHECK(q.at(3).missing == Missing::other);
  CHECK(q.type == ColumnType::number);  // the text that was none is missing now
  CHECK(match_code(q, "77").size() == 1);
}

TEST_CASE("missing codes are matched by label too", "[table]") {
  auto table = table_of({"1", "2"});
  table.column("q").levels[1].label = "Vet ej";
  declare_missing(table, "q=Vet ej:dont_know");
  CHECK(table.column("q").at(1).missing == Missing::dont_know);
}

TEST_CASE("codes that hold separating signs are protected or known", "[table]") {
  auto table = table_of({"a|b", "c", "d:e", "x"});
  declare_missing(table, "q=a|b|c");
  CHECK(table.column("q").at(0).missing == Missing::other);
  CHECK(table.column("q").at(1).missing == Missing::other);
  CHECK(table.column("q").at(3).missing == Missing::none);
  CHECK(missing_variable("\"a=b\"=1|2") == "a=b");
}

TEST_CASE("a declaration of missing codes that is wrong says how to write it", "[table][error]") {
  auto table = table_of({"1", "2"});
  CHECK_THROWS_WITH(declare_missing(table, "q"), "--missing 'q': write VARIABLE=code|code");
  CHECK_THROWS_WITH(declare_missing(table, "q="), "--missing 'q=': a code is empty");
  CHECK_THROWS_WITH(declare_missing(table, "p=1"), Contains("no column 'p'"));
  CHECK_THROWS_WITH(declare_missing(table, "q=1:lazy"), Contains("known: system, refused"));
}

TEST_CASE("a code that is not there names the nearest, but no person's answer", "[table][error]") {
  const auto few = table_of({"very safe", "fairly safe"});
  CHECK_THROWS_WITH(match_code(few.column("q"), "fairly saf"),
                    Contains("did you mean 'fairly safe'?"));
  std::vector<std::string> ids;
  for (int i = 0; i < 60; ++i) ids.push_back("19800101-12" + std::to_string(i));
  const auto many = table_of(ids);
  CHECK_THROWS_WITH(match_code(many.column("q"), "19800101-1299"),
                    "column 'q' has no code '19800101-1299'");
}

TEST_CASE("kinds of variables have names", "[table]") {
  for (const auto kind : {VariableKind::code, VariableKind::number, VariableKind::text,
                          VariableKind::id, VariableKind::weight})
    CHECK(to_variable_kind(to_text(kind)) == kind);
  CHECK_THROWS_AS(to_variable_kind("kod"), ConfigError);
}
