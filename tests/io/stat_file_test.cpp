#include <catch2/catch.hpp>

#include <cmath>
#include <limits>

#include "base/error.hpp"
#include "io/read.hpp"
#include "io/write.hpp"
#include "support.hpp"

using namespace trygg;
using trygg::test::Folder;

namespace {

Column numbers(std::string name, std::vector<double> values) {
  ColumnBuilder builder(std::move(name));
  for (const double v : values) builder.add(v, std::isnan(v) ? Missing::system : Missing::none);
  return builder.take();
}

Column texts(std::string name, std::vector<std::string> values) {
  ColumnBuilder builder(std::move(name));
  for (const auto& v : values) builder.add(v);
  auto column = builder.take();
  column.type = ColumnType::text;
  for (auto& level : column.levels) level.number = std::numeric_limits<double>::quiet_NaN();
  return column;
}

void set(Column& column, const std::string& text, const std::string& label,
         Missing missing = Missing::none) {
  for (auto& level : column.levels) {
    if (level.text != text) continue;
    level.label = label;
    level.missing = missing;
  }
}

Table sample() {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  auto q = numbers("kön", {1, 2, 8, 9, nan});
  q.label = "Är du man eller kvinna?";
  set(q, "1", "Man");
  set(q, "2", "Kvinna");
  set(q, "8", "Vill ej svara", Missing::refused);
  set(q, "9", "Vet ej", Missing::dont_know);
  auto w = numbers("vikt", {1.5, 2.25, 0.1, 1e6, 3});
  auto t = texts("ort", {"Älvsjö", "Kista", "", "a \"b\"", std::string(300, 'x')});
  Table table("sample", {q, w, t});
  table.label = "Trygghet";
  return table;
}

}  // namespace

TEST_CASE("a table comes back from SPSS as it was", "[io][law]") {
  const Folder folder;
  for (const std::string name : {"a.sav", "a.zsav"}) {
    write_table(sample(), folder / name);
    const auto table = read_table(folder / name);
    CHECK(table.rows() == 5);
    CHECK(table.label == "Trygghet");
    const auto& q = table.column("kön");
    CHECK(q.label == "Är du man eller kvinna?");
    CHECK(q.at(0).label == "Man");
    CHECK(q.at(2).text == "8");
    CHECK(q.at(2).missing == Missing::refused);
    CHECK(q.at(3).missing == Missing::dont_know);
    CHECK(q.at(4).missing == Missing::system);
    CHECK(table.column("ort").at(0).text == "Älvsjö");
    CHECK(table.column("ort").at(4).text.size() == 300);
    CHECK(table.column("vikt").at(2).text == "0.1");
  }
  write_table(sample(), folder / "a.dta");
  const auto table = read_table(folder / "a.dta");
  const auto& q = table.column("kön");
  CHECK(q.at(2).text == ".a");
  CHECK(q.at(2).label == "Vill ej svara");
  CHECK(q.at(2).missing == Missing::refused);
  CHECK(q.at(4).missing == Missing::system);
  CHECK(table.column("ort").at(4).text.size() == 300);
}
