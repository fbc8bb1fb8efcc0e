#include <catch2/catch.hpp>

#include <fmt/format.h>

#include <map>

#include "base/csv.hpp"
#include "base/text.hpp"
#include "estimate/cube.hpp"
#include "estimate/estimator.hpp"
#include "support.hpp"
#include "tools/small_city.hpp"

using namespace trygg;
using test::run_trygg;
using test::small_city;
namespace fs = std::filesystem;

namespace {

std::map<std::string, std::string> bytes_in(const fs::path& folder) {
  std::map<std::string, std::string> all;
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    if (entry.is_regular_file())
      all[fs::relative(entry.path(), folder).string()] = read_file(entry.path());
  return all;
}

}  // namespace

TEST_CASE("a new project says which file is missing and what to do", "[tools][error]") {
  test::Folder folder;
  REQUIRE(run_trygg({"init", folder / "city", "--quiet"}).status == 0);
  const auto ran = run_trygg({"build", folder / "city"});
  CHECK(ran.status == 2);
  CHECK_THAT(ran.err,
             Catch::Contains("data/2023.csv: there is no such file; put the data of 2023"));
  CHECK_THAT(ran.err, Catch::Contains("'trygg codebook "));
  CHECK_FALSE(fs::exists(folder / "city/work"));
}

TEST_CASE("a build makes the same bytes again, on one thread or several", "[tools][law]") {
  test::Folder folder;
  const auto city = small_city(folder);
  const auto first = run_trygg({"build", city.string(), "--threads", "1"});
  CAPTURE(first.err);
  REQUIRE(first.status == 0);
  const auto work = bytes_in(city / "work"), out = bytes_in(city / "out");
  CHECK(out.contains("jamstalldhetsanalys.html"));
  fs::remove_all(city / "work");
  fs::remove_all(city / "out");
  REQUIRE(run_trygg({"build", city.string(), "--threads", "3"}).status == 0);
  CHECK(bytes_in(city / "work") == work);
  CHECK(bytes_in(city / "out") == out);
  CHECK(fs::status(city / "work/estimates.csv").permissions() ==
        (fs::perms::owner_read | fs::perms::owner_write));
}

TEST_CASE("a family of gaps in the cube is a division of one wave", "[tools][fold][law]") {
  test::Folder folder;
  const auto city = small_city(folder);
  REQUIRE(run_trygg({"build", city.string(), "--quiet"}).status == 0);
  std::map<std::string, std::vector<const CubeRow*>> families;
  const auto cube = read_cube(city / "work/estimates.csv");
  for (const auto& row : cube.rows) {
    // Gaps between waves have a family of their own.
    if (row.contrast != "kon:2-1" || row.wave != "2026") continue;
    auto family = row.era + "|" + row.area_level + "|" + row.indicator + "|" + row.statistic;
    for (const auto& group : row.groups) family += group.empty() ? "|" : "|x";
    families[family].push_back(&row);
  }
  std::size_t raised = 0;
  for (const auto& [name, rows] : families) {
    std::vector<double> p;
    for (const auto* row : rows) p.push_back(row->p_value);
    const auto adjusted = holm(p);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      INFO(name << " " << rows[i]->area << ": " << p[i]);
      CHECK(shortest(rows[i]->p_adjusted) == shortest(adjusted[i]));
      raised += rows[i]->p_adjusted > p[i];
    }
  }
  CHECK(families.size() > 2);
  CHECK(raised > 0);
}

TEST_CASE("the cube of a build holds what trygg estimate says of the same weights",
          "[tools][law]") {
  test::Folder folder;
  const auto city = small_city(folder);
  REQUIRE(run_trygg({"build", city.string(), "--quiet"}).status == 0);
  const auto weighted = (city / "work/weights/2026.csv").string();
  const auto ran =
      run_trygg({"estimate", weighted, "--design", weighted + ".design.toml", "--codebook",
                 (city / "codebook.toml").string(), "--share", "fraga1=4|5", "--by", "kon", "--by",
                 "delomrade", "--by", "delomrade+kon", "--contrast", "kon:2-1"});
  CAPTURE(ran.err);
  REQUIRE(ran.status == 0);
  const auto said = parse_csv(ran.out, "said");
  const auto cube = read_cube(city / "work/estimates.csv");
  std::size_t compared = 0;
  for (const auto& row : said.rows) {
    const auto field = [&](const char* name) { return row[said.column(name)]; };
    for (const auto& cell : cube.rows) {
      const bool same = cell.wave == "2026" && cell.era.empty() && cell.sex == field("kon") &&
                        cell.area == field("delomrade") && cell.contrast == field("contrast");
      if (!same) continue;
      ++compared;
      CAPTURE(cell.area, cell.sex, cell.contrast);
      CHECK(shortest(cell.estimate) == field("estimate"));
      CHECK(shortest(cell.se) == field("se"));
      CHECK(shortest(cell.lower) == field("lower"));
      CHECK(shortest(cell.df) == field("df"));
      CHECK(std::to_string(cell.n) == field("n"));
    }
  }
  // The whole and four areas, each for all, women and men, and a difference in each.
  CHECK(compared == 5 * 3 + 5);
}

TEST_CASE("analytic figures have the design's correction where the project keeps it",
          "[tools][law]") {
  for (const std::string fpc : {"keep", "none"}) {
    CAPTURE(fpc);
    test::Folder folder;
    const auto city = small_city(folder);
    write_file(city / "trygg.toml",
               read_file(city / "trygg.toml") + "\n[analysis]\nfpc = \"" + fpc + "\"\n",
               Access::published);
    REQUIRE(run_trygg({"build", city.string(), "--quiet", "--without-pdf"}).status == 0);
    const auto levels = read_cube(city / "work/estimates.csv"),
               analytic = read_cube(city / "work/analytic.csv");
    REQUIRE(!analytic.rows.empty());
    std::size_t wider = 0;
    for (std::size_t i = 0; i < analytic.rows.size(); ++i) {
      CAPTURE(i);
      CHECK(shortest(levels.rows[i].estimate) == shortest(analytic.rows[i].estimate));
      wider += analytic.rows[i].se > levels.rows[i].se;
    }
    CHECK((wider > 0) == (fpc == "none"));
  }
}

TEST_CASE("an area pools the respondents of its small areas", "[tools][law]") {
  test::Folder folder;
  const auto city = small_city(folder);
  REQUIRE(run_trygg({"build", city.string(), "--quiet"}).status == 0);
  const auto cube = read_cube(city / "work/estimates.csv");
  const auto n_of = [&](const std::string& level, const std::string& area) {
    for (const auto& row : cube.rows)
      if (row.wave == "2026" && row.area_level == level && row.area == area && row.sex.empty() &&
          row.contrast.empty())
        return row.n;
    return std::size_t{0};
  };
  CHECK(n_of("omrade", "01") > 0);
  CHECK(n_of("omrade", "01") == n_of("delomrade", "101") + n_of("delomrade", "102"));
  CHECK(n_of("omrade", "02") == n_of("delomrade", "201") + n_of("delomrade", "202"));
}

TEST_CASE("a step runs alone on the files of the one before", "[tools]") {
  test::Folder folder;
  const auto city = small_city(folder);
  const auto early = run_trygg({"build", city.string(), "--only", "release"});
  CHECK(early.status == 1);
  CHECK_THAT(early.err, Catch::Contains("step 'estimate' makes it"));
  REQUIRE(run_trygg({"build", city.string(), "--quiet"}).status == 0);
  const auto page = read_file(city / "out/jamstalldhetsanalys.html");
  fs::remove(city / "out/jamstalldhetsanalys.html");
  REQUIRE(run_trygg({"build", city.string(), "--only", "report", "--quiet"}).status == 0);
  CHECK(read_file(city / "out/jamstalldhetsanalys.html") == page);
}

TEST_CASE("a real survey is not called synthetic, and a synthetic one always is", "[tools]") {
  test::Folder folder;
  const auto city = small_city(folder);
  REQUIRE(run_trygg({"build", city.string(), "--quiet"}).status == 0);
  CHECK(read_file(city / "out/jamstalldhetsanalys.html").find("SYNTETISKA") == std::string::npos);
  CHECK(read_file(city / "out/jamstalldhetsanalys.csv").find(",yes,") == std::string::npos);
  auto text = read_file(city / "trygg.toml");
  text.replace(text.find("synthetic = false"), 17, "synthetic = true ");
  folder.file("city/trygg.toml", text);
  REQUIRE(run_trygg({"build", city.string(), "--quiet"}).status == 0);
  CHECK(read_file(city / "out/jamstalldhetsanalys.html").find("SYNTETISKA") != std::string::npos);
  CHECK(read_file(city / "out/jamstalldhetsanalys.csv").find(",no,") == std::string::npos);
}

TEST_CASE("figures of the smallest areas are not published", "[tools]") {
  test::Folder folder;
  const auto city = small_city(folder);
  REQUIRE(run_trygg({"build", city.string(), "--quiet"}).status == 0);
  CHECK(read_file(city / "work/estimates.csv").find(",delomrade,") != std::string::npos);
  CHECK(read_file(city / "work/release.csv").find(",delomrade,") == std::string::npos);
  for (const auto* file : {"out/jamstalldhetsanalys.csv", "out/mal.csv"}) {
    CAPTURE(file);
    CHECK(read_file(city / file).find(",omrade,") != std::string::npos);
    CHECK(read_file(city / file).find(",delomrade,") == std::string::npos);
  }
}

TEST_CASE("a language without texts is refused, not ignored", "[tools][error]") {
  test::Folder folder;
  const auto city = small_city(folder);
  const auto ran = run_trygg({"build", city.string(), "--lang", "en"});
  CHECK(ran.status == 2);
  CHECK_THAT(ran.err, Catch::Contains("the project has no texts in 'en'"));
  CHECK_FALSE(fs::exists(city / "out"));
}

TEST_CASE("a file that no step reads is not told of, and changes nothing", "[tools][build]") {
  test::Folder folder;
  const auto city = small_city(folder);
  REQUIRE(run_trygg({"build", city.string(), "--quiet"}).status == 0);
  const auto before = read_file(city / "out/manifest.json");
  write_file(city / "Klagomål från Anna.txt", "hemligt", Access::secret);
  const auto again = run_trygg({"build", city.string()});
  CHECK(again.status == 0);
  CHECK(again.out.empty());
  REQUIRE(run_trygg({"build", city.string(), "--quiet", "--force"}).status == 0);
  CHECK(read_file(city / "out/manifest.json") == before);
}

TEST_CASE("a survey's first round is published without a round to compare with", "[tools][build]") {
  test::Folder folder;
  const auto city = small_city(folder);
  auto settings = read_file(city / "trygg.toml");
  const auto cut = [&settings](std::string_view from, std::string_view to) {
    const auto begin = settings.find(from);
    REQUIRE(begin != std::string::npos);
    settings.erase(begin, settings.find(to, begin + 1) - begin);
  };
  cut("[[wave]]", "[[wave]]");
  cut("compare_with", "\n");
  write_file(city / "trygg.toml", settings, Access::published);
  auto goal = read_file(city / "goal.toml");
  const auto year = goal.find("2023", goal.find("baseline"));
  REQUIRE(year != std::string::npos);
  write_file(city / "goal.toml", goal.replace(year, 4, "2026"), Access::published);
  const auto ran = run_trygg({"build", city.string(), "--quiet"});
  CAPTURE(ran.err);
  REQUIRE(ran.status == 0);
  const auto page = read_file(city / "out/jamstalldhetsanalys.html");
  CHECK_THAT(page, !Catch::Contains("2023") && !Catch::Contains("sedan ."));
}
