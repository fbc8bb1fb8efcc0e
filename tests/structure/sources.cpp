#include "structure/sources.hpp"

#include <algorithm>
#include <filesystem>
#include <sstream>

#include "base/file.hpp"
#include "support.hpp"

namespace trygg::test {
namespace {

namespace fs = std::filesystem;

/// `"table/table.hpp"` of `#include "table/table.hpp"`, empty of any other line.
std::string included(const std::string& line) {
  if (!line.starts_with("#include ")) return "";
  const auto end = line.find_first_of("\">", 10);
  return line.substr(9, end - 9 + 1);
}

}  // namespace

std::string Source::part() const {
  const auto first = path.find('/');
  if (!is_in("lib")) return path.substr(0, first);
  return path.substr(0, path.find('/', first + 1));
}

std::string Source::without_comments() const {
  std::string code;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) code += line.substr(0, line.find("//")) + '\n';
  return code;
}

Source source(std::string path, std::string text) {
  Source made{std::move(path), std::move(text), {}};
  std::istringstream lines(made.text);
  for (std::string line; std::getline(lines, line);) {
    if (auto name = included(line); !name.empty()) made.includes.push_back(std::move(name));
  }
  return made;
}

std::vector<Source> sources(const std::string& folder) {
  const fs::path root = trygg::test::source_dir();
  std::vector<Source> found;
  if (!fs::exists(root / folder)) return found;
  for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
    const auto extension = entry.path().extension();
    if (extension != ".hpp" && extension != ".cpp") continue;
    found.push_back(
        source(entry.path().lexically_relative(root).string(), read_file(entry.path())));
  }
  std::ranges::sort(found, {}, &Source::path);
  return found;
}

}  // namespace trygg::test
