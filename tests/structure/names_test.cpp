#include <catch2/catch.hpp>

#include <map>
#include <sstream>

#include "structure/sources.hpp"

using trygg::test::Source;
using trygg::test::source;
using trygg::test::sources;

namespace {

/// X of `struct X {` and its like; empty for declarations, members of others and all other lines.
std::string defined_type(const std::string& line) {
  for (const std::string_view word : {"struct ", "class ", "enum class ", "enum ", "union "}) {
    if (!line.starts_with(word) || line.find('{') == std::string::npos) continue;
    const auto end = line.find_first_of(" <:{", word.size());
    const auto name = line.substr(word.size(), end - word.size());
    const bool is_member = end != std::string::npos && line.compare(end, 2, "::") == 0;
    return is_member || name == "class" ? "" : name;
  }
  return "";
}

/// The namespaces that a line lies in, told by clang-format's way to write them: nothing is
/// indented, and the end says `}  // namespace` unless a single line stands between.
class Namespaces {
 public:
  void read(const std::string& line) {
    ++line_;
    if (line.starts_with("namespace ") && line.back() == '{') {
      names_.push_back(line == "namespace {" ? "" : line.substr(10, line.size() - 12));
      opened_ = line_;
    } else if (line.starts_with("}  // namespace") || (line == "}" && line_ == opened_ + 2)) {
      if (!names_.empty()) names_.pop_back();
    }
  }
  /// Empty outside of any and in an unnamed one, where a type is its file's own.
  std::string name() const {
    std::string all;
    for (const auto& name : names_) {
      if (name.empty()) return "";
      all += name + "::";
    }
    return all;
  }

 private:
  std::vector<std::string> names_;
  std::size_t line_ = 0, opened_ = 0;
};

/// Where every type is defined that shares its namespace with other files.
std::map<std::string, std::vector<std::string>> shared_types(const std::vector<Source>& all) {
  std::map<std::string, std::vector<std::string>> places;
  for (const auto& file : all) {
    Namespaces namespaces;
    std::istringstream lines(file.text);
    for (std::string line; std::getline(lines, line);) {
      namespaces.read(line);
      const auto type = defined_type(line);
      if (!type.empty() && !namespaces.name().empty())
        places[namespaces.name() + type].push_back(file.path);
    }
  }
  return places;
}

std::vector<std::string> defined_twice(const std::vector<Source>& all) {
  std::vector<std::string> twice;
  for (const auto& [name, files] : shared_types(all))
    if (files.size() > 1) twice.push_back(name + " in " + files[0] + " and " + files[1]);
  return twice;
}

}  // namespace

// Two types of one name in one namespace are one type to the linker, which then takes the
// functions of either for both: nothing warns, and the program crashes.
TEST_CASE("a namespace has one type of a name", "[structure][law]") {
  std::vector<Source> program;
  for (const auto* folder : {"lib", "weights", "reports", "tools"})
    for (auto& file : sources(folder)) program.push_back(std::move(file));
  CHECK(shared_types(program).size() > 50);
  CHECK(defined_twice(program) == std::vector<std::string>{});
}

TEST_CASE("a type that is defined twice is seen", "[structure][law]") {
  const auto twice = [](const std::string& text) {
    const std::string cell =
        "namespace trygg {\nclass A;\n}\n\nnamespace trygg {\n\nstruct Cell {\n};\n";
    const std::string end = "}  // namespace trygg\n";
    return defined_twice({source("lib/a.hpp", cell + end), source("lib/b.cpp", text + end)}) ==
           std::vector<std::string>{"trygg::Cell in lib/a.hpp and lib/b.cpp"};
  };
  const std::string head = "namespace trygg {\n\n", unnamed = "namespace {\n\nvoid f() {\n}\n";
  CHECK(twice(head + "struct Cell {\n};\n"));
  CHECK(twice(head + "class Cell final : public X {\n};\n"));
  CHECK(twice(head + unnamed + "}  // namespace\nenum class Cell { x };\n"));
  CHECK_FALSE(twice(head + unnamed + "struct Cell {\n};\n}  // namespace\n"));
  CHECK_FALSE(twice(head + "struct Cell;\n"));
  CHECK_FALSE(twice(head + "struct Cube::Cell {\n};\n"));
  CHECK_FALSE(twice("namespace trygg::weights {\n\nstruct Cell {\n};\n"));
}
