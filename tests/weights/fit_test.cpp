#include "weights/totals/fit.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "base/error.hpp"
#include "table/codebook.hpp"
#include "weights/fixture.hpp"
#include "weights/totals/reconcile.hpp"

using namespace trygg;
using namespace trygg::weights;
using Catch::Matchers::Contains;
using Catch::Matchers::EndsWith;
using trygg::test::Folder;
using trygg::test::table_from;

namespace {

const auto sample = "kon,alder\n1,16-29\n1,30-79\n2,16-29\n2,30-79\n2,30-79\n";

/// Lays a margin over data in which every record has a weight, but for those given.
FittedMargin fit_text(Margin& margin, const std::string& text, const Table& table,
                      std::vector<double> weight = {}) {
  const Folder folder;
  margin = read_margin(folder.file("m.csv", text));
  margin.source = "m.csv";
  weight.resize(table.rows(), 1.0);
  return fit(margin, table, weight);
}

void refuses(const std::string& margin_text, const std::string& data, const std::string& message) {
  Margin margin;
  CHECK_THROWS_WITH(fit_text(margin, margin_text, table_from(data)), Contains(message));
}

}  // namespace

TEST_CASE("every respondent finds the row of the margin", "[weights]") {
  Margin margin;
  const auto fitted = fit_text(
      margin, "kon,alder,total\n2,16-29,5\n2,30-79,6\n1,16-29,7\n1,30-79,8\n", table_from(sample));
  CHECK(fitted.category == std::vector<std::uint32_t>{2, 3, 0, 1, 1});
  CHECK(fitted.records == std::vector<std::size_t>{1, 2, 1, 1});
  CHECK(fitted.level[1] == "kon 2, alder 30-79");
}

TEST_CASE("codes match by text, else number, else label", "[weights]") {
  auto table = table_from("x\n01\n2\n3\n");
  table.column("x").levels[2].label = "three";
  Margin margin;
  const auto fitted = fit_text(margin, "x,total\nthree,5\n2.0,6\n1,7\n", table);
  CHECK(fitted.category == std::vector<std::uint32_t>{2, 1, 0});
}

TEST_CASE("a record without a weight needs no code", "[weights]") {
  Margin margin;
  const auto fitted =
      fit_text(margin, "x,total\n1,5\n", table_from("x,y\n,1\n9,1\n1,1\n"), {NAN, 0, 1});
  CHECK(fitted.records[0] == 1);
}

TEST_CASE("a respondent without a code is told with count and row", "[weights][error]") {
  refuses("kon,total\n1,5\n2,5\n", "kon,id\n1,1\n,2\n2,3\nNA,4\n",
          "d.csv: 2 respondents have no valid answer to kon, which m.csv needs (rows 2, 4)");
  auto table = table_from("kon\n1\n2\n9\n");
  declare_missing(table, "kon=9:refused");
  Margin margin;
  CHECK_THROWS_WITH(fit_text(margin, "kon,total\n1,5\n2,5\n9,3\n", table),
                    Contains("1 respondent has no valid answer to kon") && Contains("(row 3)"));
}

TEST_CASE("a respondent with a code that is not listed is told with count and row",
          "[weights][error]") {
  refuses(
      "kon,alder,total\n1,16-29,5\n1,30-79,5\n2,30-79,5\n", sample,
      "d.csv: 1 respondent has a combination of kon, alder that is not listed in m.csv (row 3)");
}

TEST_CASE("at most ten rows are named", "[weights][error]") {
  std::string data = "kon,id\n1,0\n";
  for (int i = 1; i <= 12; ++i) data += "," + std::to_string(i) + "\n";
  refuses("kon,total\n1,5\n", data, "(rows 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, …)");
}

TEST_CASE("answers of persons are not quoted", "[weights][error]") {
  Margin margin;
  try {
    fit_text(margin, "kon,total\n1,5\n", table_from("kon\n1\nsecret\n"));
    FAIL("was accepted");
  } catch (const InputError& e) {
    CHECK_THAT(e.what(), !Contains("secret"));
  }
}

TEST_CASE("a row that no respondent is in is named, unless its total is 0", "[weights][error]") {
  refuses("alder,total\n16-29,5\n30-79,6\n80-,7\n", sample,
          "m.csv:4: no respondent has alder 80-, but its total is 7");
  Margin margin;
  CHECK(fit_text(margin, "alder,total\n16-29,5\n30-79,6\n80-,0\n", table_from(sample))
            .records.back() == 0);
}

TEST_CASE("a code that only records without a weight have is like one that nobody has",
          "[weights][error]") {
  Margin margin;
  CHECK_THROWS_WITH(fit_text(margin, "x,total\n1,5\n2,5\n", table_from("x\n1\n2\n"), {1, 0}),
                    Contains("no respondent has x 2"));
}

TEST_CASE("two rows that mean the same are refused", "[weights][error]") {
  refuses("kon,total\n1,5\n2,5\n01,5\n", sample, "m.csv:4: kon 01 is in line 2 already");
}

TEST_CASE("a code that means two values is refused", "[weights][error]") {
  refuses("x,total\n1.0,5\n", "x\n1\n01\n",
          "m.csv:2: code '1.0' means two values of 'x' in the data, '1' and '01'");
}

TEST_CASE("a variable that the data lack is told with the nearest", "[weights][error]") {
  refuses("konn,total\n1,5\n", sample, "m.csv: d.csv has no column 'konn'; did you mean 'kon'?");
}

TEST_CASE("margins that tell another population are refused by how much", "[weights][error]") {
  const auto table = table_from(sample);
  std::vector<Margin> margins(2);
  std::vector<FittedMargin> fitted;
  fitted.push_back(fit_text(margins[0], "kon,total\n1,400\n2,600\n", table));
  margins[0].source = "kon.csv";
  SECTION("in all") {
    fitted.push_back(fit_text(margins[1], "alder,total\n16-29,300\n30-79,712.5\n", table));
    CHECK_THROWS_WITH(
        reconcile(fitted),
        "kon.csv and m.csv disagree: their totals sum to 1000 and 1012.5, a difference "
        "of 12.5; correct them, or allow it with tolerance = 0.02");
  }
  SECTION("in a variable that both have") {
    fitted.push_back(
        fit_text(margins[1],
                 "alder,kon,total\n16-29,1,150\n30-79,1,240\n16-29,2,150\n30-79,2,460\n", table));
    CHECK_THROWS_WITH(reconcile(fitted),
                      Contains("kon.csv and m.csv disagree for kon 1: their totals sum to 400 and "
                               "390, a difference of 10"));
  }
  SECTION("within a rounding they agree") {
    fitted.push_back(fit_text(margins[1], "alder,total\n16-29,300.0004\n30-79,700\n", table));
    CHECK(reconcile(fitted).totals[1][0] == Approx(300.0004 * 1000 / 1000.0004).epsilon(1e-14));
  }
  SECTION("and beyond it not") {
    fitted.push_back(fit_text(margins[1], "alder,total\n16-29,300.002\n30-79,700\n", table));
    CHECK_THROWS_AS(reconcile(fitted), InputError);
  }
}

TEST_CASE("files of totals are read strictly", "[weights][error]") {
  const Folder folder;
  const auto margin = [&](const std::string& text) {
    return read_margin(folder.file("m.csv", text));
  };
  CHECK_THROWS_WITH(margin("kon,antal\n1,5\n"), Contains("there is no column 'total'"));
  CHECK_THROWS_WITH(margin("kon,total\n1,\n"), EndsWith("m.csv:2: total is empty; fill it in"));
  CHECK_THROWS_WITH(margin("kon,total\n1,5\n2,many\n"),
                    Contains("m.csv:3: total 'many' is not a number"));
  CHECK_THROWS_WITH(margin("kon,total\n1,-5\n"), EndsWith("m.csv:2: a total is negative"));
  CHECK_THROWS_WITH(margin("total\n5\n"), Contains("a margin has a header of variables"));
  CHECK_THROWS_WITH(margin("kon,total\n"), Contains("a margin has a header of variables"));
  CHECK_THROWS_WITH(margin("kon;total\n1;5,5\n"), Contains("decimal point"));
  CHECK_THROWS_WITH(read_margin(folder / "none.csv"), Contains("none.csv"));
  CHECK_THROWS_WITH(read_numeric_totals(folder.file("n.csv", "x,total\na,5\n")),
                    Contains("there is no column 'variable'"));
  CHECK(read_numeric_totals(folder.file("n.csv", "variable,total\na,-5.5\n")).totals ==
        std::vector<std::pair<std::string, double>>{{"a", -5.5}});
}
