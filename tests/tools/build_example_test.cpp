#include <catch2/catch.hpp>

#include <map>

#include "base/csv.hpp"
#include "base/text.hpp"
#include "estimate/cube.hpp"
#include "support.hpp"

using namespace trygg;
using test::run_trygg;
namespace fs = std::filesystem;

namespace {

/// The example without what a build made in the working copy.
fs::path copy_of_example(const test::Folder& folder) {
  const auto from = test::source_dir() / "examples/stockholm", to = folder.path() / "stockholm";
  fs::create_directories(to);
  for (const auto& entry : fs::directory_iterator(from)) {
    const auto name = entry.path().filename();
    if (name == "work" || name == "out" || name == "data") continue;
    fs::copy(entry.path(), to / name, fs::copy_options::recursive);
  }
  return to;
}

struct Sum {
  std::size_t areas = 0;
  double n = 0, persons = 0;
};

/// The main areas of 2023 in each era.
std::map<std::string, Sum> sums_of(const fs::path& project) {
  const auto csv = parse_csv(read_file(project / "work/areas.csv"), "areas.csv");
  std::map<std::string, Sum> sums;
  for (const auto& row : csv.rows) {
    if (row[0] != "2023") continue;
    auto& sum = sums[row[2] + row[1]];
    ++sum.areas;
    sum.n += *to_number(row[5]);
    sum.persons += *to_number(row[6]);
  }
  return sums;
}

/// How many files below the folder have the text in them.
std::size_t files_with(const fs::path& folder, std::string_view text) {
  std::size_t found = 0;
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    if (entry.is_regular_file()) found += read_file(entry.path()).find(text) != std::string::npos;
  return found;
}

}  // namespace

// Frozen from the example's synthetic data: they change when synth.toml or the recipes do.
TEST_CASE("the example's round of 2023 adds up in 14, 13 and 11 areas", "[tools][area][law]") {
  test::Folder folder;
  const auto project = copy_of_example(folder);
  const auto ran = run_trygg({"build", project.string(), "--quiet"});
  CAPTURE(ran.err);
  REQUIRE(ran.status == 0);
  // The first build made up data and margins, so it knew of all that this one reads.
  CHECK(run_trygg({"build", project.string()}).out.empty());
  CHECK(files_with(project / "out", "confidential") > 0);
  for (const auto* rule : {"group_disclosure", "few_cases", "dominant_weight", "secondary"})
    CHECK(files_with(project / "out", rule) == 0);
  const auto sums = sums_of(project);
  for (const auto& [division, areas] : {std::pair{"stadsdelsomrade2007", 14u},
                                        {"stadsdelsomrade2020", 13u},
                                        {"stadsdelsomrade2023", 11u},
                                        {"region", 3u},
                                        {"", 1u}}) {
    CAPTURE(division);
    CHECK(sums.at(division).areas == areas);
    CHECK(sums.at(division).n == 17529);
    CHECK(sums.at(division).persons == Approx(785543).epsilon(1e-9));
  }
  const auto cube = read_cube(project / "work/analytic.csv");
  std::map<std::string, const CubeRow*> cells;
  for (const auto& row : cube.rows)
    if (row.wave == "2023" && row.indicator == "otrygg_ute" && row.sex.empty() &&
        row.contrast.empty() && row.area_level == "stadsdelsomrade")
      cells[row.era + " " + row.area] = &row;
  REQUIRE(cells.size() == 14 + 13 + 11);
  const auto &alvsjo = *cells.at("2007 21"), &hagersten = *cells.at("2007 22"),
             &merged = *cells.at("2020 22");
  CHECK(merged.n == alvsjo.n + hagersten.n);
  CHECK(merged.estimate > std::min(alvsjo.estimate, hagersten.estimate));
  CHECK(merged.estimate < std::max(alvsjo.estimate, hagersten.estimate));
  // The merged area did not change in 2023.
  CHECK(shortest(cells.at("2023 22")->estimate) == shortest(merged.estimate));
  CHECK(shortest(cells.at("2023 22")->se) == shortest(merged.se));
  CHECK(cells.at("2023 J1")->n == cells.at("2020 01")->n + cells.at("2020 03")->n);
  CHECK(cells.at("2023 N1")->n == cells.at("2020 09")->n + cells.at("2020 10")->n);
}
