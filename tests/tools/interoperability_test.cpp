// docs/interoperability.md: its blocks are taken out of the page and run, so that what readers copy
// is what gave the figures.

#include <fmt/core.h>

#include <cstdlib>

#include "tools/estimate_support.hpp"

using namespace trygg;
using namespace trygg::test;

namespace {

/// The blocks of the page that have a file's name, ```LANGUAGE NAME, in their order.
std::vector<std::pair<std::string, std::string>> blocks_of_page() {
  const auto page = read_file(source_dir() / "docs/interoperability.md");
  std::vector<std::pair<std::string, std::string>> blocks;
  bool inside = false, named = false;
  for (const auto& line : split(page, '\n')) {
    if (line.starts_with("```")) {
      inside = !inside;
      const auto space = line.find(' ');
      named = inside && space != std::string_view::npos;
      if (named) blocks.emplace_back(std::string(line.substr(space + 1)), "");
    } else if (inside && named) {
      blocks.back().second += std::string(line) + "\n";
    }
  }
  return blocks;
}

/// A folder with every block as a file, and the data that the first of them makes with R.
class Example {
 public:
  Example() {
    for (const auto& [name, text] : blocks_of_page()) folder_.file(name, text);
  }
  /// What a command printed in the folder; nothing where it failed.
  std::optional<std::string> run(const std::string& command) const {
    const auto in_folder =
        fmt::format("cd '{}' && {} > printed.txt 2> told.txt", folder_.path().string(), command);
    if (std::system(in_folder.c_str()) != 0) {
      UNSCOPED_INFO(read_file(folder_ / "told.txt"));
      return {};
    }
    return read_file(folder_ / "printed.txt");
  }
  /// The lines of weigh.sh, in process; what `estimate` printed, one table a line.
  std::vector<Printed> weigh() const {
    std::vector<Printed> printed;
    for (const auto& line : split(read_file(folder_ / "weigh.sh"), '\n')) {
      std::vector<std::string> words;
      for (const auto& word : split(line, ' '))
        words.push_back(word.find('.') == std::string_view::npos ? std::string(word)
                                                                 : folder_ / std::string(word));
      if (words.front() != "trygg") continue;
      words.erase(words.begin());
      words.emplace_back("--quiet");
      const auto ran = run_trygg(words);
      INFO(line << ": " << ran.err);
      REQUIRE(ran.status == 0);
      if (words.front() == "estimate") printed.push_back({parse_csv(ran.out, "output")});
    }
    return printed;
  }
  std::string text(const std::string& name) const { return read_file(folder_ / name); }

 private:
  Folder folder_;
};

/// "api00 662.2 9.27 197": the numbers of the line that begins with a name.
std::vector<double> numbers_of(const std::string& printed, std::string_view name) {
  std::vector<double> numbers;
  for (const auto& line : split(printed, '\n')) {
    if (!line.starts_with(std::string(name) + " ")) continue;
    for (const auto& word : split(line.substr(name.size()), ' '))
      if (const auto number = to_number(word)) numbers.push_back(*number);
  }
  return numbers;
}

void check_same(const std::string& printed, const Printed& ours) {
  for (const auto* name : {"api00", "enroll"}) {
    CAPTURE(name, printed);
    const auto row = ours.find({{"indicator", name}});
    const auto theirs = numbers_of(printed, name);
    REQUIRE(theirs.size() >= 2);
    CHECK(theirs[0] == within(row.number("estimate"), 1e-9));
    CHECK(theirs[1] == within(row.number("se"), 1e-9));
    if (theirs.size() > 2) CHECK(theirs[2] == row.number("df"));
  }
}

bool has(const std::string& command) {
  return std::system((command + " > /dev/null 2>&1").c_str()) == 0;
}

}  // namespace

TEST_CASE("other programs read our weights with the same figures, as the page says",
          "[tools][reference][docs]") {
  if (!has("Rscript -e 'library(survey)'")) {
    WARN("passed over: docs/interoperability.md needs R and its package survey");
    return;
  }
  const Example example;
  REQUIRE(example.run("Rscript data.R"));
  const auto ours = example.weigh();
  REQUIRE(ours.size() == 2);
  const auto& formula = ours[0];
  const auto& replicates = ours[1];

  SECTION("R") {
    check_same(example.run("Rscript formula.R").value(), formula);
    check_same(example.run("Rscript replicates.R").value(), replicates);
  }
  SECTION("the page's own figures") {
    // Mean and total with their errors as the first table has them, and the table of differences.
    const auto page = read_file(source_dir() / "docs/interoperability.md");
    const auto row = [](const Printed& of, const char* how, const char* file) {
      const auto mean = of.find({{"indicator", "api00"}}),
                 total = of.find({{"indicator", "enroll"}});
      return fmt::format("| {} (`{}`) | {:.12g} | {:.12g} | {:.12g} | {:.12g} | {} |", how, file,
                         mean.number("estimate"), mean.number("se"), total.number("estimate"),
                         total.number("se"), mean.number("df"));
    };
    CHECK(page.find(row(formula, "by formula", "v.csv")) != std::string::npos);
    CHECK(page.find(row(replicates, "by 50 replicates", "r.csv")) != std::string::npos);
    const auto different = example.run("Rscript differences.R").value();
    for (const auto& [name, begins] : {std::pair{"rake", "| R's `rake` |"},
                                       {"fixed", "| final weights as fixed"},
                                       {"no_fpc", "| the same without `fpc` |"}}) {
      const auto numbers = numbers_of(different, name);
      CAPTURE(name, different);
      REQUIRE(numbers.size() == 4);
      CHECK(numbers[0] == within(formula.at(0).number("estimate"), 1e-8));
      const auto at = page.find(begins);
      REQUIRE(at != std::string::npos);
      const auto line = page.substr(at, page.find('\n', at) - at);
      CAPTURE(line);
      CHECK(line.find(fmt::format("| {:.6f} | {:.2f} |", numbers[1], numbers[3])) !=
            std::string::npos);
    }
  }
  SECTION("Python without packages") {
    if (has("python3 --version"))
      check_same(example.run("python3 replicates.py").value(), replicates);
    else
      WARN("passed over: no python3");
  }
  SECTION("Python with pandas") {
    if (has("python3 -c 'import pandas'"))
      check_same(example.run("python3 pandas_stata.py").value(), replicates);
    else
      WARN("passed over: no pandas");
  }
  SECTION("PSPP in the place of SPSS") {
    if (!has("pspp --version")) {
      WARN("passed over: no pspp");
      return;
    }
    REQUIRE(example.run("pspp estimates.sps"));
    const auto csv = parse_csv(example.text("spss.csv"), "spss.csv");
    REQUIRE(csv.rows.size() == 1);
    for (const auto* name : {"api00", "enroll"})
      CHECK(to_number(csv.rows[0][csv.column(name)]).value() ==
            within(formula.find({{"indicator", name}}).number("estimate"), 1e-9));
  }
}
