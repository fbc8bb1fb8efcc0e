#include <catch2/catch.hpp>

#include "base/error.hpp"
#include "io/read.hpp"
#include "io/write.hpp"
#include "support.hpp"

using namespace trygg;
using trygg::test::Folder;

namespace {

std::vector<std::string> texts(const Table& table, std::string_view name) {
  std::vector<std::string> all;
  const auto& column = table.column(name);
  for (std::size_t k = 0; k < table.rows(); ++k) all.push_back(column.at(k).text);
  return all;
}

Table read(const std::string& text, const ReadOptions& options = {}) {
  const Folder folder;
  return read_table(folder.file("x.csv", text), options);
}

}  // namespace

TEST_CASE("a CSV file keeps its texts and knows its numbers", "[io]") {
  const auto table = read("a,b,c\n01,x,1.5\n2,NA,\n");
  CHECK(table.names() == std::vector<std::string>{"a", "b", "c"});
  CHECK(texts(table, "a") == std::vector<std::string>{"01", "2"});
  CHECK(table.column("a").at(0).number == 1);
  CHECK(table.column("a").type == ColumnType::number);
  CHECK(table.column("b").type == ColumnType::text);
  CHECK(table.column("b").at(1).missing == Missing::system);
  CHECK(table.column("c").at(1).missing == Missing::system);
  CHECK(table.lines.empty());
}
