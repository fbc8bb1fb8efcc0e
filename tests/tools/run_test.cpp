#include <catch2/catch.hpp>

#include "base/text.hpp"
#include "support.hpp"
#include "tools/command.hpp"

using trygg::test::run_trygg;

TEST_CASE("an unknown command is named with the nearest one", "[tools][error]") {
  const auto ran = run_trygg({"estimat"});
  CHECK(ran.status == 2);
  CHECK(ran.err == "trygg estimat: unknown command 'estimat'; did you mean 'estimate'?\n");
  CHECK(ran.out.empty());
}

TEST_CASE("output that cannot be written is a failure", "[tools][error]") {
  std::ostringstream full, err;
  full.setstate(std::ios::badbit);
  const std::vector<std::string> args{"--help"};
  CHECK(trygg::tools::run(args, {full, err, false, false}) == 1);
  CHECK(err.str() == "trygg: standard output: writing broke off; is the disk full?\n");
}

TEST_CASE("no command writes over a file that it reads", "[tools][error]") {
  const trygg::test::Folder folder;
  const std::string text = "q,w\n1,1\n2,3\n";
  const auto data = folder.file("d.csv", text);
  const auto book = folder.file("c.toml", "[variable.q]\nkind = \"code\"\n");
  const auto link = folder / "link.csv";
  std::filesystem::create_symlink("d.csv", link);
  const auto refuses = [&](const std::vector<std::string>& args) {
    CAPTURE(args);
    const auto ran = run_trygg(args);
    CHECK(ran.status == 2);
    CHECK(ran.err.find("this file is read") != std::string::npos);
    CHECK(trygg::read_file(data) == text);
  };
  refuses({"estimate", data, "--mean", "w", "-o", data});
  refuses({"estimate", data, "--mean", "w", "-o", link});
  refuses({"estimate", data, "--mean", "w", "--codebook", book, "-o", book});
  refuses({"check", data, "--codebook", book, "-o", data});
  refuses({"codebook", data, "-o", data});
  refuses({"convert", data, "-o", link});
  refuses({"goal", data, "--goal", book, "-o", data});
  refuses({"release", data, "--rules", book, "-o", data});
}

TEST_CASE("every command explains itself and is listed", "[tools][law]") {
  const auto list = run_trygg({"--help"}).out;
  for (const auto& command : trygg::tools::commands()) {
    CAPTURE(command.name);
    CHECK(list.find(std::string(command.name)) != std::string::npos);
    CHECK_FALSE(command.summary.empty());
    CHECK(run_trygg({std::string(command.name), "--help"}).out.find("--help") != std::string::npos);
  }
}

TEST_CASE("every command has a man page that lists its options", "[tools][law]") {
  for (const auto& command : trygg::tools::commands()) {
    CAPTURE(command.name);
    const std::filesystem::path page =
        trygg::test::source_dir() / "docs/man" / ("trygg-" + std::string(command.name) + ".md");
    REQUIRE(std::filesystem::exists(page));
    const auto text = trygg::read_file(page);
    std::istringstream help(command.help());
    for (std::string word; help >> word;) {
      if (!word.starts_with("--")) continue;
      const auto option = word.substr(0, word.find_first_of(",=[ "));
      CAPTURE(option);
      CHECK(text.find(option) != std::string::npos);
    }
  }
}

TEST_CASE("every help fits a terminal of 80 columns", "[tools][law]") {
  auto texts = run_trygg({"help"}).out;
  for (const auto& command : trygg::tools::commands())
    texts += run_trygg({"help", std::string(command.name)}).out;
  std::istringstream lines(texts);
  for (std::string line; std::getline(lines, line);) {
    CAPTURE(line);
    CHECK(trygg::code_points(line) <= 80);
  }
}

TEST_CASE("the version is told alone and after a command", "[tools]") {
  const auto alone = run_trygg({"--version"});
  CHECK(alone.out.starts_with("trygg "));
  CHECK(run_trygg({"estimate", "--version"}).out == alone.out);
}

TEST_CASE("settings that are not there are a wrong command line", "[tools][error]") {
  const trygg::test::Folder folder;
  const auto data = folder.file("d.csv", "q\n1\n2\n");
  const auto absent = folder / "absent.toml";
  for (const auto& args :
       {std::vector<std::string>{"weight", data, "--recipe", absent, "--dry-run"},
        {"estimate", data, "--count", "--design", absent},
        {"check", data, "--codebook", absent},
        {"goal", data, "--goal", absent},
        {"release", data, "--rules", absent}}) {
    const auto ran = run_trygg(args);
    CHECK(ran.status == 2);
    CHECK(ran.err == "trygg " + args[0] + ": " + absent + ": there is no such file\n");
  }
}
