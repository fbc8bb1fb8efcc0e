#include "table/check.hpp"

#include <catch2/catch.hpp>

#include "table/codebook.hpp"
#include "table/table.hpp"

using namespace trygg;

namespace {

Column column(const std::string& name, const std::vector<std::string>& values) {
  ColumnBuilder builder(name);
  for (const auto& value : values) builder.add(value);
  return builder.take();
}

std::vector<Problem> problems(Column data, Variable variable, ShowValues show = ShowValues::no) {
  variable.name = data.name;
  Table table("t", {std::move(data)});
  table.show_values = show;
  const Codebook codebook{"c", {std::move(variable)}};
  apply(codebook, table);
  return check(table, codebook);
}

}  // namespace

TEST_CASE("a code that is not declared is a problem, by value and with its rows", "[table]") {
  const auto found = problems(
      column("q", {"1", "7", "2", "7", "", "8"}),
      {.kind = VariableKind::code, .codes = {{"1", ""}, {"2", ""}, {"8", "", Missing::refused}}});
  REQUIRE(found.size() == 1);
  CHECK(found[0].kind == ProblemKind::unknown_code);
  CHECK(found[0].value == "7");
  CHECK(found[0].count == 2);
  CHECK(found[0].first == std::vector<std::size_t>{1, 3});
}

TEST_CASE("words of a single person are counted, not quoted", "[table]") {
  const Variable variable{.kind = VariableKind::code, .codes = {{"1", ""}}};
  const auto data = column("q", {"1", "my neighbour did it", "ask me at home"});
  const auto found = problems(data, variable);
  REQUIRE(found.size() == 1);
  CHECK(found[0].value.empty());
  CHECK(found[0].count == 2);
  CHECK(problems(data, variable, ShowValues::yes).size() == 2);
}

TEST_CASE("a number that five records share is named, one person's is not", "[table]") {
  const Variable variable{.kind = VariableKind::number, .minimum = 16, .maximum = 110};
  const auto found = problems(
      column("age", {"999", "999", "999", "999", "999", "143", "40", "-3", "x"}), variable);
  REQUIRE(found.size() == 3);
  CHECK(found[0].kind == ProblemKind::out_of_range);
  CHECK(found[0].value.empty());
  CHECK(found[0].count == 2);
  CHECK(found[0].first == std::vector<std::size_t>{5, 7});
  CHECK(found[1].value == "999");
  CHECK(found[1].count == 5);
  CHECK(found[2].kind == ProblemKind::not_a_number);
}

TEST_CASE("a declared code of a number is within no range", "[table]") {
  const Variable variable{.kind = VariableKind::number,
                          .codes = {{"888", "Vet ej", Missing::dont_know}, {"0", "none"}},
                          .minimum = 1,
                          .maximum = 100};
  CHECK(problems(column("age", {"888", "0", "50"}), variable).empty());
}

TEST_CASE("ids are unique and never named", "[table]") {
  const auto found = problems(column("id", {"7", "8", "7", ""}), {.kind = VariableKind::id});
  REQUIRE(found.size() == 2);
  CHECK(found[0].kind == ProblemKind::duplicate_id);
  CHECK(found[0].value.empty());
  CHECK(found[0].first == std::vector<std::size_t>{0, 2});
  CHECK(found[1].kind == ProblemKind::missing_id);
}

TEST_CASE("weights are there and not negative", "[table]") {
  const auto found = problems(column("w", {"1.5", "", "-2", "0"}), {.kind = VariableKind::weight});
  REQUIRE(found.size() == 2);
  CHECK(found[0].kind == ProblemKind::negative_weight);
  CHECK(found[1].kind == ProblemKind::missing_weight);
}

TEST_CASE("variables that are only on one side are problems", "[table]") {
  Table table("t", {column("a", {"1"}), column("b", {""})});
  const Codebook codebook{"c", {{"c"}, {"b"}}};
  const auto found = check(table, codebook);
  REQUIRE(found.size() == 3);
  CHECK(found[0].variable == "c");
  CHECK(to_text(found[0].kind) == "not_in_data");
  CHECK(to_text(found[1].kind) == "no_valid_values");
  CHECK(found[2].variable == "a");
  CHECK(to_text(found[2].kind) == "not_in_codebook");
}

TEST_CASE("at most ten rows are kept", "[table]") {
  const auto found = problems(column("q", std::vector<std::string>(25, "3")),
                              {.kind = VariableKind::code, .codes = {{"1", ""}}});
  REQUIRE(found.size() == 1);
  CHECK(found[0].count == 25);
  CHECK(found[0].first.size() == 10);
}
