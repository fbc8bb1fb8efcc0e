#include <catch2/catch.hpp>

#include "support.hpp"

using namespace trygg;
using test::run_trygg;

TEST_CASE("init makes a project and says what comes next", "[tools]") {
  test::Folder folder;
  const auto ran = run_trygg({"init", folder / "stad"});
  CHECK(ran.status == 0);
  CHECK_THAT(ran.out, Catch::Contains("trygg build " + (folder / "stad")));
  for (const auto* file : {"trygg.toml", "codebook.toml", "indicators.toml", "areas.csv",
                           "crosswalk.csv", "goal.toml", "release.toml", "recipes/2026.toml"}) {
    CAPTURE(file);
    CHECK(std::filesystem::exists(folder.path() / "stad" / file));
  }
}

TEST_CASE("init overwrites nothing", "[tools][error]") {
  test::Folder folder;
  folder.file("mine.txt", "kept");
  const auto ran = run_trygg({"init", folder.path().string()});
  CHECK(ran.status == 2);
  CHECK_THAT(ran.err, Catch::Contains("there is something already"));
  CHECK_FALSE(std::filesystem::exists(folder / "trygg.toml"));
}

TEST_CASE("a folder that cannot be made is one line of complaint", "[tools][error]") {
  const test::Folder folder;
  const auto file = folder.file("file", "");
  const auto ran = run_trygg({"init", file + "/project"});
  CHECK(ran.status == 1);
  CHECK(ran.err == "trygg init: " + file + "/project/data: Not a directory\n");
  CHECK(run_trygg({"init", ""}).status == 2);
}
