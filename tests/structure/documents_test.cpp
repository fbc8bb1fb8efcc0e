#include <catch2/catch.hpp>

#include <filesystem>
#include <map>
#include <set>

#include "base/file.hpp"
#include "structure/sources.hpp"
#include "support.hpp"
#include "tools/command.hpp"

namespace fs = std::filesystem;
using trygg::read_file;
using trygg::test::sources;

namespace {

const fs::path root = trygg::test::source_dir();
const std::vector<std::string> nothing;

/// Whether `name` stands in a text as a word of its own: between blanks, parentheses or ends.
bool lists(const std::string& text, const std::string& name) {
  const std::string edges = " \n\t()\"";
  for (auto at = text.find(name); at != std::string::npos; at = text.find(name, at + 1)) {
    const bool begins = at == 0 || edges.find(text[at - 1]) != std::string::npos;
    const auto end = at + name.size();
    if (begins && (end == text.size() || edges.find(text[end]) != std::string::npos)) return true;
  }
  return false;
}

/// The sections that a man page lacks or has in another order.
std::vector<std::string> missing_sections(const std::string& page) {
  std::vector<std::string> missing;
  std::size_t from = 0;
  for (const std::string section : {"NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "FILES",
                                    "EXIT STATUS", "EXAMPLES", "SEE ALSO"}) {
    const auto at = ("\n" + page).find("\n## " + section + "\n", from);
    if (at == std::string::npos) {
      missing.push_back(section);
    } else {
      from = at;
    }
  }
  return missing;
}

/// The changes under the head of what is not released yet, up to the next head of a version.
std::string unreleased(const std::string& changelog) {
  const auto head = changelog.find("\n## [unreleased]\n");
  if (head == std::string::npos) return "";
  const auto end = changelog.find("\n## ", head + 1);
  return changelog.substr(head, end == std::string::npos ? end : end - head);
}

}  // namespace

namespace {

/// The CMakeLists.txt of the file's folder, or of the nearest folder above that has one.
fs::path nearest_list(const fs::path& file) {
  auto folder = (root / file).parent_path();
  while (!fs::exists(folder / "CMakeLists.txt")) folder = folder.parent_path();
  return folder / "CMakeLists.txt";
}

}  // namespace

TEST_CASE("every source is listed in its folder's CMakeLists.txt", "[structure][law]") {
  std::vector<std::string> unlisted;
  for (const auto* folder : {"lib", "weights", "reports", "tools", "tests", "bench"}) {
    for (const auto& file : sources(folder)) {
      const fs::path path = file.path;
      const bool is_shared_by_tests =
          std::string_view(folder) == "tests" && path.extension() == ".hpp";
      if (is_shared_by_tests) continue;
      const auto list = nearest_list(path);
      const auto name = fs::relative(root / path, list.parent_path()).generic_string();
      if (!lists(read_file(list), name)) unlisted.push_back(file.path);
    }
  }
  CHECK(unlisted == nothing);
}

TEST_CASE("a source that is not listed is seen", "[structure][law]") {
  CHECK(lists("trygg_sources(a mean.cpp total.cpp)", "total.cpp"));
  CHECK_FALSE(lists("trygg_sources(a mean.cpp subtotal.cpp)", "total.cpp"));
}

TEST_CASE("every man page has the fixed sections in their order", "[structure][law]") {
  if (!fs::exists(root / "docs/man")) return;
  for (const auto& entry : fs::directory_iterator(root / "docs/man")) {
    CAPTURE(entry.path().filename());
    CHECK(missing_sections(read_file(entry.path())) == nothing);
  }
}

TEST_CASE("a man page without a section is seen", "[structure][law]") {
  const std::string page =
      "## NAME\n\n## SYNOPSIS\n\n## DESCRIPTION\n\n## OPTIONS\n\n## FILES\n\n## EXIT STATUS\n\n"
      "## EXAMPLES\n";
  CHECK(missing_sections(page) == std::vector<std::string>{"SEE ALSO"});
  CHECK(missing_sections(page + "\n## SEE ALSO\n") == nothing);
  CHECK(missing_sections("## SEE ALSO\n\n" + page) == std::vector<std::string>{"SEE ALSO"});
}

TEST_CASE("the README shows every command at work", "[structure][law]") {
  const auto readme = read_file(root / "README.md");
  for (const auto& command : trygg::tools::commands()) {
    CAPTURE(command.name);
    CHECK(readme.find("\n    trygg " + std::string(command.name) + " ") != std::string::npos);
  }
}

TEST_CASE("the changelog says what is not released yet", "[structure][law]") {
  CHECK(unreleased(read_file(root / "CHANGELOG.md")).find("\n- ") != std::string::npos);
  CHECK(unreleased("# Changelog\n\n## [0.1.0]\n\n- A change.\n").empty());
  CHECK(unreleased("# Changelog\n\n## [unreleased]\n\n## [0.1.0]\n\n- A change.\n").find("- ") ==
        std::string::npos);
}

TEST_CASE("decision notes have numbers of their own and three parts", "[structure][law]") {
  if (!fs::exists(root / "docs/decisions")) return;
  std::map<std::string, std::string> numbers;
  for (const auto& entry : fs::directory_iterator(root / "docs/decisions")) {
    const auto name = entry.path().filename().string();
    if (name == "README.md") continue;
    CAPTURE(name);
    const auto [seen, is_new] = numbers.emplace(name.substr(0, 3), name);
    CAPTURE(seen->second);
    CHECK(is_new);
    const auto text = read_file(entry.path());
    for (const auto* part : {"Context", "Decision", "Consequence"}) {
      CAPTURE(part);
      CHECK(text.find(part) != std::string::npos);
    }
  }
}
