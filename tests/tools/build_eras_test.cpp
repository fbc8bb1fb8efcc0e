#include <catch2/catch.hpp>

#include <cmath>
#include <map>

#include "base/csv.hpp"
#include "base/text.hpp"
#include "estimate/cube.hpp"
#include "support.hpp"
#include "tools/eras_city.hpp"

using namespace trygg;
using Catch::Contains;
using test::edit;
using test::eras_city;
using test::run_trygg;
namespace fs = std::filesystem;

namespace {

// Both sides are sums of some hundred doubles, in another order.
Approx agrees(double value) {
  return Approx(value).epsilon(1e-12);
}

const CubeRow& cell(const Cube& cube, const std::string& wave, const std::string& era,
                    const std::string& area, const std::string& contrast = "") {
  for (const auto& row : cube.rows)
    if (row.wave == wave && row.era == era && row.area == area && row.area_level != "delomrade" &&
        row.sex.empty() && row.contrast == contrast)
      return row;
  FAIL("no cell " << wave << " " << era << " " << area << " " << contrast);
  return cube.rows.front();
}

/// A round as it was weighed, pooled by hand.
struct Pooled {
  double yes = 0, valid = 0, persons = 0;
  std::size_t n = 0, answers = 0;
  double share() const { return yes / valid; }
};

Pooled pooled(const fs::path& city, const std::string& wave,
              const std::vector<std::string>& parts) {
  const auto csv = parse_csv(read_file(city / "work/weights" / (wave + ".csv")), wave);
  const auto part = csv.column("delomrade"), answer = csv.column("fraga1"),
             weight = csv.column("vikt");
  Pooled sum;
  for (const auto& row : csv.rows) {
    if (std::ranges::find(parts, row[part]) == parts.end()) continue;
    const double w = *to_number(row[weight]);
    ++sum.n;
    sum.persons += w;
    if (row[answer] == "8") continue;
    ++sum.answers;
    sum.valid += w;
    sum.yes += row[answer] == "4" ? w : 0;
  }
  return sum;
}

/// work/areas.csv by "wave era area": n and persons.
struct Count {
  double n = 0, persons = 0;
};
std::map<std::string, Count> counts_of(const fs::path& project) {
  const auto csv = parse_csv(read_file(project / "work/areas.csv"), "areas.csv");
  std::map<std::string, Count> counts;
  for (const auto& row : csv.rows)
    counts[row[0] + " " + row[1] + " " + row[3]] = {*to_number(row[5]), *to_number(row[6])};
  return counts;
}

/// The areas of a wave in an era, summed.
Count sum_of(const std::map<std::string, Count>& counts, const std::string& wave,
             const std::string& era, std::size_t& areas) {
  Count sum;
  areas = 0;
  for (const auto& [key, count] : counts)
    if (key.starts_with(wave + " " + era + " ") && !key.ends_with(" ")) {
      sum.n += count.n;
      sum.persons += count.persons;
      ++areas;
    }
  return sum;
}

}  // namespace

TEST_CASE("any round is estimated in any era by pooling persons and weights",
          "[tools][area][law]") {
  test::Folder folder;
  const auto city = eras_city(folder);
  const auto ran = run_trygg({"build", city.string()});
  CAPTURE(ran.err);
  REQUIRE(ran.status == 0);
  const auto cube = read_cube(city / "work/analytic.csv");
  const std::map<std::string, std::vector<std::string>> places{
      {"2007 21", {"201"}},
      {"2007 22", {"202", "203"}},
      {"2007 01", {"101", "102"}},
      {"2020 01", {"101", "102"}},
      {"2020 22", {"201", "202", "203"}},
      {" N", {"101", "102"}},
      {" S", {"201", "202", "203"}},
      {" ", {"101", "102", "201", "202", "203"}}};
  for (const auto* wave : {"2019", "2023"})
    for (const auto& [place, parts] : places) {
      CAPTURE(wave, place);
      const auto blank = place.find(' ');
      const auto& row = cell(cube, wave, place.substr(0, blank), place.substr(blank + 1));
      const auto by_hand = pooled(city, wave, parts);
      CHECK(row.estimate == agrees(by_hand.share()));
      CHECK(row.n == by_hand.answers);
    }
}

TEST_CASE("the merged area is a ratio of sums, not the mean of two shares", "[tools][area]") {
  test::Folder folder;
  const auto city = eras_city(folder);
  REQUIRE(run_trygg({"build", city.string(), "--quiet"}).status == 0);
  const auto cube = read_cube(city / "work/analytic.csv");
  const auto& alvsjo = cell(cube, "2023", "2007", "21");
  const auto& hagersten = cell(cube, "2023", "2007", "22");
  const auto& merged = cell(cube, "2023", "2020", "22");
  const auto a = pooled(city, "2023", {"201"}), h = pooled(city, "2023", {"202", "203"});
  CHECK(merged.estimate == agrees((a.yes + h.yes) / (a.valid + h.valid)));
  CHECK(merged.n == alvsjo.n + hagersten.n);
  const double mean = (alvsjo.estimate + hagersten.estimate) / 2;
  CHECK(std::abs(merged.estimate - mean) > 0.03);
  // A round of before the merger has the area of after it, too, and a change in it.
  CHECK(cell(read_cube(city / "work/estimates.csv"), "2023", "2020", "22", "omgang:2023-2019")
            .estimate == agrees(merged.estimate - cell(cube, "2019", "2020", "22").estimate));
}

TEST_CASE("in every era the areas hold everybody once", "[tools][area][law]") {
  test::Folder folder;
  const auto city = eras_city(folder);
  REQUIRE(run_trygg({"build", city.string(), "--quiet"}).status == 0);
  const auto counts = counts_of(city);
  for (const std::string wave : {"2019", "2023"})
    for (const auto& [era, number] : {std::pair{"2007", 3u}, {"2020", 2u}, {"", 2u}}) {
      CAPTURE(wave, era);
      std::size_t areas = 0;
      const auto sum = sum_of(counts, wave, era, areas);
      CHECK(areas == number);
      CHECK(sum.n == 750);
      CHECK(sum.persons == agrees(21000));
      CHECK(counts.at(wave + "  ").persons == agrees(21000));
    }
  CHECK(counts.at("2023 2020 22").persons == agrees(14000));
}

TEST_CASE("what is published is the era of the publication alone", "[tools][area]") {
  test::Folder folder;
  const auto city = eras_city(folder);
  REQUIRE(run_trygg({"build", city.string(), "--quiet"}).status == 0);
  CHECK(read_file(city / "work/estimates.csv").find("2019,2007,") != std::string::npos);
  CHECK(read_file(city / "work/release.csv").find("2019,2007,") == std::string::npos);
  for (const auto* file :
       {"out/jamstalldhetsanalys.csv", "out/mal.csv", "out/jamstalldhetsanalys.html"}) {
    CAPTURE(file);
    const auto text = read_file(city / file);
    CHECK(text.find("Hägersten-Älvsjö") != std::string::npos);
    CHECK(text.find("Hägersten-Liljeholmen") == std::string::npos);
    CHECK(text.find("Söderort") == std::string::npos);
  }
}

TEST_CASE("a round's own area code is compared with the crosswalk", "[tools][area]") {
  test::Folder folder;
  const auto city = eras_city(folder);
  auto ran = run_trygg({"build", city.string()});
  REQUIRE(ran.status == 0);
  CHECK(read_file(city / "work/area_codes.csv").find('\n') ==
        read_file(city / "work/area_codes.csv").size() - 1);
  // The first round has codes of after the merger, as data that were coded again have.
  edit(city / "data/2019.csv", ",201,21,", ",201,22,");
  edit(city / "data/2019.csv", ",201,21,", ",201,Hägersten - Liljeholmen,");
  ran = run_trygg({"build", city.string()});
  REQUIRE(ran.status == 0);
  CHECK_THAT(ran.err, Contains("2019: 2 records have another area code than the crosswalk"));
  const auto csv = parse_csv(read_file(city / "work/area_codes.csv"), "area_codes.csv");
  REQUIRE(csv.rows.size() == 2);
  for (const auto& row : csv.rows) {
    CHECK(row[0] == "2019");
    CHECK(row[2] == "201");
    CHECK(row[3] == "22");
    CHECK(row[4] == "21");
    CHECK(row[5] == "1");
  }
  edit(city / "data/2019.csv", ",201,21,", ",201,99,");
  ran = run_trygg({"build", city.string()});
  CHECK(ran.status == 1);
  CHECK_THAT(ran.err, Contains("column 'eget_omrade'") && Contains("1 records are in '99'") &&
                          Contains("era '2007'"));
}

TEST_CASE("an area that is split says how much of it is not exact", "[tools][area]") {
  test::Folder folder;
  const auto city = eras_city(folder);
  edit(city / "crosswalk.csv",
       "delomrade,2007,2020\n101,01,01\n102,01,01\n201,21,22\n202,22,22\n203,22,22\n",
       "delomrade,era,kod,andel\n101,2007,01,1\n102,2007,01,1\n201,2007,21,1\n202,2007,22,1\n"
       "203,2007,22,1\n101,2020,01,1\n102,2020,01,0.75\n102,2020,22,0.25\n201,2020,22,1\n"
       "202,2020,22,1\n203,2020,22,1\n");
  const auto ran = run_trygg({"build", city.string()});
  CAPTURE(ran.err);
  REQUIRE(ran.status == 0);
  // 102 has 3,000 of the 7,000 of Norra: 750 of them belong to the other area of 14,000.
  const auto csv = parse_csv(read_file(city / "work/areas.csv"), "areas.csv");
  for (const auto& row : csv.rows) {
    CAPTURE(row[0], row[1], row[3]);
    const bool north = row[1] == "2020" && row[3] == "01",
               south = row[1] == "2020" && row[3] == "22";
    CHECK(row[8] == (north ? "1" : "0"));
    CHECK(*to_number(row[9]) == Approx(north ? 750. / 7000 : 0).margin(1e-12));
    CHECK(*to_number(row[10]) == Approx(south ? 750. / 14000 : 0).margin(1e-12));
  }
  CHECK_THAT(ran.err, Contains("2023: 'Norra' (01) of era 2020 is not exact: 10.7 % of the persons "
                               "in it belong elsewhere"));
}

TEST_CASE("a project may name the eras that it wants", "[tools][area]") {
  test::Folder folder;
  const auto city = eras_city(folder);
  edit(city / "trygg.toml", "others = [\"region\"]", "eras = [\"2020\"]");
  REQUIRE(run_trygg({"build", city.string(), "--quiet"}).status == 0);
  const auto counts = counts_of(city);
  CHECK(counts.contains("2019 2020 22"));
  CHECK_FALSE(counts.contains("2019 2007 22"));
  CHECK_FALSE(counts.contains("2019  S"));
  edit(city / "trygg.toml", "eras = [\"2020\"]", "eras = [\"2021\"]");
  auto ran = run_trygg({"build", city.string()});
  CHECK(ran.status == 2);
  CHECK_THAT(ran.err, Contains("no era '2021'; did you mean"));
  edit(city / "trygg.toml", "eras = [\"2021\"]", "others = [\"basomrade\"]");
  ran = run_trygg({"build", city.string()});
  CHECK(ran.status == 2);
  CHECK_THAT(ran.err, Contains("no level 'basomrade'"));
}

TEST_CASE("data may name their areas in any spelling, with the same result", "[tools][area][law]") {
  test::Folder folder;
  const auto city = eras_city(folder);
  REQUIRE(run_trygg({"build", city.string(), "--quiet"}).status == 0);
  const auto before = read_file(city / "work/analytic.csv");
  const std::map<std::string, std::string> spelt{{"101", "BYN"},
                                                 {"102", "A\xCC\x88ngen"},
                                                 {"201", "långbro "},
                                                 {"202", "202.0"},
                                                 {"203", "Aspudden"}};
  for (const auto* wave : {"2019", "2023"}) {
    const auto file = city / "work/weights" / (std::string(wave) + ".csv");
    const auto csv = parse_csv(read_file(file), file.string());
    auto header = csv.header;
    header.push_back("bostad");
    auto text = csv_line(header);
    for (auto row : csv.rows) {
      row.push_back(spelt.at(row[csv.column("delomrade")]));
      text += csv_line(row);
    }
    write_file(file, text, Access::secret);
  }
  edit(city / "trygg.toml", "smallest_area = \"delomrade\"", "smallest_area = \"bostad\"");
  const auto ran = run_trygg({"build", city.string(), "--only", "estimate", "--quiet"});
  CAPTURE(ran.err);
  REQUIRE(ran.status == 0);
  CHECK(read_file(city / "work/analytic.csv") == before);
}

TEST_CASE("a round on the wrong side of a merger is refused", "[tools][area][error]") {
  test::Folder folder;
  const auto city = eras_city(folder);
  edit(city / "trygg.toml", "day = \"2019-04-20\"", "day = \"2019-04-20\"\nera = \"2020\"");
  const auto ran = run_trygg({"build", city.string()});
  CHECK(ran.status == 2);
  CHECK_THAT(ran.err, Contains("'2020', but on 2019-04-20 the division of '2007' held"));
}

TEST_CASE("areas that the list has not stop a build with their number", "[tools][area][error]") {
  test::Folder folder;
  const auto city = eras_city(folder);
  edit(city / "crosswalk.csv", "203,22,22\n", "");
  edit(city / "areas.csv", ",delomrade,203,Aspudden,\n", "");
  const auto ran = run_trygg({"build", city.string()});
  CHECK(ran.status == 1);
  CHECK_THAT(ran.err, Contains("column 'delomrade': 150 records, 4800 persons by weight are in "
                               "areas that the area list has not: '203'"));
}
