#include "table/subset.hpp"

#include <catch2/catch.hpp>

#include "base/error.hpp"

using namespace trygg;

namespace {

Table answers() {
  ColumnBuilder builder("q");
  for (const auto* text : {"a", "b", "a", "c", ""}) builder.add(text);
  auto column = builder.take();
  column.levels[1].label = "bee";
  column.label = "a question";
  Table table("q.csv", {column});
  table.lines = {2, 3, 5, 6, 7};
  table.show_values = ShowValues::yes;
  return table;
}

}  // namespace

TEST_CASE("some rows of a table keep their answers and what a codebook declares", "[table]") {
  const std::vector<std::uint32_t> rows{4, 0, 2};
  const auto some = subset(answers(), rows, "q.csv (w=1)");
  CHECK(some.source() == "q.csv (w=1)");
  REQUIRE(some.rows() == 3);
  const auto& q = some.column("q");
  CHECK(q.at(0).missing == Missing::system);
  CHECK(q.at(1).text == "a");
  CHECK(q.at(2).text == "a");
  CHECK(q.label == "a question");
  CHECK(some.place(0) == "row 1 (line 7)");
  CHECK(some.show_values == ShowValues::yes);
  std::vector<std::string> left;
  for (const auto& level : q.levels) left.push_back(level.text);
  CHECK(left == std::vector<std::string>{"a", "b", ""});  // c, without a label, is nobody's
  CHECK(subset(answers(), {}, "none").rows() == 0);
  const std::vector<std::uint32_t> beyond{5};
  CHECK_THROWS_AS(subset(answers(), beyond, "q.csv"), ArgumentError);
}
