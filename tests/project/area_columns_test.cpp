#include "project/area_columns.hpp"

#include <catch2/catch.hpp>

#include <limits>

#include "area/areas.hpp"
#include "base/error.hpp"
#include "support.hpp"
#include "table/table.hpp"

using namespace trygg;
using Catch::Contains;

namespace {

AreaSystem system_of_two() {
  const test::Folder folder;
  return read_areas(
      folder.file(
          "areas.csv",
          "era,niva,kod,namn,alias\n2007,omrade,21,Älvsjö,\n2007,omrade,22,Hägersten,\n"
          "2020,omrade,22,Hägersten-Älvsjö,\n,del,0101,Långbro,Langbro\n,del,0201,Gröndal,\n"),
      folder.file("crosswalk.csv", "del,2007,2020\n0101,21,22\n0201,22,22\n"));
}

Table with_areas(const std::vector<std::string>& texts) {
  ColumnBuilder builder("del");
  for (const auto& text : texts) builder.add(text);
  std::vector<Column> columns;
  columns.push_back(builder.take());
  return Table("runda.csv", std::move(columns));
}

std::vector<std::string> texts_of(const Column& column) {
  std::vector<std::string> texts;
  for (std::size_t r = 0; r < column.codes.size(); ++r) texts.push_back(column.at(r).text);
  return texts;
}

}  // namespace

TEST_CASE("data may hold codes, names or other spellings of the smallest areas",
          "[project][area]") {
  const auto areas = system_of_two();
  const auto table = with_areas({"0101", "101", "gröndal", "Gro\xCC\x88ndal", "", "LANGBRO"});
  const auto smallest = smallest_area_column(table, "del", {}, areas, "smallest");
  CHECK(texts_of(smallest) == std::vector<std::string>{"0101", "0101", "0201", "0201", "", "0101"});
  CHECK(smallest.at(4).missing == Missing::system);
  const auto& division = areas.division_of("2007");
  CHECK(texts_of(division_column(smallest, areas, division, "area")) ==
        std::vector<std::string>{"21", "21", "22", "22", "", "21"});
}

TEST_CASE("a value label names the area, too", "[project][area]") {
  auto table = with_areas({"1", "2"});
  auto& column = table.column("del");
  column.levels[0].label = "Långbro";
  column.levels[1].label = "Gröndal";
  CHECK(texts_of(smallest_area_column(table, "del", {}, system_of_two(), "s")) ==
        std::vector<std::string>{"0101", "0201"});
}

TEST_CASE("people who would be lost are counted, with their areas", "[project][area][error]") {
  const auto areas = system_of_two();
  const auto table = with_areas({"0101", "Gröndalen", "0101", "0999", "Gröndalen"});
  const std::vector<double> weights{10, 20.5, 30, 40, std::numeric_limits<double>::quiet_NaN()};
  const auto problem = [&](std::span<const double> w) {
    try {
      smallest_area_column(table, "del", w, areas, "s");
    } catch (const InputError& e) {
      return std::string(e.what());
    }
    return std::string("nothing");
  };
  CHECK(problem(weights) ==
        "runda.csv: column 'del': 3 records, 61 persons by weight are in areas that the area list "
        "has not: 'Gröndalen', '0999'; did you mean '0201' (Gröndal)?");
  CHECK_THAT(problem({}), Contains("3 records are in areas"));
}
