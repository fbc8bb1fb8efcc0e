#include "indicator/comparability.hpp"

#include <catch2/catch.hpp>

#include "base/error.hpp"
#include "support.hpp"

using namespace trygg;
using Catch::Contains;
using test::Folder;

namespace {

const std::vector<SeriesBreak> breaks{
    {"otrygg", "2017", BreakKind::mode, "post → web", ""},
    {"otrygg", "2020", BreakKind::wording, "»A, b« → »C«", "the same in a test with both"},
    {"otrygg", "2023", BreakKind::cut, "4, 5 → 5", ""},
    {"otrygg", "2023", BreakKind::population, "16–79 → 16–84", ""},
    {"oro", "2020", BreakKind::declared, "a new battery", ""}};

}  // namespace

TEST_CASE("a break lies between rounds when the later one is of the new series",
          "[comparability]") {
  CHECK(breaks_between(breaks, "otrygg", "2014", "2017").size() == 1);
  CHECK(breaks_between(breaks, "otrygg", "2011", "2014").empty());
  CHECK(breaks_between(breaks, "otrygg", "2020", "2023").size() == 2);
  CHECK(breaks_between(breaks, "otrygg", "2023", "2026").empty());
  CHECK(breaks_between(breaks, "oro", "2014", "2023").front().text == "a new battery");
  CHECK(breaks_between(breaks, "annat", "2014", "2023").empty());
  CHECK_THROWS_WITH(breaks_between(breaks, "oro", "våren", "2023"), Contains("'våren'"));
}

TEST_CASE("a difference that the project accepts is no break", "[comparability]") {
  CHECK(breaks_between(breaks, "otrygg", "2017", "2020").empty());
  CHECK(break_years(breaks, "otrygg") == std::vector<double>{2017, 2023});
}

TEST_CASE("breaks are read as they were written", "[comparability]") {
  const Folder folder;
  const auto read = read_breaks(folder.file("b.csv", to_csv(breaks)));
  REQUIRE(read.size() == breaks.size());
  for (std::size_t i = 0; i < read.size(); ++i) {
    CHECK(read[i].indicator == breaks[i].indicator);
    CHECK(read[i].wave == breaks[i].wave);
    CHECK(read[i].kind == breaks[i].kind);
    CHECK(read[i].text == breaks[i].text);
    CHECK(read[i].accepted == breaks[i].accepted);
  }
}

TEST_CASE("a table of breaks that is not right is refused with its line",
          "[comparability][error]") {
  const Folder folder;
  const auto problem = [&](const std::string& text) {
    try {
      read_breaks(folder.file("b.csv", text));
    } catch (const InputError& e) {
      return std::string(e.what());
    }
    return std::string("nothing");
  };
  const std::string header = "indicator,wave,kind,text,accepted\n";
  CHECK_THAT(problem("indicator,wave\n"), Contains("b.csv:1"));
  CHECK_THAT(problem(header + "oro,2020,word,x,\n"),
             Contains("b.csv:2") && Contains("'word'") && Contains("wording"));
  CHECK_THAT(problem(header + "oro,nu,wording,x,\n"), Contains("'nu' is not a year"));
}
