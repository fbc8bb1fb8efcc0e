#include <catch2/catch.hpp>

#include <type_traits>

#include "support.hpp"

#include "base/error.hpp"
#include "base/resources.hpp"
#include "reports/phrases/templates.hpp"

using namespace trygg;
using namespace trygg::reports;
namespace t = trygg::reports::templates;

namespace {

Phrases swedish() {
  return Phrases::read(test::source_dir(), Language::sv);
}

ReleasedRow comparison(Finding finding) {
  ReleasedRow row;
  row.contrast = "kon:2-1";
  row.finding = finding;
  return row;
}

template <class Template, class Evidence>
concept sayable = requires(const Phrases& p, Template tpl, const Evidence& e) {
  p.say(tpl, e);
};

}  // namespace

// What a sentence may be made from is decided when the program is compiled.
static_assert(sayable<decltype(t::S17), Lower>);
static_assert(!sayable<decltype(t::S17), Higher>);
static_assert(!sayable<decltype(t::S17), NotShown>);
static_assert(!sayable<decltype(t::S17), Undetermined>);
static_assert(!sayable<decltype(t::S03), NotShown>);
static_assert(!sayable<decltype(t::S12_head), Count<Extent::some_higher>>);
static_assert(!std::is_constructible_v<Higher, const ReleasedRow&>);
static_assert(!std::is_constructible_v<Sentence, std::string, std::string>);

TEST_CASE("a claim exists only for its own finding", "[reports][law]") {
  const auto row = comparison(Finding::not_shown);
  CHECK_FALSE(Higher::of(row));
  CHECK_FALSE(Similar::of(row));
  CHECK(NotShown::of(row));
  for (const auto finding : {Finding::higher, Finding::lower, Finding::similar, Finding::not_shown,
                             Finding::undetermined, Finding::broken, Finding::suppressed})
    CHECK(permitted(comparison(finding)).index() == static_cast<std::size_t>(finding) - 1);
  CHECK(std::holds_alternative<Withheld>(permitted(comparison(Finding::none))));
}

TEST_CASE("what can be said of a set follows from its tally", "[reports][law]") {
  const Tally all{.higher = 3}, some{.higher = 2, .not_shown = 1},
      unclear{.higher = 2, .undetermined = 1};
  CHECK(Count<Extent::all_higher>::of(all));
  CHECK_FALSE(Count<Extent::comparable_higher>::of(all));
  CHECK_FALSE(Count<Extent::all_higher>::of(some));
  CHECK(Count<Extent::some_higher>::of(some));
  CHECK_FALSE(Count<Extent::all_higher>::of(unclear));
  CHECK(Count<Extent::comparable_higher>::of(unclear));
  CHECK(unclear.comparable() == 2);  // undetermined, broken and suppressed are not in the base
  CHECK_FALSE(Count<Extent::none_secured>::of(Tally{.undetermined = 4}));
  CHECK(Count<Extent::none_secured>::of(Tally{.not_shown = 1}));
  CHECK_FALSE(Count<Extent::none_secured>::of(Tally{.lower = 1}));
}

TEST_CASE("texts are set with unbreakable units and ranges", "[reports][law]") {
  CHECK(typeset("12,6 procent och 5 %, 16–79 år") ==
        "12,6\u00a0procent och 5\u00a0%, 16–\u206079\u00a0år");
  CHECK(typeset("Hägersten-Älvsjö, procent") == "Hägersten-Älvsjö, procent");
  CHECK(capitalised("i Farsta") == "I Farsta");
  CHECK(capitalised("ängsliga") == "Ängsliga");
  CHECK(capitalised("") == "");
}

TEST_CASE("lists, counts and ranges follow Swedish grammar", "[reports][law]") {
  const auto p = swedish();
  CHECK(p.listed({}) == "");
  CHECK(p.listed({"i Farsta"}) == "i Farsta");
  CHECK(p.listed({"på Norrmalm", "i Skärholmen"}) == "på Norrmalm och i Skärholmen");
  CHECK(p.listed({"i Farsta", "på Norrmalm", "i Skärholmen"}) ==
        "i Farsta, på Norrmalm och i Skärholmen");
  CHECK(p.count_word(0) == "noll");
  CHECK(p.count_word(2) == "två");
  CHECK(p.count_word(12) == "tolv");
  CHECK(p.count_word(13) == "13");
  const auto shown = [](double v) { return Published::shown(v, 1); };
  CHECK(p.range(shown(11.8), shown(13.4)) == "11,8–\u206013,4");
  CHECK(p.range(shown(-2.7), shown(11.9)) == "\u22122,7 till 11,9");
  CHECK(p.range(Published::withheld(Symbol::uncertain), Published::withheld(Symbol::uncertain)) ==
        "..");
}

TEST_CASE("a sentence whose places are not all filled is an error", "[reports][error]") {
  const auto p = swedish();
  CHECK_THROWS_WITH(p.say(t::S02, {{"wrong", "1"}}),
                    Catch::EndsWith("text 'S02': nothing is known of '{range}' here") &&
                        Catch::Contains("common.toml:"));
  CHECK_THROWS_WITH(p.word("no such word"), "there is no word 'no such word'");
}

TEST_CASE("resources are looked for from the project's folder upward", "[reports][law]") {
  const test::Folder folder;
  const auto mine = folder.file("reports/templates/page.css", "p {}\n");
  std::filesystem::create_directories(folder.path() / "examples/city");
  CHECK(find_resource("reports/templates/page.css", folder.path() / "examples/city") == mine);
  CHECK_THROWS_AS(find_resource("reports/templates/no_such_file", folder.path()), ConfigError);
}
