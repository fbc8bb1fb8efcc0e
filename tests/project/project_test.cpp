#include "project/project.hpp"

#include <catch2/catch.hpp>

#include "base/error.hpp"
#include "support.hpp"

using namespace trygg;
namespace fs = std::filesystem;

namespace {

/// The empty project that `trygg init` makes, with one text replaced.
fs::path project_with(const test::Folder& folder, const std::string& from, const std::string& to) {
  const auto made = test::run_trygg({"init", folder / "p", "--quiet"});
  REQUIRE(made.status == 0);
  auto text = read_file(folder.path() / "p/trygg.toml");
  REQUIRE(text.find(from) != std::string::npos);
  text.replace(text.find(from), from.size(), to);
  folder.file("p/trygg.toml", text);
  return folder.path() / "p";
}

}  // namespace

TEST_CASE("the empty project is a project", "[project]") {
  test::Folder folder;
  const auto project = read_project(project_with(folder, "Min stad", "Staden"));
  CHECK(project.place == "Staden");
  CHECK(project.waves.size() == 2);
  CHECK(project.wave("2026").data == folder.path() / "p/data/2026.csv");
  CHECK(project.origin == Origin::real);
}

TEST_CASE("what is wrong in a project file is told with its line", "[project][error]") {
  test::Folder folder;
  const auto refused = [&](const std::string& from, const std::string& to) {
    fs::remove_all(folder.path() / "p");
    try {
      read_project(project_with(folder, from, to));
    } catch (const ConfigError& e) {
      return std::string(e.what());
    }
    return std::string("accepted");
  };
  CHECK_THAT(refused("survey =", "surwey ="),
             Catch::Contains("unknown key 'surwey'; did you mean 'survey'?"));
  CHECK_THAT(refused("synthetic =", "syntetic ="),
             Catch::Contains("trygg.toml:7: unknown key 'syntetic'; did you mean 'synthetic'?"));
  CHECK_THAT(refused("year = 2026", "year = 2020"), Catch::Contains("in the order of time"));
  CHECK_THAT(refused("wave = 2026", "wave = 2025"), Catch::Contains("there is no wave '2025'"));
  CHECK_THAT(refused("wave = 2026", "wave = 2023"), Catch::Contains("name an earlier one"));
}

TEST_CASE("a folder without a project says how to make one", "[project][error]") {
  test::Folder folder;
  CHECK_THROWS_WITH(read_project(folder.path()), Catch::Contains("'trygg init"));
}
