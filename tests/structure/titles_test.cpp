#include <catch2/catch.hpp>

#include "structure/sources.hpp"

using trygg::test::Source;
using trygg::test::source;
using trygg::test::sources;

namespace {

/// The titles of tests that ctest would not run under their name: CMake takes what follows a
/// semicolon for another test, and a dash at the beginning for an option; neither half is found
/// then, and nothing fails.
std::vector<std::string> titles_not_run(const std::vector<Source>& all) {
  static const std::string opening = std::string("TEST_") + "CASE(\"";
  std::vector<std::string> wrong;
  for (const auto& file : all) {
    auto at = file.text.find(opening);
    for (; at != std::string::npos; at = file.text.find(opening, at + 1)) {
      const auto begin = at + opening.size();
      const auto title = file.text.substr(begin, file.text.find('"', begin) - begin);
      if (title.find(';') != std::string::npos || title.starts_with("-")) wrong.push_back(title);
    }
  }
  return wrong;
}

}  // namespace

TEST_CASE("every test has a title that ctest runs it by", "[structure][law]") {
  const auto all = sources("tests");
  CHECK(all.size() > 100);
  CHECK(titles_not_run(all) == std::vector<std::string>{});
}

TEST_CASE("a title that ctest cuts in two is seen", "[structure][law]") {
  const auto wrong = [](const std::string& title) {
    const auto text = std::string("TEST_") + "CASE(\"" + title + "\") {\n}\n";
    return !titles_not_run({source("tests/a_test.cpp", text)}).empty();
  };
  CHECK(wrong("one; two"));
  CHECK(wrong("--option does"));
  CHECK_FALSE(wrong("one, and two"));
}
