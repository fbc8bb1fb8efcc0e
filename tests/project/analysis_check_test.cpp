#include "project/analysis_check.hpp"

#include <catch2/catch.hpp>

#include "base/error.hpp"
#include "estimate/survey_table.hpp"
#include "project/project.hpp"

using namespace trygg;

namespace {

/// A project that its data and indicators bear out.
struct Checked {
  Project project;
  Wave wave{.name = "2020"};
  std::vector<Indicator> indicators;
  Table table = test::make_table({{"kon", {1, 2}}, {"land", {1, 2}}, {"omr", {5, 6}}});

  Checked() {
    project.folder = "city";
    project.variables = {"id", "kon", "2", "1", "omr"};
    project.publication.indicator = "unsafe";
    project.publication.groups = {"land"};
    project.analysis.pairs = {{{"land"}, {"2"}, {"1"}}};
    project.analysis.ranked = {"worry"};
    for (const auto* id : {"unsafe", "worry"}) {
      Indicator indicator;
      indicator.id = id;
      indicators.push_back(indicator);
    }
  }
  std::string complaint() const {
    try {
      check_analysis(project, wave, table, indicators);
    } catch (const ConfigError& e) {
      return e.what();
    }
    return "";
  }
};

}  // namespace

TEST_CASE("Analysis: what trygg.toml names is in the data, or its key is named") {
  CHECK(Checked().complaint().empty());
  const auto refused = [](auto change, const std::vector<std::string>& texts) {
    Checked checked;
    change(checked.project);
    const auto complaint = checked.complaint();
    CHECK_THAT(complaint, Catch::StartsWith("city/trygg.toml: "));
    for (const auto& text : texts) CHECK_THAT(complaint, Catch::Contains(text));
  };
  refused([](Project& p) { p.analysis.pairs[0].variables = {"lnad"}; },
          {"[[analysis.pair]]", "2020", "'lnad'", "did you mean 'land'"});
  refused([](Project& p) { p.analysis.pairs[0].second = {"7"}; },
          {"[[analysis.pair]] second", "round 2020", "'7'"});
  refused([](Project& p) { p.analysis.ranked = {"wory"}; },
          {"[analysis] ranked", "'wory'", "did you mean 'worry'"});
  refused(
      [](Project& p) {
        p.analysis.standard = StandardPopulation{"age", "x.csv"};
      },
      {"[analysis.standard] variable", "'age'"});
  refused([](Project& p) { p.publication.groups = {"age"}; }, {"[publication] groups", "'age'"});
  refused([](Project& p) { p.publication.indicator = "safe"; }, {"[publication] indicator"});
  refused([](Project& p) { p.variables.women = "3"; }, {"[variables] women", "'3'"});
  refused([](Project& p) { p.variables.smallest_area = "om"; },
          {"[variables] smallest_area", "'om'"});
}
