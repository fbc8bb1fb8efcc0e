#include <catch2/catch.hpp>

#include "figures.hpp"
#include "gallery.hpp"
#include "reports/charts/against_whole.hpp"
#include "reports/charts/answers.hpp"
#include "reports/charts/dumbbell.hpp"
#include "reports/charts/goal_ratios.hpp"
#include "reports/charts/multiples.hpp"
#include "reports/charts/parts.hpp"
#include "reports/charts/ranks.hpp"

using namespace trygg;
using namespace trygg::reports;

namespace {

std::size_t count(std::string_view text, std::string_view part) {
  std::size_t n = 0;
  for (auto at = text.find(part); at != text.npos; at = text.find(part, at + 1)) ++n;
  return n;
}

std::vector<RankRow> ranked(std::vector<std::pair<std::size_t, std::size_t>> places) {
  std::vector<RankRow> rows;
  for (const auto& [highest, lowest] : places)
    rows.push_back({"Område " + std::to_string(rows.size() + 1), RankRow::Places{highest, lowest}});
  return rows;
}

}  // namespace

TEST_CASE("a text is broken at spaces and after hyphens and loses nothing",
          "[reports][charts][law]") {
  const TextStyle style{.size = 15};
  const std::string text = "Enskede-Årsta-Vantör och Hägersten-Älvsjö";
  for (const double width : {60.0, 90.0, 140.0, 400.0}) {
    std::string together;
    for (const auto& line : wrapped(text, width, style)) {
      const bool one_word = line.find_first_of(" -") >= line.size() - 1;
      CHECK((one_word || text_width(line, style.size) <= width));
      together += line + (line.ends_with('-') ? "" : " ");
    }
    CHECK(together == text + " ");
  }
  CHECK(wrapped(text, 400, style).size() == 1);
  CHECK(wrapped("", 400, style).empty());
}

TEST_CASE("the line between women and men is whole only where their difference is secured",
          "[reports][charts][law]") {
  test::MadeFigures m;
  const auto drawn = [&](const ReleasedRow& gap) {
    const DotRow row{"Mått", RowKind::part, &m.share(12, 1), &m.share(7, 1), &gap};
    return dumbbell_chart({.id = "f1", .title = "t", .rows = {row}}, test::swedish()).wide.markup();
  };
  CHECK(count(drawn(m.difference(5, 1)), "class=\"gap\"") == 1);
  for (const auto* unsecured : {&m.difference(5, 6), &m.undetermined(5, 1), &m.not_computed()}) {
    CHECK(count(drawn(*unsecured), "class=\"gap\"") == 0);
    CHECK(count(drawn(*unsecured), "class=\"gapn\"") == 1);
  }
}

TEST_CASE("no line crosses a missing round, a withheld figure or a break",
          "[reports][charts][law]") {
  test::MadeFigures m;
  const auto lines = [&](std::vector<const ReleasedRow*> rows, const std::string& since) {
    const LineSeries series{"Alla", "r", Shape::circle, test::rounds_of(std::move(rows))};
    LineSeries whole = series;
    for (auto& point : whole.points) point.row = nullptr;
    return count(multiples_chart({.id = "f1",
                                  .title = "t",
                                  .panels = {{.name = "A", .verdict = "", .series = {series}}},
                                  .whole = whole,
                                  .comparable_since = since},
                                 test::swedish())
                     .wide.markup(),
                 "class=\"rl\"");
  };
  const auto* s = &m.share(10, 2);
  CHECK(lines({s, s, s, s, s, s}, "") == 1);
  CHECK(lines({s, s, s, s, s, s}, "2017") == 2);
  CHECK(lines({s, s, nullptr, s, s, s}, "") == 2);
  CHECK(lines({s, s, &m.withheld(), s, s, s}, "") == 2);
  CHECK(lines({s, nullptr, s, nullptr, s, nullptr}, "") == 0);
  CHECK(lines({s, nullptr, s, s, nullptr, s}, "2017") == 0);  // 2014 | 2017
}

TEST_CASE("small multiples need rounds and panels that agree", "[reports][charts][error]") {
  test::MadeFigures m;
  MultiplesChart chart{.id = "f1", .title = "t"};
  CHECK_THROWS_WITH(multiples_chart(chart, test::swedish()), Catch::Contains("nothing to draw"));
  chart.whole = {"hela", "r", Shape::circle, test::rounds_of({&m.share(1, 1)})};
  chart.panels = {{.name = "A", .verdict = "", .series = {chart.whole}},
                  {.name = "B", .verdict = "", .series = {chart.whole}}};
  CHECK_NOTHROW(multiples_chart(chart, test::swedish()));
  chart.placing = Placing::tiles;
  CHECK_THROWS_WITH(multiples_chart(chart, test::swedish()), Catch::Contains("'A' has no tile"));
  chart.panels[0].row = chart.panels[0].column = chart.panels[1].row = chart.panels[1].column = 1;
  CHECK_THROWS_WITH(multiples_chart(chart, test::swedish()), Catch::Contains("another area"));
  chart.panels[0].series[0].points.pop_back();
  CHECK_THROWS_WITH(multiples_chart(chart, test::swedish()), Catch::Contains("5 rounds"));
}

TEST_CASE("areas certainly in a half are those whose every place lies in it",
          "[reports][charts][law]") {
  const auto even = certain_halves(ranked({{1, 3}, {1, 4}, {3, 6}, {4, 6}, {4, 5}, {6, 6}}));
  CHECK(even.upper == std::vector<std::string>{"Område 1"});
  CHECK(even.lower == std::vector<std::string>{"Område 4", "Område 5", "Område 6"});
  // Of five, the third place is in neither half.
  const auto odd = certain_halves(ranked({{1, 2}, {1, 3}, {3, 3}, {3, 5}, {4, 5}}));
  CHECK(odd.upper == std::vector<std::string>{"Område 1"});
  CHECK(odd.lower == std::vector<std::string>{"Område 5"});
  auto without = ranked({{1, 1}, {2, 2}});
  without.push_back({"Utan", {}});  // has no place, so there are two places
  CHECK(certain_halves(without).count() == 2);
  CHECK(possibly_first(ranked({{1, 2}, {1, 3}, {2, 3}})).size() == 2);
  CHECK_THROWS_WITH(certain_halves(ranked({{2, 1}, {1, 2}})), Catch::Contains("places 2 to 1"));
  CHECK_THROWS_WITH(certain_halves(ranked({{1, 3}, {1, 2}})), Catch::Contains("of 2"));
}

TEST_CASE("no ranks are drawn where fewer than three areas can be told from the middle",
          "[reports][charts][law]") {
  const auto drawn = [](std::vector<RankRow> rows) {
    return rank_chart({.id = "f1", .title = "t", .rows = std::move(rows)}, test::swedish())
        .has_value();
  };
  CHECK_FALSE(drawn(ranked({{1, 2}, {1, 4}, {1, 4}, {4, 4}})));
  CHECK(drawn(ranked({{1, 2}, {1, 2}, {2, 4}, {4, 4}})));
  CHECK_FALSE(drawn({}));
}

TEST_CASE("a row of answers of which one is withheld is not drawn", "[reports][charts][law]") {
  test::MadeFigures m;
  const std::vector<AnswerPart> parts = {{"Ja", AnswerColour::a1},
                                         {"Nej", AnswerColour::a5, InIndicator::yes},
                                         {"Vet ej", AnswerColour::hatch}};
  const auto drawn = [&](const ReleasedRow& second) {
    const AnswerRow row{"Alla", {&m.share(60, 1), &second, &m.share(10, 1)}, &m.share(30, 1)};
    return answer_chart({.id = "f1", .title = "t", .parts = parts, .rows = {row}}, test::swedish())
        .wide.markup();
  };
  CHECK(count(drawn(m.share(30, 1)), "class=\"a1 tl\"") == 2);  // the bar and the key
  CHECK(count(drawn(m.share(30, 1)), "class=\"cut\"") == 1);
  CHECK(count(drawn(m.withheld()), "class=\"a1 tl\"") == 1);
  CHECK(count(drawn(m.withheld()), "class=\"cut\"") == 0);
  CHECK(count(drawn(m.withheld()), ">60,0</text>") == 0);
}

TEST_CASE("answers are one to seven kinds, with a share for each", "[reports][charts][error]") {
  test::MadeFigures m;
  AnswerChart chart{.id = "f1", .title = "t"};
  CHECK_THROWS_WITH(answer_chart(chart, test::swedish()), Catch::Contains("not 0"));
  chart.parts.assign(8, {"Svar", AnswerColour::a1});
  CHECK_THROWS_WITH(answer_chart(chart, test::swedish()), Catch::Contains("not 8"));
  chart.parts.resize(2);
  chart.rows = {{"Alla", {&m.share(50, 1)}, &m.share(50, 1)}};
  CHECK_THROWS_WITH(answer_chart(chart, test::swedish()), Catch::Contains("1 shares of 2"));
}

TEST_CASE("areas follow the whole from A to Ö, whatever they have reached",
          "[reports][charts][law]") {
  test::MadeFigures m;
  std::vector<GoalRatioRow> rows = {
      {"Östermalm", &m.ratio(40, 30, 48, "halved")},
      {"Årsta", &m.no_ratio()},
      {"Bromma", &m.ratio(140, 110, 180, "increased")},
      {"Hela staden", &m.ratio(90, 84, 97, "no_change"), RowKind::total}};
  order_goal_ratios(rows);
  std::vector<std::string> names;
  for (const auto& row : rows) names.push_back(row.name);
  CHECK(names == std::vector<std::string>{"Hela staden", "Bromma", "Årsta", "Östermalm"});
}

TEST_CASE("a difference that is not secured is never bold, and its sign is printed",
          "[reports][charts][law]") {
  test::MadeFigures m;
  const auto drawn = [&](const ReleasedRow& difference) {
    return against_whole_chart({.id = "f1",
                                .title = "t",
                                .rows = {{.name = "Mått", .together = &difference}},
                                .area = "A",
                                .whole = "staden"},
                               test::swedish())
        .wide.markup();
  };
  CHECK(count(drawn(m.difference(5, 1)), "font-weight=\"600\"") == 1);
  CHECK(count(drawn(m.difference(5, 1)), ">+5,0 ± 1,0</text>") == 1);
  CHECK(count(drawn(m.difference(-5, 1)), ">\u22125,0 ± 1,0</text>") == 1);
  CHECK(count(drawn(m.difference(5, 6)), "font-weight") == 0);
  CHECK(count(drawn(m.undetermined(5, 1)), "font-weight") == 0);
}
