#include <algorithm>
#include <catch2/catch.hpp>

#include <map>

#include "base/lock.hpp"
#include "support.hpp"
#include "tools/small_city.hpp"

using namespace trygg;
using test::run_trygg;
using test::small_city;
namespace fs = std::filesystem;

namespace {

/// By path, the bytes of every file below a folder.
std::map<std::string, std::string> contents(const fs::path& folder) {
  std::map<std::string, std::string> all;
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    if (entry.is_regular_file())
      all[fs::relative(entry.path(), folder).string()] = read_file(entry.path());
  return all;
}

/// Of a publication that was being made.
bool has_leftovers(const fs::path& city) {
  return std::ranges::any_of(fs::directory_iterator(city), [](const auto& entry) {
    return entry.path().filename().string().starts_with(".out.");
  });
}

/// A small city that was built once, and built again after each change.
struct Built {
  test::Folder folder;
  fs::path city = small_city(folder);

  Built() { REQUIRE(build().status == 0); }

  test::Ran build(std::vector<std::string> options = {}) const {
    options.insert(options.begin(), {"build", city.string(), "--without-pdf"});
    return run_trygg(options);
  }
  std::map<std::string, std::string> out() const { return contents(city / "out"); }
  void replace(const std::string& file, const std::string& text, const std::string& by) const {
    auto bytes = read_file(city / file);
    const auto place = bytes.find(text);
    REQUIRE(place != std::string::npos);
    bytes.replace(place, text.size(), by);
    write_file(city / file, bytes, Access::published);
  }
  /// Of the steps that were run, told by what standard error does not call unchanged.
  static bool ran(const test::Ran& build, const std::string& step) {
    return build.err.find("\n" + step + " ") != std::string::npos &&
           build.err.find("\n" + step + std::string(10 - step.size(), ' ') + "unchanged") ==
               std::string::npos;
  }
};

}  // namespace

TEST_CASE("a build that nothing changed for makes nothing", "[tools][build][law]") {
  const Built built;
  const auto before = built.out();
  const auto again = built.build();
  CHECK(again.status == 0);
  CHECK(again.out.empty());
  CHECK(built.out() == before);
  CHECK_FALSE(Built::ran(again, "estimate"));
  CHECK(Built::ran(built.build({"--force"}), "estimate"));
}

TEST_CASE("a word of the publication makes it again and estimates nothing", "[tools][build]") {
  const Built built;
  built.replace("trygg.toml", "hela staden", "hela kommunen");
  const auto again = built.build();
  CHECK_FALSE(Built::ran(again, "estimate"));
  CHECK_FALSE(Built::ran(again, "release"));
  CHECK_THAT(again.err, Catch::Contains("(trygg.toml changed)"));
  CHECK_THAT(read_file(built.city / "out/jamstalldhetsanalys.html"),
             Catch::Contains("ela kommunen"));
}

TEST_CASE("after any change a build gives what a build from nothing gives", "[tools][build][law]") {
  const Built built;
  built.replace("data/2026.csv", ",2,101,", ",1,101,");
  REQUIRE(built.build().status == 0);
  built.replace("data/omrade_kon_2023.csv", "101,1,1900", "101,1,1901");  // a margin of the recipe
  built.replace("data/omrade_kon_2023.csv", "101,2,2100", "101,2,2099");
  REQUIRE(built.build().status == 0);
  built.replace("goal.toml", "version = 1", "# another\nversion = 1");
  fs::remove(built.city / "work/release.csv");
  write_file(built.city / "out/mal.csv", "by hand", Access::published);
  REQUIRE(built.build().status == 0);
  const auto work = contents(built.city / "work"), out = built.out();
  for (const auto* made : {"work", "out", ".trygg"}) fs::remove_all(built.city / made);
  REQUIRE(built.build().status == 0);
  CHECK(contents(built.city / "work") == work);
  CHECK(built.out() == out);
}

TEST_CASE("files that somebody laid in the publication are kept, those of no publication go",
          "[tools][build]") {
  const Built built;
  built.folder.file("city/out/bilder/karta.png", "a picture");
  built.replace("trygg.toml", "hela staden", "hela kommunen");
  for (int i = 0; i < 2; ++i) {
    REQUIRE(built.build({"--force"}).status == 0);
    CHECK(read_file(built.city / "out/bilder/karta.png") == "a picture");
  }
  // As if the last build had made a publication that this one does not.
  built.folder.file("city/out/gammal.html", "old");
  built.replace("out/manifest.json", "\"outputs\": [",
                "\"outputs\": [{\"file\":\"out/gammal.html\",\"sha256\":\"x\"},");
  REQUIRE(built.build().status == 0);
  CHECK_FALSE(fs::exists(built.city / "out/gammal.html"));
}

TEST_CASE("a build that fails leaves the last publication as it was", "[tools][build][error]") {
  const Built built;
  const auto before = built.out();
  built.replace("release.toml", "version", "versoin");
  const auto failed = built.build();
  CHECK(failed.status == 2);
  CHECK(built.out() == before);
  CHECK_FALSE(has_leftovers(built.city));
}

TEST_CASE("one build of a project runs at a time", "[tools][build][error]") {
  const Built built;
  const FileLock lock(built.city / ".trygg/lock", "a test");
  const auto second = built.build();
  CHECK(second.status == 1);
  CHECK_THAT(second.err, Catch::Contains("a build of ") && Catch::Contains("is under way"));
}
