// A project's own texts over the program's.
#include "reports/phrases/own_texts.hpp"

#include <catch2/catch.hpp>

#include "base/error.hpp"
#include "reports/data/data_texts.hpp"
#include "reports/phrases/sentence.hpp"
#include "support.hpp"

using namespace trygg;
using namespace trygg::reports;
using Catch::Contains;
namespace fs = std::filesystem;

namespace {

/// A project's folder with texts/NAME.
struct Own {
  test::Folder folder;
  explicit Own(const std::string& text, const std::string& name = "sv.toml") {
    fs::create_directory(folder.path() / "texts");
    folder.file("texts/" + name, text);
  }
  Phrases read() const { return Phrases::read(folder.path(), Language::sv); }
};

}  // namespace

TEST_CASE("words are replaced whole, with a capital where they had one, and not in places",
          "[reports]") {
  const WordReplacements words(
      {{"män", "pojkar", ""}, {"kvinnor", "flickor", ""}, {"kvinnor och män", "alla", ""}});
  CHECK(words.in("män, kvinnor; Kvinnor: Män.") == "pojkar, flickor; Flickor: Pojkar.");
  CHECK(words.in("människor, allmän, mäns") == "människor, allmän, mäns");
  CHECK(words.in("kvinnor och män") == "alla");
  CHECK(words.in("{kvinnor} {män} män") == "{kvinnor} {män} pojkar");
  CHECK(words.in("") == "");
}

TEST_CASE("a project's texts stand over the program's", "[reports]") {
  const Own own("[replace]\n\"kvinnor\" = \"flickor\"\n[words]\nsampled_column = \"Elever\"\n");
  const auto phrases = own.read();
  CHECK(phrases.word("women") == "flickor");
  CHECK(phrases.word("Women") == "Flickor");
  CHECK(phrases.word("sampled_column") == "Elever");
  CHECK(phrases.word("men") == "män");
  // Without such a file, nothing is another.
  const test::Folder none;
  CHECK(Phrases::read(none.path(), Language::sv).word("women") == "kvinnor");
  CHECK(Phrases::read(own.folder.path(), Language::en).word("women") == "women");
}

TEST_CASE("a project's texts that the program cannot use are told with their line",
          "[reports][error]") {
  const auto fails = [](const std::string& text, const std::string& message,
                        const std::string& name = "sv.toml") {
    CAPTURE(text);
    const Own own(text, name);
    CHECK_THROWS_WITH(own.read(), Contains(message));
  };
  fails("[words]\nsampled_colum = \"Elever\"\n", "sv.toml:2");
  fails("[words]\nsampled_colum = \"Elever\"\n", "did you mean 'sampled_column'?");
  fails("[sentences]\nS02 = \"{antal} svar\"\n", "sv.toml:2");
  fails("[replace]\n\"kvinor\" = \"flickor\"\n", "no text of the program has the word 'kvinor'");
  fails("[ord]\na = \"b\"\n", "unknown key 'ord'");
  fails("", "a project's own texts are", "se.toml");
}

TEST_CASE("the data files have a project's words, too", "[reports][data]") {
  const Own own("[replace]\n\"kvinnor\" = \"flickor\"\n");
  own.folder.file("texts/data.toml", "unit_of_analysis = {sv = \"elev\", en = \"pupil\"}\n");
  const auto file = test::source_dir() / "reports/templates/data.toml";
  const auto texts = DataTexts::read(file, own.folder.path());
  CHECK(texts.text("women").sv == "flickor");
  CHECK(texts.text("women").en == "women");
  CHECK(texts.text("unit_of_analysis").sv == "elev");
  CHECK(texts.text("tidy_header").sv == DataTexts::read(file).text("tidy_header").sv);
  own.folder.file("texts/data.toml", "unit_of_analysi = {sv = \"elev\", en = \"pupil\"}\n");
  CHECK_THROWS_WITH(DataTexts::read(file, own.folder.path()), Contains("'unit_of_analysi'"));
}
