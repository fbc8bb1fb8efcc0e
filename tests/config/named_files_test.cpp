#include "config/named_files.hpp"

#include <catch2/catch.hpp>

#include "support.hpp"

using namespace trygg;

TEST_CASE("the files that a TOML file names are found wherever they stand", "[config]") {
  test::Folder folder;
  folder.file("a.csv", "");
  folder.file("data/b.csv", "");
  folder.file("c.csv", "");
  const auto toml = folder.file("x.toml",
                                "name = \"not a file\"\n# c.csv is named in a comment only\n"
                                "margins = [\"data/b.csv\", [\"a.csv\"]]\n"
                                "[[step]]\nfile = \"./a.csv\"\ndata = \"data\"\n");
  const auto found = named_files(toml);
  REQUIRE(found.size() == 2);
  CHECK(found[0] == folder.path() / "a.csv");
  CHECK(found[1] == folder.path() / "data/b.csv");
}

TEST_CASE("settings are what a TOML file says, not how", "[config][law]") {
  test::Folder folder;
  const auto text = [&](const std::string& toml) {
    return settings_text(folder.file("x.toml", toml), {"words"});
  };
  const auto one = text("a = 1  # one\nb = \"x\"\n");
  CHECK(text("b='x'\n\na = 1\n[words]\nwhole = \"staden\"\n") == one);
  CHECK(text("a = 2\nb = \"x\"\n") != one);
  CHECK(text("a = 1\nb = \"x\"\n[words2]\n") != one);
}

TEST_CASE("what is not TOML names nothing, for its reader to complain of", "[config][error]") {
  test::Folder folder;
  CHECK(named_files(folder.file("x.toml", "a = = b")).empty());
}
