// The files of texts: read as one, held against what the program knows.
#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/text.hpp"
#include "reports/phrases/places.hpp"
#include "support.hpp"

using namespace trygg;
using namespace trygg::reports;
namespace fs = std::filesystem;

namespace {

const fs::path templates = test::source_dir() / "reports/templates";

/// A copy of the Swedish texts to spoil.
struct Copy {
  test::Folder folder;
  fs::path texts = folder.path() / "sv";

  Copy() { fs::copy(templates / "sv", texts); }
  void replace(const std::string& file, const std::string& from, const std::string& to) const {
    auto text = read_file(texts / file);
    const auto at = text.find(from);
    REQUIRE(at != std::string::npos);
    write_file(texts / file, text.replace(at, from.size(), to), Access::published);
  }
};

std::set<std::string> places_in(std::string_view text) {
  std::set<std::string> places;
  for (auto open = text.find('{'); open != std::string_view::npos; open = text.find('{', open + 1))
    places.emplace(text.substr(open + 1, text.find('}', open) - open - 1));
  return places;
}

}  // namespace

TEST_CASE("what the program knows of its texts is what the files hold", "[reports][law]") {
  const auto texts = read_texts(templates / "sv");
  CHECK(known_texts().size() == texts.sentences.size() + texts.words.size());
  for (const auto& known : known_texts()) {
    CAPTURE(known.key);
    const auto& table = known.table == "words" ? texts.words : texts.sentences;
    REQUIRE(table.contains(known.key));
    std::set<std::string> places;
    if (!known.places.empty())
      for (const auto& place : split(known.places, ' ')) places.insert(place);
    CHECK(places == places_in(table.find(known.key)->second.text));
  }
}

TEST_CASE("a place that the program does not fill is an error with file and line",
          "[reports][error]") {
  const Copy copy;
  copy.replace("common.toml", "{range} procent.", "{foo} procent.");
  CHECK_THROWS_WITH(read_texts(copy.texts),
                    Catch::Contains("common.toml:") &&
                        Catch::EndsWith("text 'S02': nothing is known of '{foo}'; it may have: "
                                        "range"));
}

TEST_CASE("an unclosed place, an unknown and a missing text are errors", "[reports][error]") {
  const Copy unclosed, unknown, missing;
  unclosed.replace("common.toml", "{range} procent.", "{range procent.");
  CHECK_THROWS_WITH(read_texts(unclosed.texts), Catch::EndsWith("'{' without '}'"));
  unknown.replace("common.toml", "\nS02 =", "\nS02x =");
  CHECK_THROWS_WITH(read_texts(unknown.texts),
                    Catch::Contains("no publication has a text 'S02x'; did you mean 'S02'?"));
  write_file(missing.texts / "mine.toml", "[words]\nmine = \"{anything}\"\n", Access::published);
  missing.replace("common.toml", "\nS02 =", "\n#S02 =");
  CHECK_THROWS_WITH(read_texts(missing.texts),
                    Catch::EndsWith("no file has the text 'S02' in [sentences]"));
}

TEST_CASE("a text that two files have names both", "[reports][error]") {
  const Copy copy;
  write_file(copy.texts / "more.toml", "[words]\nand = \"samt\"\n", Access::published);
  CHECK_THROWS_WITH(read_texts(copy.texts),
                    Catch::Contains("more.toml:2: key 'and': the text stands in") &&
                        Catch::Contains("common.toml:") && Catch::EndsWith(", too; keep one"));
  write_file(copy.texts / "more.toml", "numbers = [\"noll\"]\n", Access::published);
  CHECK_THROWS_WITH(read_texts(copy.texts), Catch::Contains("more.toml:1: key 'numbers'"));
}

TEST_CASE("a folder without texts is an error", "[reports][error]") {
  const test::Folder folder;
  CHECK_THROWS_WITH(read_texts(folder.path() / "xx"), Catch::EndsWith("no such folder of texts"));
  CHECK_THROWS_WITH(read_texts(folder.path()), Catch::EndsWith("has no file of texts (.toml)"));
}
