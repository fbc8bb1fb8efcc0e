#include "reports/weighting_report.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "base/csv.hpp"
#include "diagnostics/weighting_diagnosis.hpp"
#include "reports/weighting/axis.hpp"
#include "reports/weighting/figures_text.hpp"
#include "reports/weighting_tables.hpp"
#include "support.hpp"

using namespace trygg;
using namespace trygg::reports;
using namespace trygg::reports::weighting;
using Catch::Matchers::Contains;

namespace {

WeightingStage stage(StageKind kind, const std::vector<double>& weight,
                     const std::vector<double>& g) {
  WeightingStage s{.kind = kind, .title = "a <title>"};
  s.weight = distribution_of(weight);
  s.kish = kish_effect(weight);
  s.histogram = histogram_of(weight, 4);
  s.extremes = extremes_of(weight, 2);
  if (g.empty()) return s;
  s.g = distribution_of(g);
  s.g_extremes = extremes_of(g, 2);
  return s;
}

/// Three stages, an account, a response with one auxiliary, a study variable and a file.
WeightingDiagnosis invented() {
  WeightingDiagnosis d{.data = "d.csv", .recipe = "r.toml", .weight = "vikt", .program = "trygg"};
  d.records = 4;
  d.stages.push_back(stage(StageKind::base, {10, 10, 10, 10}, {}));
  d.stages.push_back(stage(StageKind::nonresponse, {20, 0, 20, 0}, {2, 0, 2, 0}));
  d.stages.push_back(stage(StageKind::calibration, {1500, 0, 2500, 0}, {75, 0, 125, 0}));
  d.stages.back().totals = {{"kon.csv", "kon 1", 1, 20, 1500, 1500, 1503}};
  d.outcomes.push_back(
      {.persons = {{2, 0, 1, 0, 0, 0, 0, 1}}, .weighted = {{20, 0, 10, 0, 0, 0, 0, 10}}});
  d.outcomes.back().rates = outcome_rates(d.outcomes.back().persons, {});
  d.outcomes.back().weighted_rates = outcome_rates(d.outcomes.back().weighted, {});
  ResponseDiagnosis r{.sampled = 4, .answered = 2, .weighted_rate = 0.5, .auxiliaries = {"kon"}};
  r.representative = Representativeness{.propensity = 0.5,
                                        .uncorrected = 0.7,
                                        .indicator = 0.8125,
                                        .s2 = 0.01,
                                        .s2_se = 0.004,
                                        .lower = 0.75,
                                        .upper = 0.875};
  r.representative->partials = {{"kon", 0.1, 0.05, {{"Kvinnor & män", 0.02}}}};
  r.balance.push_back({.variable = "kon", .levels = {}});
  r.balance[0].levels.push_back({.level = "Kvinnor & män",
                                 .sampled = 2,
                                 .answered = 1,
                                 .sample = 0.5,
                                 .respondents = 0.25,
                                 .weighted_before = 0.25,
                                 .weighted_after = 0.5,
                                 .target = 0.5,
                                 .difference_before = -0.5,
                                 .difference_after = 0});
  r.h3 = 0.25;
  r.selection = {{"kon", 0.25, 0.25}};
  r.left_out = {"x: 2 of the sample have no valid value (rows 2, 6)"};
  d.response = r;
  d.study = {{"y", {2, 1.5, 4.0 / 3}, NAN}};
  d.files = {{"d.csv", std::string(64, 'a')}};
  return d;
}

std::string text_of(const std::vector<NamedText>& all, const std::string& name) {
  for (const auto& one : all)
    if (one.name == name) return one.text;
  FAIL("no " << name);
  return "";
}

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t n = 0;
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++n;
  return n;
}

}  // namespace

TEST_CASE("the report tells the weighting with its own figures", "[reports]") {
  const auto page = weighting_report(invented(), test::source_dir());
  CHECK_THAT(page,
             Contains("2 av 4 i urvalet svarade, och vikterna räknar upp dem till 4\u00a0000"));
  CHECK_THAT(page, Contains("<span class=\"big\">0,812</span>"));  // to even
  CHECK_THAT(page, Contains("0,750–\u20600,875 med 95\u00a0procents konfidens"));
  CHECK_THAT(page, Contains("Största avvikelsen är 0,50 före viktningen och 0,00 efter"));
  CHECK_THAT(page, Contains("1 övertäckning. Av de 3 i nettourvalet svarade 2, 66,7\u00a0procent"));
  CHECK_THAT(page, Contains("Alla totaler uppfylls av stegen"));
  CHECK_THAT(page, Contains("Marginalerna var oense: den största ändringen är 0,20\u00a0procent"));
  CHECK_THAT(page, Contains(std::string(64, 'a')));
  CHECK_THAT(page, Contains("x: 2 of the sample have no valid value (rows 2, 6)"));
}

TEST_CASE("the report is one page without scripts or addresses", "[reports][law]") {
  const auto page = weighting_report(invented(), test::source_dir());
  CHECK(page.find("<script") == std::string::npos);
  CHECK(page.find("http") == std::string::npos);
  CHECK(page.find("a <title>") == std::string::npos);  // data never become markup
  CHECK_THAT(page, Contains("a &lt;title&gt;"));
  CHECK_THAT(page, Contains("Kvinnor &amp; män"));
  // Each figure is drawn twice; every table that a figure links to is there.
  CHECK(count(page, "<svg") == 2 * count(page, "<figure"));
  CHECK(count(page, "<h1") == 1);
  for (auto at = page.find("href=\"#tabell-"); at != std::string::npos;
       at = page.find("href=\"#tabell-", at + 1)) {
    const auto id = page.substr(at + 7, page.find('"', at + 6) - at - 7);
    CAPTURE(id);
    CHECK(count(page, "id=\"" + id + "\"") == 1);
  }
  // Figures and tables count from 1 in the order of the page.
  CHECK(page.find("Tabell 1.") < page.find("Tabell 2."));
  CHECK(page.find("Tabell 2.") < page.find("Tabell 3."));
}

TEST_CASE("a weighting without non-response or account has a report too", "[reports]") {
  auto d = invented();
  d.response.reset();
  d.no_response = "the recipe has no step";
  d.outcomes.clear();
  d.study.clear();
  d.files.clear();
  d.stages.resize(1);
  const auto page = weighting_report(d, test::source_dir());
  CHECK_THAT(page, Contains("Vikterna för 4 svar summerar till 40\u00a0personer"));
  CHECK_THAT(page, Contains("the recipe has no step"));
  CHECK(page.find("Urval och bortfall") == std::string::npos);
  d = invented();
  d.response->representative.reset();
  d.response->not_representative = "no maximum";
  CHECK_THAT(weighting_report(d, test::source_dir()), Contains("no maximum"));
}

TEST_CASE("every figure of a diagnosis is in a table that reads back", "[reports]") {
  const auto all = weighting_tables(invented());
  CHECK(all.size() == 12);
  for (const auto& [name, text] : all) {
    CAPTURE(name);
    CHECK(parse_csv(text, name).header.size() > 1);  // same number of fields in every row
  }
  const auto stages = parse_csv(text_of(all, "stages.csv"), "stages.csv");
  REQUIRE(stages.rows.size() == 3);
  CHECK(stages.rows[2][stages.column("sum")] == "4000");
  CHECK(stages.rows[0][stages.column("g_max")].empty());
  CHECK(stages.rows[2][stages.column("g_max")] == "125");
  CHECK_THAT(text_of(all, "extremes.csv"), Contains("2,weight,largest,3,2500\n"));
  CHECK_THAT(text_of(all, "totals.csv"), Contains("2,kon.csv,kon 1,1,20,1500,1500,0,1503\n"));
  CHECK_THAT(text_of(all, "response.csv"), Contains("R,0.8125,0.75,0.875,95 % limits\n"));
  CHECK_THAT(text_of(all, "study.csv"), Contains("y,2,1.5,1.3333333333333333,\n"));
  CHECK_THAT(text_of(all, "auxiliaries.csv"),
             Contains(",x,,,\"left out: 2 of the sample have no valid value (rows 2, 6)\""));
  CHECK_THAT(text_of(all, "outcomes.csv"), Contains(",,weighted,20,0,10,"));
}

TEST_CASE("figures of weights are set in Swedish", "[reports]") {
  CHECK(count_text(9875.0) == "9\u00a0875");
  CHECK(fixed_text(-0.04, 1) == "0,0");
  CHECK(fixed_text(-1234.5, 1) == "\u22121\u00a0234,5");
  CHECK(fixed_text(NAN, 1) == "–");
  CHECK(significant_text(0.00012345) == "0,0001234");
  CHECK(significant_text(57.31234) == "57,31");
  CHECK(significant_text(812345.6) == "812\u00a0346");
  CHECK(significant_text(0) == "0");
  CHECK(range_text("0,81", "0,85") == "0,81–\u20600,85");
  CHECK(range_text("\u22120,81", "0,85") == "\u22120,81 till 0,85");
  CHECK(shortened("kort", 14, 200) == "kort");
  const auto cut = shortened("Hägersten-Älvsjö åååååååååååååååååååååååå", 14, 150);
  CHECK_THAT(cut, Catch::Matchers::EndsWith("…"));
  CHECK(text_width(cut, 14, Weight::semibold) <= 150);
}

TEST_CASE("axes have round ticks that cover the values", "[reports][law]") {
  for (const double greatest : {0.0003, 0.18, 1.0, 3.507, 604.8, 12345.0}) {
    CAPTURE(greatest);
    const auto axis = axis_to(greatest, 0, 100, 7);
    CHECK(axis.to >= greatest);
    CHECK(axis.to < 2.1 * greatest);
    CHECK(axis.ticks.size() >= 2);
    CHECK(axis.ticks.size() <= 7);
    CHECK(axis.at(axis.ticks.back()) == Approx(100));
  }
  const auto between = axis_between(85.35, 604.8, 0, 100, 7);
  CHECK(between.ticks.front() == 100);
  CHECK(between.ticks.back() == 600);
  CHECK(axis_between(5, 5, 0, 100, 7).ticks.size() >= 1);
}
