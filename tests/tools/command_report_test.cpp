// Tests of trygg report.
#include <catch2/catch.hpp>

#include <filesystem>

#include "support.hpp"

using namespace trygg;
using test::run_trygg;

namespace {

/// The example project with made-up numbers of answers, without microdata.
std::string project_in(const test::Folder& folder) {
  namespace fs = std::filesystem;
  const auto project = folder.path() / "city";
  fs::copy(test::source_dir() / "examples/stockholm", project, fs::copy_options::recursive);
  for (const auto* year : {"2014", "2017", "2020", "2023"})
    write_file(project / "data" / ("svar_" + std::string(year) + ".csv"),
               "stadsdelsomrade,urval,svar\n01,1000,500\n", Access::published);
  return project.string();
}

constexpr auto header =
    "wave,era,indicator,statistic,area_level,area,sex,aldersgrupp,contrast,decision,reason,n,"
    "estimate,lower,upper,margin,finding\n";

/// The least that a page can be made of: women, men and their difference in the whole city.
std::string least_release() {
  return std::string(header) +
         "2023,,otrygg_ute,share,,,2,,,show,,8000,12.6,11.8,13.4,,\n"
         "2023,,otrygg_ute,share,,,1,,,show,,7000,6.9,6.2,7.6,,\n"
         "2023,,otrygg_ute,share,,,,,kon:2-1,show,,15000,5.7,4.6,6.8,1.1,higher\n";
}

}  // namespace

TEST_CASE("trygg report writes the page, the same bytes each time", "[tools][reports]") {
  const test::Folder folder;
  const auto project = project_in(folder);
  const auto release = folder.file("release.csv", least_release());
  const auto first = run_trygg(
      {"report", "jamstalldhetsanalys", release, "--project", project, "-o", folder / "a"});
  REQUIRE(first.err == folder / "a/jamstalldhetsanalys.html" + "\n");
  CHECK(first.status == 0);
  CHECK(first.out.empty());
  const auto second = run_trygg({"report", "jamstalldhetsanalys", release, "--project", project,
                                 "-o", folder / "b", "--quiet"});
  CHECK(second.err.empty());
  const auto page = read_file(folder / "a/jamstalldhetsanalys.html");
  CHECK(page == read_file(folder / "b/jamstalldhetsanalys.html"));
  CHECK(page.find("12,6\u00a0procent av kvinnorna och 6,9\u00a0procent av männen") !=
        std::string::npos);
}

TEST_CASE("trygg report refuses what it cannot use and writes nothing", "[tools][reports][error]") {
  const test::Folder folder;
  const auto project = project_in(folder);
  const auto release = folder.file("release.csv", least_release());
  const auto out = folder / "out";
  const auto refused = [&](std::vector<std::string> args, int status, const std::string& message) {
    const auto ran = run_trygg(args);
    CHECK(ran.status == status);
    CHECK_THAT(ran.err, Catch::Contains(message));
    CHECK_FALSE(std::filesystem::exists(out));
  };
  refused({"report", "dagbok", release, "--project", project, "-o", out}, 2,
          "there is no publication 'dagbok'; known: jamstalldhetsanalys, arsrapport");
  refused({"report", "jamstalldhetsanalys", folder / "none.csv", "--project", project, "-o", out},
          1, "none.csv");
  refused({"report", "jamstalldhetsanalys", release, "--project", folder / "none", "-o", out}, 2,
          "trygg.toml");
  refused({"report", "jamstalldhetsanalys", release, "-o", out}, 2, "--project");
  refused({"report", "jamstalldhetsanalys", release, "--project", project, "-o", out, "--pdf"}, 2,
          "no PDF: ");  // the tests hide the font, see main.cpp
  const auto empty = folder.file("empty.csv", header);
  refused({"report", "jamstalldhetsanalys", empty, "--project", project, "-o", out}, 1,
          "no figures of 'otrygg_ute' for women");
}
