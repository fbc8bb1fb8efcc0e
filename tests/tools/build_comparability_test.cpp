#include <catch2/catch.hpp>

#include <cmath>

#include "base/csv.hpp"
#include "base/text.hpp"
#include "estimate/cube.hpp"
#include "indicator/comparability.hpp"
#include "release/release.hpp"
#include "support.hpp"
#include "tools/eras_city.hpp"

using namespace trygg;
using Catch::Contains;
using test::edit;
using test::eras_city;
using test::run_trygg;
namespace fs = std::filesystem;

namespace {

/// Changes that have a figure. Those that have none say that the series is broken, and are released
/// as such; of areas, those that are published at all.
std::size_t changes_in(const fs::path& city) {
  std::size_t changes = 0, refused = 0;
  for (const auto& row : read_cube(city / "work/estimates.csv").rows) {
    if (row.contrast.find("omgang:") == std::string::npos) continue;
    changes += !std::isnan(row.estimate);
    if (!std::isnan(row.estimate)) continue;
    refused += row.area_level.empty();
    CHECK(row.note == "series_break");
    CHECK(std::isnan(row.se));
    CHECK(std::isnan(row.p_adjusted));
  }
  for (const auto& row : read_release(city / "work/release.csv").rows)
    if (row.reason == "series_break") {
      refused -= row.area_level.empty();
      CHECK(row.decision == Decision::suppress);
      CHECK(row.finding == Finding::broken);
      CHECK_FALSE(row.estimate.is_shown());
    }
  CHECK(refused == 0);
  return changes;
}

/// Gives the first round a file of its own, a copy of the project's with one text replaced.
void own_file(const fs::path& city, const std::string& key, const std::string& from,
              const std::string& to) {
  const auto name = key + "_2019.toml";
  fs::copy_file(city / (key + ".toml"), city / name);
  edit(city / name, from, to);
  edit(city / "trygg.toml", "day = \"2019-04-20\"",
       "day = \"2019-04-20\"\n" + key + " = \"" + name + "\"");
}

/// Six persons of 80 and older in the file of the first round: a separate collection.
void add_oldest(const fs::path& city) {
  auto text = read_file(city / "data/2019.csv");
  for (int i = 0; i < 6; ++i)
    text += std::to_string(9000 + i) + ",2," + std::to_string(80 + i) + ",101,01,4\n";
  write_file(city / "data/2019.csv", text, Access::published);
}

}  // namespace

TEST_CASE("rounds asked alike are compared", "[tools][comparability]") {
  test::Folder folder;
  const auto city = eras_city(folder);
  REQUIRE(run_trygg({"build", city.string(), "--quiet"}).status == 0);
  CHECK(read_breaks(city / "work/comparability.csv").empty());
  CHECK(changes_in(city) > 10);
}

TEST_CASE("a change across a break is refused with the reason", "[tools][comparability]") {
  test::Folder folder;
  const auto city = eras_city(folder);
  own_file(city, "indicators", "question = \"Om du går ut", "question = \"När du går ut");
  const auto ran = run_trygg({"build", city.string()});
  CAPTURE(ran.err);
  REQUIRE(ran.status == 0);
  const auto breaks = read_breaks(city / "work/comparability.csv");
  REQUIRE(breaks.size() == 1);
  CHECK(breaks[0].kind == BreakKind::wording);
  CHECK(breaks[0].wave == "2023");
  CHECK(changes_in(city) == 0);
  CHECK_THAT(ran.err, Contains("otrygg: 2023 is not compared with earlier rounds (wording: 2019 "
                               "»När du går ut"));
  const auto page = read_file(city / "out/jamstalldhetsanalys.html");
  CHECK_THAT(page, Contains("ändrades: bland kvinnor kan resultaten 2019 och 2023 inte jämföras"));
  CHECK_THAT(read_file(city / "work/goal.csv"), Contains("series_break"));
}

TEST_CASE("answers with other labels in a round's own codebook are a break",
          "[tools][comparability]") {
  test::Folder folder;
  const auto city = eras_city(folder);
  own_file(city, "codebook", "\"Mycket otrygg\"", "\"Otrygg\"");
  REQUIRE(run_trygg({"build", city.string(), "--quiet"}).status == 0);
  const auto breaks = read_breaks(city / "work/comparability.csv");
  REQUIRE(breaks.size() == 3);
  CHECK(breaks[0].kind == BreakKind::answers);
  CHECK(breaks[1].kind == BreakKind::cut);
  CHECK(breaks[2].kind == BreakKind::denominator);
  CHECK(changes_in(city) == 0);
}

TEST_CASE("a round that asked other people, or in another way, is another series",
          "[tools][comparability]") {
  test::Folder folder;
  const auto city = eras_city(folder);
  edit(city / "trygg.toml", "day = \"2019-04-20\"",
       "day = \"2019-04-20\"\npopulation_text = \"16–84 år\"\nmode = \"telefon\"");
  edit(city / "trygg.toml", "day = \"2023-04-20\"", "day = \"2023-04-20\"\nmode = \"webb\"");
  REQUIRE(run_trygg({"build", city.string(), "--quiet"}).status == 0);
  const auto breaks = read_breaks(city / "work/comparability.csv");
  REQUIRE(breaks.size() == 2);
  CHECK(breaks[0].kind == BreakKind::population);
  CHECK(breaks[0].text == "2019 »16–84 år« → 2023 »16–79 år«");
  CHECK(breaks[1].kind == BreakKind::mode);
  CHECK(changes_in(city) == 0);
}

TEST_CASE("a difference that is accepted with a reason is no break", "[tools][comparability]") {
  test::Folder folder;
  const auto city = eras_city(folder);
  own_file(city, "indicators", "question = \"Om du går ut", "question = \"När du går ut");
  edit(city / "trygg.toml", "[publication]",
       "[[comparable]]\nwave = 2023\nkinds = [\"wording\"]\nreason = \"prövad sida vid sida\"\n\n"
       "[publication]");
  REQUIRE(run_trygg({"build", city.string(), "--quiet"}).status == 0);
  const auto breaks = read_breaks(city / "work/comparability.csv");
  REQUIRE(breaks.size() == 1);
  CHECK(breaks[0].accepted == "prövad sida vid sida");
  CHECK(changes_in(city) > 10);
}

TEST_CASE("a project may declare a break", "[tools][comparability]") {
  test::Folder folder;
  const auto city = eras_city(folder);
  edit(city / "trygg.toml", "[publication]",
       "[[break]]\nwave = 2023\nindicators = [\"otrygg\"]\nreason = \"nytt frågebatteri\"\n\n"
       "[publication]");
  const auto ran = run_trygg({"build", city.string()});
  REQUIRE(ran.status == 0);
  CHECK_THAT(ran.err, Contains("declared: nytt frågebatteri"));
  CHECK(changes_in(city) == 0);
}

TEST_CASE("what is declared of rounds must be there", "[tools][comparability][error]") {
  test::Folder folder;
  const auto city = eras_city(folder);
  const auto refused = [&](const std::string& tables) {
    const auto kept = read_file(city / "trygg.toml");
    edit(city / "trygg.toml", "[publication]", tables + "\n[publication]");
    const auto ran = run_trygg({"build", city.string(), "--quiet"});
    write_file(city / "trygg.toml", kept, Access::published);
    CHECK(ran.status == 2);
    return ran.err;
  };
  CHECK_THAT(refused("[[comparable]]\nwave = 2023\nreason = \"x\"\n"),
             Contains("accepts a difference in 2023") && Contains("take it out"));
  CHECK_THAT(refused("[[break]]\nwave = 2019\nreason = \"x\"\n"), Contains("the first round"));
  CHECK_THAT(refused("[[break]]\nwave = 2023\nreason = \" \"\n"), Contains("must say why"));
  CHECK_THAT(refused("[[break]]\nwave = 2021\nreason = \"x\"\n"), Contains("no wave '2021'"));
  CHECK_THAT(refused("[[break]]\nwave = 2023\nindicators = [\"otryg\"]\nreason = \"x\"\n"),
             Contains("did you mean 'otrygg'"));
  CHECK_THAT(refused("[[comparable]]\nwave = 2023\nkinds = [\"word\"]\nreason = \"x\"\n"),
             Contains("'word' is no kind of difference"));
}

TEST_CASE("an extra sample of the oldest does not leak into the series", "[tools][comparability]") {
  test::Folder folder;
  const auto city = eras_city(folder);
  REQUIRE(run_trygg({"build", city.string(), "--quiet"}).status == 0);
  const auto without = read_file(city / "work/analytic.csv");
  add_oldest(city);
  REQUIRE(run_trygg({"build", city.string(), "--quiet"}).status == 0);
  CHECK(read_file(city / "work/analytic.csv") != without);
  edit(city / "trygg.toml", "day = \"2019-04-20\"",
       "day = \"2019-04-20\"\nsample = [\"alder<=79\"]");
  REQUIRE(run_trygg({"build", city.string(), "--quiet"}).status == 0);
  CHECK(read_file(city / "work/analytic.csv") == without);
}

TEST_CASE("a population is a domain: others stay in the design and count nowhere",
          "[tools][comparability]") {
  test::Folder folder;
  const auto city = eras_city(folder);
  edit(city / "trygg.toml", "day = \"2019-04-20\"",
       "day = \"2019-04-20\"\npopulation = [\"alder>=20\", \"alder<=74\"]");
  REQUIRE(run_trygg({"build", city.string(), "--quiet"}).status == 0);
  const auto weighted = (city / "work/weights/2019.csv").string();
  const auto ran = run_trygg({"estimate", weighted, "--design", weighted + ".design.toml",
                              "--codebook", (city / "codebook.toml").string(), "--share",
                              "fraga1=4|5", "--where", "alder>=20", "--where", "alder<=74"});
  REQUIRE(ran.status == 0);
  const auto said = parse_csv(ran.out, "said");
  const auto cube = read_cube(city / "work/estimates.csv");
  const auto& whole = cube.rows.front();
  CHECK(whole.wave == "2019");
  // Cells are folded by other columns: the same sums in another order.
  const auto number = [&](const char* name) { return *to_number(said.rows[0][said.column(name)]); };
  CHECK(whole.estimate == Approx(number("estimate")).epsilon(1e-12));
  CHECK(whole.se == Approx(number("se")).epsilon(1e-12));
  CHECK(std::to_string(whole.n) == said.rows[0][said.column("n")]);
  // The weighted file keeps them all.
  CHECK(parse_csv(read_file(weighted), "w").rows.size() == 750);
}

TEST_CASE("a round's conditions must have a reading and a record", "[tools][error]") {
  test::Folder folder;
  const auto city = eras_city(folder);
  edit(city / "trygg.toml", "day = \"2019-04-20\"", "day = \"2019-04-20\"\nsample = \"alder>99\"");
  auto ran = run_trygg({"build", city.string()});
  CHECK(ran.status == 2);
  CHECK_THAT(ran.err, Contains("[[wave]] 2019: sample = 'alder>99': no record of"));
  edit(city / "trygg.toml", "alder>99", "ålder>99");
  ran = run_trygg({"build", city.string()});
  CHECK(ran.status == 2);
  CHECK_THAT(ran.err, Contains("[[wave]] 2019: sample = ") && Contains("ålder"));
}
