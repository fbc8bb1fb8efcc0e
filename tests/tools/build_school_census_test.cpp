// examples/skolenkat: a census of schools, by the same program and no line of code of its own.
#include <catch2/catch.hpp>
#include <cmath>

#include "base/csv.hpp"
#include "base/text.hpp"
#include "estimate/cube.hpp"
#include "support.hpp"

using namespace trygg;
using test::run_trygg;
namespace fs = std::filesystem;

namespace {

/// The example without what a build made in the working copy.
fs::path copy_of_census(const test::Folder& folder) {
  const auto from = test::source_dir() / "examples/skolenkat", to = folder.path() / "skolenkat";
  fs::create_directories(to);
  for (const auto& entry : fs::directory_iterator(from)) {
    const auto name = entry.path().filename();
    if (name == "work" || name == "out" || name == "data" || name == ".trygg") continue;
    fs::copy(entry.path(), to / name, fs::copy_options::recursive);
  }
  return to;
}

/// What a reader sees of a page.
std::string visible(const std::string& html) {
  std::string text;
  bool in_tag = false;
  for (std::size_t at = html.find("<body"); at < html.size(); ++at) {
    if (html[at] == '<') in_tag = true;
    if (!in_tag) text += html[at];
    if (html[at] == '>') {
      in_tag = false;
      text += ' ';
    }
  }
  return text;
}

void check_pages(const fs::path& out) {
  std::size_t pages = 0;
  for (const auto& entry : fs::recursive_directory_iterator(out)) {
    if (entry.path().extension() != ".html") continue;
    const auto text = visible(read_file(entry.path()));
    CAPTURE(entry.path().filename());
    ++pages;
    CHECK(text.find("SYNTETISKA DATA") != std::string::npos);
    for (const auto* word :
         {"kvinnor", "Kvinnor", "kvinna", " män ", " män.", "männen", "Urval", "urvalet",
          "från ett urval", "folkbokf", "stadsdel", "medborg", "invånare"})
      CHECK(text.find(word) == std::string::npos);
  }
  CHECK(pages > 20);
}

/// The rows of the whole and of the areas in the published round, the headline's shares.
std::vector<const CubeRow*> levels_of(const Cube& cube) {
  std::vector<const CubeRow*> rows;
  for (const auto& row : cube.rows)
    if (row.wave == "2024" && row.indicator == "otrygg_skola" && row.sex.empty() &&
        row.contrast.empty() && row.groups == std::vector<std::string>{""})
      rows.push_back(&row);
  return rows;
}

}  // namespace

TEST_CASE("a census of schools with non-response is built from data alone", "[tools][law]") {
  test::Folder folder;
  const auto project = copy_of_census(folder);
  const auto ran = run_trygg({"build", project.string(), "--without-pdf", "--quiet"});
  CAPTURE(ran.err);
  REQUIRE(ran.status == 0);
  const auto again = run_trygg({"build", project.string(), "--without-pdf"});
  CHECK(again.status == 0);
  CHECK(again.out.empty());
  check_pages(project / "out");
  // Nothing is estimated for a single school, so nothing can slip out.
  const auto cube = read_cube(project / "work/estimates.csv");
  for (const auto& row : cube.rows) REQUIRE(row.area_level != "skola");
  // All are asked: what is left is non-response, and less than what new pupils would make of it.
  const auto analytic = read_cube(project / "work/analytic.csv");
  const auto census = levels_of(cube), superpopulation = levels_of(analytic);
  REQUIRE(census.size() == 12);
  REQUIRE(superpopulation.size() == 12);
  for (std::size_t i = 0; i < census.size(); ++i) {
    CAPTURE(census[i]->area);
    CHECK(census[i]->estimate == superpopulation[i]->estimate);
    CHECK(census[i]->se > 0);
    CHECK(census[i]->se < superpopulation[i]->se);
    CHECK(census[i]->df < 178);  // schools, not pupils
  }
}
