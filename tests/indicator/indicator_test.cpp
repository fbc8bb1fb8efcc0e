#include "indicator/indicator.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "base/error.hpp"
#include "support.hpp"
#include "table/codebook.hpp"
#include "table/table.hpp"

using namespace trygg;
using Catch::Contains;
using test::Folder;

namespace {

Column column(const std::string& name, const std::vector<std::string>& answers) {
  ColumnBuilder builder(name);
  for (const auto& a : answers) builder.add(a);
  return builder.take();
}

/// Eight persons; 8 and 9 are declared missing.
Table answers() {
  Table table("answers", {column("out", {"1", "3", "4", "5", "6", "8", "9", ""}),
                          column("theft", {"4", "1", "2", "8", "1", "", "1", "2"}),
                          column("threat", {"1", "4", "1", "4", "8", "9", "2", "3"})});
  Codebook codebook{.source = "codebook"};
  for (const auto* name : {"out", "theft", "threat"})
    codebook.variables.push_back({.name = name,
                                  .kind = VariableKind::code,
                                  .codes = {{"1", "never"},
                                            {"2", "seldom"},
                                            {"3", "sometimes"},
                                            {"4", "often"},
                                            {"8", "don't know", Missing::dont_know},
                                            {"9", "refused", Missing::refused}}});
  apply(codebook, table);
  return table;
}

/// NaN as −1, so that vectors can be compared.
std::vector<double> values(const Indicator& indicator) {
  auto y = measure(indicator, answers()).y;
  for (auto& v : y) v = std::isnan(v) ? -1 : v;
  return y;
}

std::vector<Indicator> read(const std::string& text) {
  const Folder folder;
  return read_indicators(folder.file("indicators.toml", text));
}

const std::string words = "name = \"N\"\ndefinition = \"d\"\nmeasure = \"m\"\n";

}  // namespace

TEST_CASE("a share counts its codes among the valid answers", "[indicator]") {
  CHECK(values({.id = "i", .variables = {"out"}, .codes = {"4", "5"}}) ==
        std::vector<double>{0, 0, 1, 1, 0, -1, -1, -1});
  CHECK(measure({.id = "i", .variables = {"out"}, .codes = {"4"}}, answers()).statistic ==
        Statistic::share);
}

TEST_CASE("a denominator can be a list of codes", "[indicator]") {
  CHECK(values({.id = "i", .variables = {"out"}, .codes = {"4"}, .among = {"1", "3", "4"}}) ==
        std::vector<double>{0, 0, 1, -1, -1, -1, -1, -1});
}

TEST_CASE("codes match by number and by label too", "[indicator]") {
  const auto by_text = values({.id = "i", .variables = {"out"}, .codes = {"4"}});
  CHECK(values({.id = "i", .variables = {"out"}, .codes = {"4.0"}}) == by_text);
  CHECK(values({.id = "i", .variables = {"out"}, .codes = {"often"}}) == by_text);
}

TEST_CASE("one yes decides any_of: a missing answer without a yes does not", "[indicator]") {
  // theft 4 1 2 8 1 . 1 2, threat 1 4 1 4 8 9 2 3
  CHECK(values({.id = "i",
                .kind = IndicatorKind::any_of,
                .variables = {"theft", "threat"},
                .codes = {"4"}}) == std::vector<double>{1, 1, 0, 1, -1, -1, 0, 0});
}

TEST_CASE("any_of one question is the share of that question", "[indicator][law]") {
  Indicator indicator{.id = "i", .variables = {"out"}, .codes = {"4", "5"}};
  const auto share = values(indicator);
  indicator.kind = IndicatorKind::any_of;
  CHECK(values(indicator) == share);
}

TEST_CASE("an index is the mean of enough answers", "[indicator]") {
  Indicator indicator{.id = "i",
                      .kind = IndicatorKind::index,
                      .variables = {"theft", "threat"},
                      .minimum_answers = 2};
  CHECK(values(indicator) == std::vector<double>{2.5, 2.5, 1.5, -1, -1, -1, 1.5, 2.5});
  indicator.minimum_answers = 1;
  CHECK(values(indicator) == std::vector<double>{2.5, 2.5, 1.5, 4, 1, -1, 1.5, 2.5});
  CHECK(measure(indicator, answers()).statistic == Statistic::mean);
}

TEST_CASE("a variable or code that is not there is an error that names the nearest",
          "[indicator][error]") {
  const auto table = answers();
  CHECK_THROWS_WITH(measure({.id = "i", .variables = {"thefd"}, .codes = {"4"}}, table),
                    Contains("did you mean 'theft'"));
  CHECK_THROWS_AS(measure({.id = "i", .variables = {"out"}, .codes = {"7"}}, table), ConfigError);
  CHECK_THROWS_WITH(measure({.id = "i", .variables = {"out"}, .codes = {"8"}}, table),
                    Contains("'8' of 'out' is declared missing (dont_know)"));
  CHECK_THROWS_WITH(
      measure({.id = "i", .variables = {"out"}, .codes = {"5"}, .among = {"1", "4"}}, table),
      Contains("'5' of 'out' counts, but is not in 'among'"));
}

TEST_CASE("an index of codes that are no numbers is refused", "[indicator][error]") {
  const Table table("t", {column("v", {"yes", "no"})});
  CHECK_THROWS_WITH(
      measure({.id = "i", .kind = IndicatorKind::index, .variables = {"v"}, .minimum_answers = 1},
              table),
      Contains("needs numbers") && Contains("'yes'"));
}

TEST_CASE("indicators are read with their defaults", "[indicator]") {
  const auto all =
      read("[[indicator]]\nid = \"a\"\nkind = \"share\"\nvariable = \"q\"\ncodes = [4]\n" + words +
           "[[indicator]]\nid = \"b\"\nkind = \"index\"\nvariables = [\"q\", "
           "\"r\"]\nunit = \"points\"\n" +
           words);
  REQUIRE(all.size() == 2);
  CHECK(all[0].codes == std::vector<std::string>{"4"});
  CHECK(all[0].short_name == "N");
  CHECK(all[0].unit == "procent");
  CHECK(all[1].minimum_answers == 2);
  CHECK(all[1].kind == IndicatorKind::index);
}

TEST_CASE("an indicator has texts in English where it is given them", "[indicator]") {
  const std::string share =
      "[[indicator]]\nid = \"a\"\nkind = \"share\"\nvariable = \"q\"\ncodes = [4]\n" + words;
  const auto one = read(share +
                        "[indicator.en]\nname = \"E\"\ndefinition = \"feel\"\n"
                        "measure = \"Share\"\n");
  const auto english = in_english(one).front();
  CHECK(english.name == "E");
  CHECK(english.short_name == "E");
  CHECK(english.unit == "per cent");
  CHECK(one.front().name == "N");
  CHECK_THROWS_WITH(in_english(read(share)), Contains("indicator 'a' has no texts in English"));
  CHECK_THROWS_WITH(read(share + "[indicator.en]\nname = \"E\"\n"), Contains("definition"));
}

TEST_CASE("an indicator that does not hang together is refused with its line",
          "[indicator][error]") {
  const auto problem = [](const std::string& keys) {
    try {
      read("[[indicator]]\n" + keys + words);
    } catch (const ConfigError& e) {
      return std::string(e.what());
    }
    return std::string("nothing");
  };
  const std::string share = "id = \"a\"\nkind = \"share\"\nvariable = \"q\"\n";
  CHECK_THAT(problem(share + "codes = [4]\n"), Catch::Equals("nothing"));
  CHECK_THAT(problem(share), Contains("codes") && Contains("is missing"));
  CHECK_THAT(problem(share + "codes = [4]\nvariables = [\"r\"]\n"), Contains("not both"));
  CHECK_THAT(problem(share + "codes = [4]\nminimum_answers = 2\n"), Contains("index only"));
  CHECK_THAT(problem(share + "codes = [4]\nshort_nam = \"x\"\n"),
             Contains(":6") && Contains("short_name"));
  CHECK_THAT(problem("id = \"a\"\nkind = \"sum\"\nvariable = \"q\"\n"),
             Contains(":3") && Contains("'sum' must be share, any_of or index"));
  CHECK_THAT(problem("id = \"a\"\nkind = \"index\"\nvariables = [\"q\", \"r\"]\n"),
             Contains("unit"));
  CHECK_THAT(problem("id = \"a\"\nkind = \"index\"\nvariables = [\"q\"]\nunit = \"p\"\n"
                     "minimum_answers = 2\n"),
             Contains("from 1 to the number of variables"));
  CHECK_THAT(
      problem("id = \"a\"\nkind = \"index\"\nvariables = [\"q\"]\nunit = \"p\"\ncodes = [4]\n"),
      Contains("it counts none"));
  CHECK_THAT(problem("id = \"a\"\nkind = \"share\"\nvariables = [\"q\", \"r\"]\ncodes = [4]\n"),
             Contains("a share has one variable"));
  CHECK_THAT(problem(share + "codes = [4]\ndecimals = 7\n"), Contains("0, 1, 2 or 3"));
  CHECK_THAT(problem(share + "codes = [4]\nclasses = [5, 5]\n"), Contains("each greater"));
  CHECK_THAT(problem(share + "codes = [4]\nclasses = [1, 2, 3, 4, 5]\n"), Contains("one to four"));
  CHECK_THAT(problem(share + "codes = [4]\nclasses = [50, 100]\n"), Contains("between 0 and 100"));
  CHECK_THAT(problem(share + "codes = [4]\n" + words + "[[indicator]]\n" + share + "codes = [4]\n"),
             Contains("'a' is used twice"));
  CHECK_THROWS_WITH(read("version = 1\n"), Contains("no [[indicator]]"));
}
