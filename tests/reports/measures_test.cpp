// Women and men in the other measures (C2), in the gender analysis.
#include <catch2/catch.hpp>

#include <algorithm>

#include "annual_fixture.hpp"

using namespace trygg;
using namespace trygg::reports;

namespace {

bool holds(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

/// The annual fixture with a second measure of worry; `find` the differences of both measures.
test::Annual with_two_worries(Finding find) {
  auto a = test::invented_annual();
  auto second = a.indicators[1];
  second.id = "oro_narstaende";
  second.name = "Ofta orolig för närstående";
  a.indicators.push_back(second);
  auto& rows = a.publication.release.rows;
  const auto all = rows;
  for (auto row : all) {
    if (row.indicator != "oro_utsatt") continue;
    row.indicator = second.id;
    rows.push_back(std::move(row));
  }
  for (auto& row : rows)
    if (row.indicator.starts_with("oro_") && row.area.empty() && row.contrast.starts_with("kon:"))
      row.finding = find;
  return a;
}

Document analysis_of(const test::Annual& a) {
  const auto phrases = Phrases::read(test::source_dir(), Language::sv);
  return publication_kind("jamstalldhetsanalys").make(a.input(), phrases, {});
}

const Section* measures_of(const Document& document) {
  const auto found =
      std::ranges::find(document.sections, "Oro för brott: kvinnor och män", &Section::heading);
  return found == document.sections.end() ? nullptr : &*found;
}

}  // namespace

TEST_CASE("women and men are compared in the measures of another group, averages left out",
          "[reports][law]") {
  const auto document = analysis_of(with_two_worries(Finding::higher));
  const auto* section = measures_of(document);
  REQUIRE(section != nullptr);
  const auto& figure = std::get<Figure>(section->main.front());
  CHECK(holds(figure.title, "högre bland kvinnor än bland män i alla två mått"));
  CHECK(holds(figure.chart.description, "Ofta orolig för närstående: kvinnor"));
  CHECK_FALSE(holds(figure.chart.description, "Orosindex"));
  const auto tabled = std::ranges::any_of(document.sections, [&](const Section& s) {
    return std::ranges::any_of(s.main, [&](const Block& block) {
      const auto* table = std::get_if<TableParts>(&block);
      return table != nullptr && table->id == figure.table && table->rows.size() == 2;
    });
  });
  CHECK(tabled);
}

TEST_CASE("measures are said to be higher among women only where the test says so",
          "[reports][law]") {
  for (const auto state : {Finding::not_shown, Finding::undetermined, Finding::suppressed,
                           Finding::similar, Finding::lower}) {
    const auto document = analysis_of(with_two_worries(state));
    const auto* section = measures_of(document);
    REQUIRE(section != nullptr);
    CHECK_FALSE(holds(std::get<Figure>(section->main.front()).title, "högre"));
  }
}

TEST_CASE("one measure alone is no group to compare", "[reports][law]") {
  CHECK(measures_of(analysis_of(test::invented_annual())) == nullptr);
}
