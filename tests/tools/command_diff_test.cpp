#include <fmt/format.h>

#include <algorithm>
#include <catch2/catch.hpp>

#include "base/csv.hpp"
#include "support.hpp"
#include "tools/small_city.hpp"

using namespace trygg;
using test::run_trygg;
using test::small_city;
namespace fs = std::filesystem;

namespace {

/// A city that was published, then with another answer in its data and another rule of release.
struct Republished {
  test::Folder folder;
  fs::path city = small_city(folder);
  std::string before = folder / "before", now = (city / "out").string();

  Republished() {
    build();
    fs::copy(city / "out", before, fs::copy_options::recursive);
    replace("data/2026.csv", ",2,101,", ",1,101,");
    replace("release.toml", "minimum_base = 30", "minimum_base = 40");
    build();
  }
  void build() const { REQUIRE(run_trygg({"build", city.string(), "--quiet"}).status == 0); }
  void replace(const std::string& file, const std::string& text, const std::string& by) const {
    auto bytes = read_file(city / file);
    const auto place = bytes.find(text);
    REQUIRE(place != std::string::npos);
    write_file(city / file, bytes.replace(place, text.size(), by), Access::published);
  }
};

}  // namespace

TEST_CASE("two publications are compared cell by cell, with causes", "[tools][revision]") {
  const Republished city;
  const auto ran = run_trygg({"diff", city.before, city.now});
  CAPTURE(ran.err);
  REQUIRE(ran.status == 0);
  CHECK_THAT(ran.err, Catch::Contains("figures changed") &&
                          Catch::Contains("data         data/2026.csv (2026)") &&
                          Catch::Contains("rules        release.toml"));
  const auto table = parse_csv(ran.out, "diff");
  REQUIRE_FALSE(table.rows.empty());
  for (const auto& row : table.rows) {
    CHECK(row[table.column("mark")] == (row[table.column("change")] == "changed" ? "r" : ""));
    const bool of_2026 = row[table.column("wave")] == "2026";
    CHECK(row[table.column("causes")] == (of_2026 ? "data/2026.csv release.toml" : "release.toml"));
  }
  const auto corrected = run_trygg({"diff", city.before, city.now, "--corrected", "--quiet"});
  CHECK(corrected.err.empty());
  CHECK_THAT(corrected.out, Catch::Contains(",k,"));
  const auto causes = run_trygg({"diff", city.before, city.now, "--causes", "--quiet"});
  CHECK(parse_csv(causes.out, "causes").rows.size() == 2);
}

TEST_CASE("a publication is no different from itself", "[tools][revision][law]") {
  const Republished city;
  const auto ran = run_trygg({"diff", city.now, city.now});
  CHECK(ran.status == 0);
  CHECK(ran.err == "0 figures changed, 0 appeared, 0 vanished\n");
  CHECK(parse_csv(ran.out, "diff").rows.empty());
}

TEST_CASE("two files of released figures are compared, a file and a publication are not",
          "[tools][revision][error]") {
  const Republished city;
  const auto file = (city.city / "work/release.csv").string();
  CHECK(run_trygg({"diff", file, file}).status == 0);
  const auto mixed = run_trygg({"diff", file, city.now});
  CHECK(mixed.status == 2);
  CHECK_THAT(mixed.err, Catch::Contains("compare two publications or two files"));
  CHECK(run_trygg({"diff", file, file, "--causes"}).status == 2);
}

TEST_CASE("a revision report says what changed, why, and which judgements are others",
          "[tools][revision][report]") {
  const Republished city;
  const auto file = city.folder / "rapport.html";
  const auto ran = run_trygg({"diff", city.before, city.now, "--report", file});
  CAPTURE(ran.err);
  REQUIRE(ran.status == 0);
  CHECK(ran.out.empty());
  const auto page = read_file(file);
  const auto table = parse_csv(run_trygg({"diff", city.before, city.now, "--quiet"}).out, "diff");
  const auto count = [&](const char* column, std::string_view text) {
    return std::ranges::count_if(table.rows, [&](const auto& row) {
      return row[table.column(column)].find(text) != std::string::npos;
    });
  };
  // Numbers of the page are those of the table.
  CHECK_THAT(page,
             Catch::Contains(fmt::format("{} uppgifter har ändrats", count("change", "changed"))));
  CHECK_THAT(page, Catch::Contains("data/2026.csv (2026)") && Catch::Contains("release.toml") &&
                       Catch::Contains("Reglerna för vad som får redovisas"));
  CHECK((page.find("id=\"bedomt\"") != std::string::npos) == (count("what", "finding") > 0));
  CHECK_THAT(page, Catch::Contains("Andelen otrygga, kvinnor, Norra området, 2026"));

  const auto english = city.folder / "report.html";
  REQUIRE(run_trygg({"diff", city.now, city.now, "--report", english, "--quiet"}).status == 0);
  CHECK_THAT(read_file(english), Catch::Contains("Ingen publicerad uppgift har ändrats"));
}

TEST_CASE("a revision report needs two publications, a project and a file of its own",
          "[tools][revision][error]") {
  const Republished city;
  const auto release = (city.city / "work/release.csv").string();
  const auto report = city.folder / "rapport.html";
  const auto complaint = [](const std::vector<std::string>& args) {
    const auto ran = run_trygg(args);
    CHECK(ran.status == 2);
    return ran.err;
  };
  CHECK_THAT(complaint({"diff", release, release, "--report", report}),
             Catch::Contains("give two publications"));
  CHECK_THAT(complaint({"diff", city.before, city.before, "--report", report}),
             Catch::Contains("--project"));
  CHECK_THAT(complaint({"diff", city.before, city.now, "--project", city.city.string()}),
             Catch::Contains("write --report, too"));
  CHECK_FALSE(fs::exists(report));
}
