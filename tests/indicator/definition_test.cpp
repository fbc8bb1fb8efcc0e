#include "indicator/definition.hpp"

#include <catch2/catch.hpp>

#include "indicator/indicator.hpp"
#include "io/codebook_file.hpp"

using namespace trygg;

namespace {

const std::string book = R"(
[variable.ute]
label = "Trygghet ute"
codes = {"1" = "Trygg", "2" = "Ganska otrygg", "3" = "Mycket otrygg", "4" = "Går ej ut", "9" = "Vet ej"}
missing = {"9" = "dont_know"}
[variable.oro]
label = "Oro för inbrott"
codes = {"1" = "Aldrig", "2" = "Ofta"}
)";

const Indicator unsafe{.id = "otrygg",
                       .variables = {"ute"},
                       .codes = {"3", "4"},
                       .question = "Hur trygg är du ute sent?"};

AskedIndicator as_asked(const std::string& wave, const Indicator& indicator = unsafe,
                        const std::string& codebook = book, const std::string& population = "16–79",
                        const std::string& mode = "post") {
  return asked(indicator, codebook_from_toml(codebook, "book"), wave, population, mode);
}

std::string with(std::string text, const std::string& from, const std::string& to) {
  const auto at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

/// "wording cut" and so on.
std::string kinds(const std::vector<SeriesBreak>& breaks) {
  std::string all;
  for (const auto& b : breaks) all += (all.empty() ? "" : " ") + std::string(to_text(b.kind));
  return all;
}

}  // namespace

TEST_CASE("a question asked twice alike is one series", "[comparability]") {
  CHECK(differences(as_asked("2017"), as_asked("2020")).empty());
  auto spelt = unsafe;
  spelt.question = "HUR trygg  är\ndu ute sent?";
  CHECK(differences(as_asked("2017"), as_asked("2020", spelt)).empty());
}

TEST_CASE("other words, answers, cuts, denominators, people and modes are told apart",
          "[comparability]") {
  auto other = unsafe;
  other.question = "Hur otrygg är du ute sent?";
  const auto wording = differences(as_asked("2017"), as_asked("2020", other));
  CHECK(kinds(wording) == "wording");
  CHECK(wording[0].indicator == "otrygg");
  CHECK(wording[0].wave == "2020");
  CHECK(wording[0].text == "2017 »Hur trygg är du ute sent?« → 2020 »Hur otrygg är du ute sent?«");
  other = unsafe;
  other.codes = {"2", "3", "4"};
  CHECK(kinds(differences(as_asked("2017"), as_asked("2020", other))) == "cut");
  other = unsafe;
  other.among = {"1", "2", "3"};
  other.codes = {"3"};
  CHECK(kinds(differences(as_asked("2017"), as_asked("2020", other))) == "cut denominator");
  CHECK(kinds(differences(as_asked("2017"), as_asked("2020", unsafe, book, "16–84"))) ==
        "population");
  CHECK(kinds(differences(as_asked("2017"), as_asked("2020", unsafe, book, "16–79", "webb"))) ==
        "mode");
  // An answer more is offered, and stands in the denominator of those who gave a valid one.
  const auto more = with(book, R"("4" = "Går)", R"("5" = "Ingen åsikt", "4" = "Går)");
  CHECK(kinds(differences(as_asked("2017"), as_asked("2020", unsafe, more))) ==
        "answers denominator");
}

TEST_CASE("what a round does not tell is not compared", "[comparability]") {
  CHECK(differences(as_asked("2017"), as_asked("2020", unsafe, book, "16–79", "")).empty());
}

TEST_CASE("an answer that has another code is the same answer", "[comparability]") {
  auto renumbered = unsafe;
  renumbered.codes = {"7", "4"};
  const auto moved = with(book, R"("3" = "Mycket)", R"("7" = "Mycket)");
  CHECK(differences(as_asked("2017"), as_asked("2020", renumbered, moved)).empty());
  // The same codes with other labels are another cut.
  const auto swapped = with(with(book, "Ganska otrygg", "X"), "Mycket otrygg", "Ganska otrygg");
  CHECK(kinds(differences(as_asked("2017"), as_asked("2020", unsafe, swapped))) ==
        "answers cut denominator");
}

TEST_CASE("of an index the points are compared with their labels", "[comparability]") {
  const Indicator index{.id = "index", .kind = IndicatorKind::index, .variables = {"oro", "ute"}};
  auto turned = with(book, R"("1" = "Aldrig", "2" = "Ofta")", R"("2" = "Aldrig", "1" = "Ofta")");
  CHECK(differences(as_asked("2017", index), as_asked("2020", index)).empty());
  CHECK(kinds(differences(as_asked("2017", index), as_asked("2020", index, turned))) == "cut");
  CHECK(kinds(differences(as_asked("2017", index),
                          as_asked("2020", index, with(book, "Oro för inbrott", "Oro")))) ==
        "wording");
}

TEST_CASE("a round is compared with the last one that had the question", "[comparability]") {
  auto other = unsafe;
  other.question = "Ny fråga?";
  const std::vector<std::vector<AskedIndicator>> rounds{
      {as_asked("2014")}, {}, {as_asked("2020", other)}, {as_asked("2023", other)}};
  const auto found = differences(rounds);
  REQUIRE(found.size() == 1);
  CHECK(found[0].wave == "2020");
  CHECK(found[0].text.starts_with("2014 "));
}
