// What no publication may say, and how numbers stand, over the text of every kind in both
// languages.
#include <catch2/catch.hpp>

#include <algorithm>
#include <array>

#include "annual_fixture.hpp"
#include "base/text.hpp"

using namespace trygg;
using namespace trygg::reports;
using trygg::test::Annual;

namespace {

constexpr auto banned_sv = std::to_array<std::string_view>({"signifikan",
                                                            "tendens",
                                                            "tenderar",
                                                            "något högre",
                                                            "något lägre",
                                                            "marginell",
                                                            "markant",
                                                            "kraftig",
                                                            "dramatisk",
                                                            "rekord",
                                                            "trend bruten",
                                                            "trenden vänder",
                                                            "värst",
                                                            "sämst",
                                                            "bäst",
                                                            "toppar",
                                                            "bottnar",
                                                            "i topp",
                                                            "drabbad",
                                                            "problemområde",
                                                            "utanförskap",
                                                            "utsatt område",
                                                            "utsatta områd",
                                                            "getto",
                                                            "orten",
                                                            "bevisar",
                                                            "beror på valet",
                                                            "leder till",
                                                            "tack vare",
                                                            "effekt av",
                                                            "exakt",
                                                            "därav kvinnor",
                                                            "data saknas",
                                                            "statistiskt osäkert men",
                                                            "cirka",
                                                            "drygt",
                                                            "knappt",
                                                            "nästan",
                                                            "otrygga områden",
                                                            "andelen otrygga kvinnor",
                                                            "andelen otrygga män",
                                                            "invånarna är"});

constexpr auto banned_en = std::to_array<std::string_view>(
    {"tendency",     "tends to", "slightly higher", "slightly lower", "marginal",
     "dramatic",     "sharply",  "record high",     "worst",          "best",
     "proves",       "due to",   "leads to",        "thanks to",      "effect of",
     "exactly",      "of whom",  "approximately",   "almost",         "nearly",
     "problem area", "ghetto",   "unsafe areas",    "data missing",   "percent "});

std::string lower_case(std::string_view text) {
  std::string lower(text);
  for (auto& c : lower)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
  return lower;
}

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

std::string around(const std::string& text, std::size_t at) {
  return text.substr(at > 40 ? at - 40 : 0, 90);
}

/// Where a banned word begins a word of the text.
std::vector<std::string> banned_in(const std::string& text, Language language) {
  std::vector<std::string> found;
  const auto lower = lower_case(text);
  const auto look = [&](std::string_view word) {
    for (auto at = lower.find(word); at != std::string::npos; at = lower.find(word, at + 1))
      if (at == 0 || !is_letter(lower[at - 1]))
        found.push_back(std::string(word) + ": " + around(text, at));
  };
  if (language == Language::sv)
    for (const auto word : banned_sv) look(word);
  else
    for (const auto word : banned_en) look(word);
  return found;
}

/// "bara 12", "endast 12", "hela 12".
std::vector<std::string> weighed_numbers_in(const std::string& text) {
  std::vector<std::string> found;
  const auto lower = lower_case(text);
  for (const std::string_view word : {"bara ", "endast ", "hela ", "only ", "just "})
    for (auto at = lower.find(word); at != std::string::npos; at = lower.find(word, at + 1))
      if (at + word.size() < lower.size() && is_digit(lower[at + word.size()]))
        found.push_back(around(text, at));
  return found;
}

/// Units that may part from their number, a foreign decimal sign, a hyphen for a minus, a range
/// that may break.
std::vector<std::string> badly_set_in(const std::string& text, Language language) {
  std::vector<std::string> found;
  const char foreign = language == Language::sv ? '.' : ',';
  for (std::size_t i = 1; i + 4 < text.size(); ++i) {
    const std::string_view rest(text.data() + i + 1,
                                std::min<std::size_t>(text.size() - i - 1, 12));
    const bool after = is_digit(text[i - 1]), before = is_digit(text[i + 1]);
    const bool thousands = language == Language::en && i + 3 < text.size() &&
                           is_digit(text[i + 2]) && is_digit(text[i + 3]);
    bool wrong = text[i] == foreign && after && before && !thousands;
    wrong |= text[i] == '-' && before && !after && text[i - 1] != '-' && !is_letter(text[i - 1]);
    for (const std::string_view unit : {"%", "procent", "år ", "per cent", "percentage"})
      wrong |= text[i] == ' ' && after && rest.starts_with(unit);
    wrong |= text.compare(i, 3, "–") == 0 && after && i + 3 < text.size() && is_digit(text[i + 3]);
    if (wrong) found.push_back(around(text, i));
  }
  return found;
}

/// "5,7 procent" after a word for a difference.
std::vector<std::string> differences_in_percent(const std::string& text) {
  std::vector<std::string> found;
  for (const std::string_view word : {"skillnaden är ", "skillnaden mellan kvinnor och män var "})
    for (auto at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) {
      const auto sentence = text.substr(at, text.find('.', at) - at);
      if (sentence.find("procent ") != std::string::npos) found.push_back(sentence);
    }
  return found;
}

/// The text of a publication without the one paragraph that explains the interval by its term.
std::string text_of(const Document& document, const Annual& annual, const House& house) {
  auto text =
      test::visible_text(to_html(document, annual.publication.project, house.phrases, house.css));
  const auto method = escaped(house.phrases.word("method_interval"));
  for (auto at = text.find(method); at != std::string::npos; at = text.find(method))
    text.erase(at, method.size());
  return text;
}

const std::vector<std::string> nothing;

void check_text(const std::string& text, Language language) {
  CHECK(banned_in(text, language) == nothing);
  CHECK(weighed_numbers_in(text) == nothing);
  CHECK(badly_set_in(text, language) == nothing);
  CHECK(differences_in_percent(text) == nothing);
  CHECK(lower_case(text).find(language == Language::sv ? "konfidens" : "confidence") ==
        std::string::npos);
  CHECK(text.find('{') == std::string::npos);
}

}  // namespace

TEST_CASE("no publication says what is banned, and numbers stand as they should",
          "[reports][lint][law]") {
  for (const auto& annual : {test::invented_annual(), test::invented_annual_in_english()}) {
    const auto language = annual.publication.project.language;
    const auto house = read_house(test::source_dir(), language);
    const auto input = annual.input();
    for (const auto& kind : publication_kinds()) {
      CAPTURE(kind.id, to_text(language));
      if (kind.of_whole())
        check_text(text_of(kind.make(input, house.phrases, {}), annual, house), language);
    }
  }
}

TEST_CASE("what is banned or badly set is seen", "[reports][lint][law]") {
  const auto sv = Language::sv, en = Language::en;
  CHECK(banned_in("Skillnaden är signifikant.", sv).size() == 1);
  CHECK(banned_in("Otryggheten ökar markant", sv).size() == 1);
  CHECK(banned_in("i staden orten", sv).size() == 1);
  CHECK(banned_in("i vårt territorten", sv).empty());  // within a word
  CHECK(banned_in("This is due to lighting", en).size() == 1);
  CHECK(weighed_numbers_in("Bara 12 procent").size() == 1);
  CHECK(weighed_numbers_in("hela staden 12").empty());
  CHECK(badly_set_in("det är 12.6 här nu", sv).size() == 1);
  CHECK(badly_set_in("it is 12,6 here now", en).size() == 1);
  CHECK(badly_set_in("it is 15,842 people", en).empty());
  CHECK(badly_set_in("det är 12 procent nu", sv).size() == 1);
  CHECK(badly_set_in("minskat med -2,2 nu då", sv).size() == 1);
  CHECK(badly_set_in("Hägersten-Älvsjö 2017–\u20602023", sv).empty());
  CHECK(badly_set_in("mellan 11,8–13,4 nu", sv).size() == 1);
  CHECK(differences_in_percent("skillnaden är 5,7 procent nu.").size() == 1);
}
