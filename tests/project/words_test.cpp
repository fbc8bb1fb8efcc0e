#include "project/words.hpp"

#include <catch2/catch.hpp>

#include "base/error.hpp"
#include "project/project.hpp"
#include "support.hpp"

using namespace trygg;
namespace fs = std::filesystem;

namespace {

/// The project of `trygg init` with `more` at its end, and `languages` in [publication].
fs::path project_with(const test::Folder& folder, const std::string& more) {
  REQUIRE(test::run_trygg({"init", folder / "p", "--quiet"}).status == 0);
  auto text = read_file(folder.path() / "p/trygg.toml");
  const std::string before = "groups = []";
  text.insert(text.find(before), "languages = [\"en\", \"sv\"]\n");
  folder.file("p/trygg.toml", text + "\n" + more);
  return folder.path() / "p";
}

constexpr auto english = R"([words.en]
survey = "The Survey"
place = "My City"
population_text = "16–79"
population = "persons aged 16–79"
whole = "the city as a whole"
fieldwork = "spring 2026"
area_one = "area"
area_many = "areas"
area_the_many = "the areas"
)";

std::string refusal(const std::string& more) {
  const test::Folder folder;
  try {
    read_project(project_with(folder, more));
  } catch (const ConfigError& e) {
    return e.what();
  }
  return "accepted";
}

}  // namespace

TEST_CASE("a project has words in each of its languages, its own first", "[project]") {
  const test::Folder folder;
  const auto project = read_project(project_with(folder, english));
  CHECK(project.publication.languages == std::vector<std::string>{"sv", "en"});
  CHECK(project.texts_in("sv").words.survey == "Trygghetsundersökningen");
  CHECK(project.texts_in("sv").words.area_article == "ett");
  CHECK(project.texts_in("en").words.survey == "The Survey");
  CHECK(project.texts_in("en").words.whole == "the city as a whole");
}

TEST_CASE("words of a language that is not published are left alone", "[project]") {
  const test::Folder folder;
  const auto path = project_with(folder, english);
  auto text = read_file(path / "trygg.toml");
  const std::string languages = "languages = [\"en\", \"sv\"]\n";
  text.erase(text.find(languages), languages.size());
  folder.file("p/trygg.toml", text);
  CHECK(read_project(path).publication.languages == std::vector<std::string>{"sv"});
}

TEST_CASE("the quality declaration is read in each language", "[project]") {
  const test::Folder folder;
  const auto project = read_project(
      project_with(folder, std::string(english) +
                               "[quality]\nrelevance = [\"Ett.\", \"Två.\"]\ncontact = \"Anna\"\n"
                               "[quality.en]\nrelevance = [\"One.\"]\n"));
  CHECK(project.quality.relevance == std::vector<std::string>{"Ett.", "Två."});
  CHECK(project.quality.contact == "Anna");
  CHECK(project.texts_in("en").quality.relevance == std::vector<std::string>{"One."});
}

TEST_CASE("a language without its texts is told, with what is missing", "[project][error]") {
  CHECK_THAT(refusal(""), Catch::Contains("give [words.en]"));
  const std::string whole = "whole = \"the city as a whole\"\n";
  auto less = std::string(english);
  less.erase(less.find(whole), whole.size());
  CHECK_THAT(refusal(less), Catch::Contains("key 'whole': is missing"));
  CHECK_THAT(refusal(std::string(english) + "[quality]\nrelevance = [\"Ett.\"]\n"),
             Catch::Contains("give [quality.en]"));
  CHECK_THAT(refusal(std::string(english) + "[quality]\nrelevance = [\"Ett.\"]\n[quality.en]\n"),
             Catch::Contains("key 'relevance': has texts in one language only"));
  CHECK_THAT(refusal(std::string(english) + "planning_questions = [\"Why?\"]\n"),
             Catch::Contains("1 texts, but [words] has 0"));
  const test::Folder folder;
  const auto project = read_project(project_with(folder, english));
  CHECK_THROWS_WITH(project.texts_in("fi"), Catch::Contains("no texts in 'fi'"));
}
