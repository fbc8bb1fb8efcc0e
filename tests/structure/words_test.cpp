#include <catch2/catch.hpp>

#include "structure/sources.hpp"

using trygg::test::Source;
using trygg::test::source;
using trygg::test::sources;

namespace {

/// Lower case of ASCII and of Å, Ä and Ö.
std::string lower(std::string text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    auto& c = text[i];
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
    if (i > 0 && text[i - 1] == '\xC3' && (c == '\x84' || c == '\x85' || c == '\x96')) {
      c = static_cast<char>(c + 0x20);
    }
  }
  return text;
}

/// The survey is data: names of places, questions and groups stand in the project's folder, texts
/// for readers in templates.
std::vector<std::string> words_of_one_survey(const std::vector<Source>& all) {
  std::vector<std::string> wrong;
  for (const auto& file : all) {
    const auto code = lower(file.without_comments());
    for (const auto* word :
         {"stockholm",   "stadsdel",  "basområde",    "bromma",    "enskede",
          "farsta",      "hägersten", "hässelby",     "järva",     "kista",
          "kungsholmen", "norrmalm",  "rinkeby",      "skarpnäck", "skärholmen",
          "spånga",      "södermalm", "tensta",       "vällingby", "älvsjö",
          "östermalm",   "kvinn",     "trygghetsmät", "otrygg",    "syntetisk"}) {
      if (code.find(word) != std::string::npos) wrong.push_back(file.path + " says " + word);
    }
  }
  return wrong;
}

const std::vector<std::string> nothing;

}  // namespace

TEST_CASE("no name or question of one survey stands in the code", "[structure][law]") {
  for (const auto* folder : {"lib", "weights", "reports", "tools"}) {
    CAPTURE(folder);
    CHECK(words_of_one_survey(sources(folder)) == nothing);
  }
}

TEST_CASE("a name of one survey in the code is seen", "[structure][law]") {
  const auto wrong = [](const std::string& line) {
    return words_of_one_survey({source("lib/area/areas.cpp", line)});
  };
  CHECK(wrong("const auto city = \"STOCKHOLM\";") ==
        std::vector<std::string>{"lib/area/areas.cpp says stockholm"});
  CHECK(wrong("text += \"Älvsjö\";").size() == 1);
  CHECK(wrong("text += \"ÖSTERMALM\";").size() == 1);
  CHECK(wrong("text += \"kvinnor\";").size() == 1);
  CHECK(wrong("int x = 1;  // as in Stockholm").empty());
}
