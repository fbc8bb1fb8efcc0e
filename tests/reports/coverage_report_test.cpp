#include "reports/coverage_report.hpp"

#include <catch2/catch.hpp>

#include "coverage/study.hpp"
#include "reports/coverage/markdown.hpp"
#include "reports/coverage/words.hpp"
#include "support.hpp"
#include "synth/model.hpp"

using namespace trygg;
using namespace trygg::reports;

namespace {

/// The cells that a study of `population` has when nobody lacks a value.
std::vector<StudyCell> all_cells(const StudyPopulation& population, const StudyDomains& domains) {
  std::vector<StudyCell> cells;
  const auto& model = population.model();
  for (const auto& indicator : model.indicators) {
    const bool mean = indicator.kind == IndicatorKind::index;
    const auto per_region = model.sexes.size() + 1;
    for (std::size_t i = 0; i < domains.regions().size() * per_region; ++i)
      cells.push_back({.kind = mean ? CellKind::mean : CellKind::share});
    for (std::size_t i = 0; i < domains.regions().size(); ++i)
      cells.push_back({.kind = CellKind::gap});
  }
  return cells;
}

/// The command line in `text` that begins with `trygg coverage`, up to `end`.
std::string command_in(const std::string& text, const std::string& end) {
  const auto at = text.find("trygg coverage ");
  REQUIRE(at != std::string::npos);
  return text.substr(at, text.find(end, at) - at);
}

}  // namespace

TEST_CASE("docs/coverage.md begins as the program writes it, by the command of ./dev coverage",
          "[reports][coverage]") {
  const auto root = test::source_dir();
  const auto page = read_file(root / "docs/coverage.md");
  const auto command = command_in(read_file(root / "dev"), "\n");
  CHECK(command_in(page, "`") == command);

  const auto model = read_synth(root / "examples/stockholm/synth.toml");
  const auto round = prepare_round(model, model.waves.size() - 1);
  const StudyPopulation population{&round, {}};
  const StudyDomains domains(population, {});
  Study study{.options = {.samples = 2000, .seed = 1},
              .wave = model.waves.back().name,
              .population = population.size(),
              .sampled = population.sampled(),
              .regions = domains.regions()};
  study.responses.push_back({.cells = all_cells(population, domains)});
  const auto header =
      coverage_header(study, {.program = "trygg 0.1.0",
                              .command = command,
                              .project = "Trygghetsmätningen i Stockholm, syntetiskt exempel",
                              .recipe = "2023.toml",
                              .population_seed = model.seed});
  CHECK(page.substr(0, header.size()) == header);
}

TEST_CASE("numbers of the report have their sign, their dash and their commas", "[reports]") {
  CHECK(percent(0.9456) == "94.6");
  CHECK(percent(Result::missing) == "–");
  CHECK(signed_percent(-0.0123) == "−1.2");
  CHECK(signed_percent(0.0123) == "+1.2");
  CHECK(signed_percent(-0.0001) == "0.0");
  CHECK(signed_number(0.0004, 2) == "0.00");
  CHECK(fixed(-0.04, 1) == "0.0");
  CHECK(counted(999) == "999");
  CHECK(counted(1000) == "1,000");
  CHECK(counted(1234567) == "1,234,567");
}

TEST_CASE("classes are named by what is in them", "[reports][coverage]") {
  CHECK(size_name(0) == "under 15");
  CHECK(size_name(1) == "15–29");
  CHECK(size_name(5) == "500 and more");
  CHECK(share_name(0) == "under 2 %");
  CHECK(share_name(2) == "5–10 %");
  CHECK(share_name(5) == "50 % and more");
  CHECK(listed({"a", "b", "c"}) == "a, b and c");
  CHECK(listed({}).empty());
}

TEST_CASE("a table of Markdown has its text to the left and its numbers to the right",
          "[reports]") {
  MarkdownTable table({"name", "n"}, 1);
  table.row({"a", "1"});
  CHECK(table.text() == "| name | n |\n| --- | ---: |\n| a | 1 |\n\n");
}
