// The same texts in every language, and all of them read by an editor.
#include <fmt/format.h>
#include <catch2/catch.hpp>

#include <cstdlib>
#include <map>

#include "base/file.hpp"
#include "base/text.hpp"
#include "reports/phrases/places.hpp"
#include "reports/phrases/sentence.hpp"
#include "support.hpp"

using namespace trygg;
using namespace trygg::reports;
namespace fs = std::filesystem;

namespace {

const fs::path templates = test::source_dir() / "reports/templates";

using Values = std::map<std::string, std::string>;

/// Sentences whose {areas} are places, "i Farsta och på Norrmalm"; elsewhere it is the noun.
bool names_places(std::string_view id) {
  for (const auto* one : {"S04_areas", "S06_areas", "S07", "S09", "goal_reached_areas"})
    if (id == one) return true;
  return false;
}

/// "9 av de 12": digits in both places.
bool counts_digits(const Text& text) {
  return text.text.find("{all}") != std::string::npos;
}

/// Sentences that are said of sets of two or more only.
bool needs_a_set(std::string_view id, const Text& text) {
  return counts_digits(text) || id == "S34" || id == "annual_indicators" ||
         id == "goal_most_unclear";
}

/// What stands in the places of a sentence, for a set of `n` areas.
Values values(std::string_view id, const Text& text, Language language, std::size_t n,
              const Phrases& p) {
  const bool sv = language == Language::sv;
  const Noun area{sv ? "stadsdelsområde" : "district", sv ? "stadsdelsområden" : "districts",
                  "ett"};
  std::vector<std::string> names;
  for (std::size_t i = 0; i < n; ++i)
    names.push_back(!sv ? "in Farsta" : i == 1 ? "på Norrmalm" : "i Farsta");
  return {{"whole", sv ? "hela staden" : "the city as a whole"},
          {"share", p.share(sv ? "Andel otrygga" : "Share feeling unsafe")},
          {"definition", sv ? "mycket otrygga när de går ut sent" : "feel very unsafe out late"},
          {"women", sv ? "12,6" : "12.6"},
          {"men", sv ? "6,9" : "6.9"},
          {"all", fmt::format("{}", n)},
          {"none", p.count_word(0, "ett")},
          {"n", counts_digits(text) ? fmt::format("{}", n) : p.count_word(n, "ett")},
          {"area", area.one},
          {"areas", names_places(id) ? p.listed(names)
                    : n < 2          ? area.one
                                     : area.many},
          {"many", sv ? "åldersgrupper" : "age groups"},
          {"one", sv ? "åldersgrupp" : "age group"},
          {"which", sv ? "16–29 år" : "16–29"},
          {"who", sv ? "kvinnor" : "women"},
          {"place", sv ? "på Norrmalm" : "in Norrmalm"},
          {"before", sv ? "14,8" : "14.8"},
          {"now", sv ? "12,6" : "12.6"},
          {"t0", "2017"},
          {"t1", "2023"},
          {"a", "2023"},
          {"b", "2026"},
          {"wave", "2023"},
          {"year", "2025"},
          {"difference", sv ? "5,7" : "5.7"},
          {"margin", sv ? "1,1" : "1.1"},
          {"range", sv ? "11,8–13,4" : "11.8–13.4"},
          {"target", sv ? "5,5" : "5.5"},
          {"left", sv ? "4,4" : "4.4"},
          {"ratio", "90"},
          {"verdict", sv ? "minskat, inte halverat" : "reduced, not halved"},
          {"false", sv ? "0,33" : "0.33"},
          {"often", p.word("every_8")},
          {"group", sv ? "oro för brott" : "worry about crime"},
          {"parts", p.listed({p.word("part_lower_many", {{"n", p.count_word(2)}}),
                              p.word("part_not_shown", {{"n", p.count_word(1)}})})}};
}

std::string filled(const Text& text, const Values& values) {
  std::string out, rest = text.text;
  for (auto open = rest.find('{'); open != std::string::npos; open = rest.find('{')) {
    const auto close = rest.find('}');
    const auto value = values.find(rest.substr(open + 1, close - open - 1));
    out += rest.substr(0, open);
    out += value == values.end() ? rest.substr(open, close - open + 1) : value->second;
    rest.erase(0, close + 1);
  }
  return typeset(capitalised(out + rest));
}

/// The texts that this editor has read: those shared by all, and those of the annual report.
bool is_read(const Text& text) {
  return text.where.find("/common.toml:") != std::string::npos ||
         text.where.find("/arsrapport.toml:") != std::string::npos;
}

/// Every sentence with its places filled; those about sets, for 0, 1, 2 and 13 areas.
std::map<std::string, std::string> printed(Language language) {
  const auto p = Phrases::read(test::source_dir(), language);
  const auto texts = read_texts(templates / std::string(to_text(language)));
  std::map<std::string, std::string> lines;
  for (const auto& [id, text] : texts.sentences) {
    if (!is_read(text)) continue;
    std::string last;
    for (const std::size_t n : {0, 1, 2, 13}) {
      if (n < 2 && needs_a_set(id, text)) continue;
      const auto line = filled(text, values(id, text, language, n, p));
      if (line != last) lines[fmt::format("{} {:>2}", id, n)] = line;
      last = line;
    }
  }
  return lines;
}

}  // namespace

TEST_CASE("every language has every text, with places that the program fills", "[reports][law]") {
  for (const auto language : {Language::sv, Language::en}) {
    const auto texts = read_texts(templates / std::string(to_text(language)));  // checks them all
    for (const auto& known : known_texts())
      CHECK((known.table == "words" ? texts.words : texts.sentences).contains(known.key));
    CHECK(texts.numbers.size() == 13);
  }
}

TEST_CASE("a translation leaves out no figure", "[reports][law]") {
  const auto sv = read_texts(templates / "sv"), en = read_texts(templates / "en");
  for (const auto& [id, text] : sv.sentences)
    for (const std::string place : {"{women}", "{men}", "{before}", "{now}", "{difference}",
                                    "{margin}", "{range}", "{ratio}", "{n}", "{t0}", "{t1}"}) {
      CAPTURE(id, place);
      const auto& other = en.sentences.find(id)->second.text;
      CHECK((text.text.find(place) == std::string::npos) ==
            (other.find(place) == std::string::npos));
    }
}

TEST_CASE("the sentences are those that an editor has read", "[reports][golden]") {
  for (const auto language : {Language::sv, Language::en}) {
    const auto file = test::source_dir() /
                      fmt::format("tests/reports/golden/sentences.{}.txt", to_text(language));
    const auto lines = printed(language);
    std::string text;
    for (const auto& [id, line] : lines) text += id + "  " + line + "\n";
    if (std::getenv("UPDATE_GOLDEN") != nullptr) write_file(file, text, Access::published);
    const auto read = read_file(file);
    for (const auto& line :
         split(read, '\n')) {  // a new sentence is to be read, a changed one is red
      if (line.empty()) continue;
      CAPTURE(line);
      const auto id = line.substr(0, line.find("  ", line.find(' ') + 3));
      const auto now = lines.find(id);
      CHECK((now != lines.end() && id + "  " + now->second == line));
    }
    if (text != read) WARN("sentences that no editor has read; look, then UPDATE_GOLDEN=1");
  }
}

TEST_CASE("counts agree with their noun", "[reports][law]") {
  const auto sv = Phrases::read(test::source_dir(), Language::sv);
  const auto en = Phrases::read(test::source_dir(), Language::en);
  const Noun area{"område", "områden", "ett"}, group{"åldersgrupp", "åldersgrupper", "en"};
  const Noun district{"district", "districts", "ett"};
  CHECK(sv.counted(0, area) == "inget område");
  CHECK(sv.counted(1, area) == "ett område");
  CHECK(sv.counted(2, area) == "två områden");
  CHECK(sv.counted(13, area) == "13 områden");
  CHECK(sv.counted(0, group) == "ingen åldersgrupp");
  CHECK(sv.counted(1, group) == "en åldersgrupp");
  CHECK(en.counted(0, district) == "no district");
  CHECK(en.counted(1, district) == "one district");
  CHECK(en.counted(13, district) == "13 districts");
  CHECK(sv.share("Andel otrygga") == "andelen otrygga");
  CHECK(sv.share("andelen otrygga") == "andelen otrygga");
  CHECK(en.share("Share feeling unsafe") == "the share feeling unsafe");
  CHECK(sv.percent(Published::shown(12.6, 1)) == "12,6\u00a0%");
  CHECK(en.percent(Published::shown(12.6, 1)) == "12.6%");
  CHECK(sv.percent(Published::withheld(Symbol::uncertain)) == "..");
  CHECK(en.count(15842, Place::prose) == "15,842");
  CHECK(en.count(999, Place::table) == "999");
  CHECK(en.range(Published::shown(-2.7, 1), Published::shown(11.9, 1)) == "\u22122.7 to 11.9");
}
