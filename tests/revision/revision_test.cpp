#include "revision/revision.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

#include "base/error.hpp"
#include "revision/published_state.hpp"
#include "support.hpp"

using namespace trygg;

namespace {

constexpr auto header =
    "indicator,wave,era,area_level,area,area_name,sex,alder,contrast,estimate,lower,upper,margin,n,"
    "decision,reason,finding,synthetic,manifest\n";

std::string manifest(const std::string& data_hash, const std::string& program,
                     const std::string& outputs = R"({"file":"out/t.csv","sha256":"x"})") {
  return R"({"number":"n","program":")" + program +
         R"(","inputs":[{"file":"data/2023.csv","sha256":")" + data_hash +
         R"("},{"file":"release.toml","sha256":"r"},{"file":"words.toml","sha256":")" + data_hash +
         R"("}],"steps":[{"step":"weight 2023","read":[{"file":"data/2023.csv","sha256":"a"}],)"
         R"("made":[]},{"step":"release","read":[{"file":"release.toml","sha256":"r"},)"
         R"({"file":"data/2023.csv","sha256":"a"}],"made":[]}],"outputs":[)" +
         outputs + "]}";
}

/// Two publications of one table.
struct Two {
  test::Folder folder;
  Revision compared(const std::string& before, const std::string& now,
                    const std::string& now_manifest = manifest("b", "p 1")) const {
    folder.file("old/t.csv", header + before);
    folder.file("old/manifest.json", manifest("a", "p 1"));
    folder.file("new/t.csv", header + now);
    folder.file("new/manifest.json", now_manifest);
    return revision(read_published_state(folder / "old"), read_published_state(folder / "new"));
  }
};

const std::string women = "otrygg,2023,,,,,K,,,12.6,11.8,13.4,,8918,show,,,no,n\n";
const std::string earlier = "otrygg,2020,,,,,K,,,13.0,12.1,13.9,,8800,show,,,no,n\n";
const std::string change =
    "otrygg,2023,,,,,K,,omgang:2023-2020,-0.4,-1.0,0.2,0.6,17718,show,,"
    "not_shown,no,n\n";

}  // namespace

TEST_CASE("two publications with the same figures differ in nothing", "[revision][law]") {
  // Neither the number of the calculation nor the name of an area is a figure.
  auto renamed = women;
  renamed.replace(renamed.find(",no,n"), 5, ",no,m");
  const auto found = Two().compared(women + change, change + renamed, manifest("a", "p 1"));
  CHECK(found.cells.empty());
  CHECK(found.causes.empty());
  CHECK(found.files.empty());
}

TEST_CASE("a figure that appeared, vanished or changed is told with what changed", "[revision]") {
  const auto revised = [](const std::string& from, const std::string& to) {
    auto row = women;
    row.replace(row.find(from), from.size(), to);
    return row;
  };
  const std::vector<std::tuple<std::string, std::string, std::string>> cases{
      {"12.6,", "12.7,", "value"},
      {"8918", "8917", "value"},
      {"12.6,11.8,13.4,,8918,show,", "..,..,..,,..,suppress,few_answers", "symbol+decision"},
      {"show,", "flag,small_base", "decision"},
      {"show,,,", "show,,higher,", "finding"}};
  for (const auto& [from, to, what] : cases) {
    CAPTURE(from, to);
    const auto found = Two().compared(women, revised(from, to));
    REQUIRE(found.cells.size() == 1);
    CHECK(found.cells[0].change == RevisionChange::changed);
    CHECK(found.cells[0].what == what);
  }
  const auto found = Two().compared(women, earlier);
  REQUIRE(found.cells.size() == 2);
  CHECK(found.cells[0].change == RevisionChange::vanished);
  CHECK(found.cells[0].key.wave == "2023");
  CHECK(found.cells[1].change == RevisionChange::appeared);
  CHECK(found.cells[1].new_texts.estimate == "13.0");
}

TEST_CASE("what was published backwards is the same revision backwards", "[revision][law]") {
  const auto there = Two().compared(women + earlier, change),
             back = Two().compared(change, women + earlier);
  REQUIRE(there.cells.size() == 3);
  REQUIRE(back.cells.size() == 3);
  const auto number = [](const Revision& found, RevisionChange kind) {
    return std::ranges::count(found.cells, kind, &RevisedCell::change);
  };
  CHECK(number(there, RevisionChange::vanished) == number(back, RevisionChange::appeared));
  CHECK(number(there, RevisionChange::appeared) == number(back, RevisionChange::vanished));
}

TEST_CASE("a cause is the first step that reads it, and reaches the cells of its round",
          "[revision]") {
  // Another number of answers.
  auto other = [](std::string row) {
    row[row.find(",show") - 1] = '1';
    return row;
  };
  const auto found =
      Two().compared(women + earlier + change, other(women) + other(earlier) + other(change),
                     manifest("b", "p 2"));
  REQUIRE(found.causes.size() == 3);
  CHECK(found.causes[0].kind == CauseKind::data);
  CHECK(found.causes[0].wave == "2023");
  CHECK(found.causes[1].kind == CauseKind::texts);
  CHECK(found.causes[1].file == "words.toml");
  CHECK(found.causes[2].kind == CauseKind::program);
  const std::vector<std::string> both{"data/2023.csv", "p 2"}, program{"p 2"};
  REQUIRE(found.cells.size() == 3);
  for (const auto& cell : found.cells) {
    CAPTURE(cell.key.wave, cell.key.contrast);
    CHECK(cell.causes == (cell.key.wave == "2023" ? both : program));
  }
}

TEST_CASE("whether a figure is shown may rest on the data of any round", "[revision]") {
  const auto revised = [](std::string row) { return row.replace(row.find("show"), 4, "flag"); };
  const auto found = Two().compared(women + earlier, women + revised(earlier));
  REQUIRE(found.cells.size() == 1);
  CHECK(found.cells[0].key.wave == "2020");
  CHECK(found.cells[0].causes == std::vector<std::string>{"data/2023.csv"});
}

TEST_CASE("data of an earlier round are a cause of a change since then", "[revision]") {
  auto of_2020 = manifest("b", "p 1");
  for (auto place = of_2020.find("2023"); place != std::string::npos; place = of_2020.find("2023"))
    of_2020.replace(place, 4, "2020");
  const auto revised = [](std::string row) {
    row[row.find(",show") - 1] = '1';
    return row;
  };
  const auto found = Two().compared(women + change, revised(women) + revised(change), of_2020);
  REQUIRE(found.cells.size() == 2);
  const auto is_cause = [](const RevisedCell& cell) {
    return std::ranges::find(cell.causes, "data/2020.csv") != cell.causes.end();
  };
  CHECK_FALSE(is_cause(found.cells[0]));
  CHECK(is_cause(found.cells[1]));
}

TEST_CASE("publications that came or went are told", "[revision]") {
  const auto found = Two().compared(
      women, women, manifest("a", "p 1", R"({"file":"out/lagesbild/01.html","sha256":"y"})"));
  REQUIRE(found.files.size() == 2);
  CHECK(found.files[0].file == "t.csv");
  CHECK(found.files[0].change == RevisionChange::vanished);
  CHECK(found.files[1].file == "lagesbild/01.html");
}

TEST_CASE("what is no publication is refused with what to give", "[revision][error]") {
  test::Folder folder;
  folder.file("empty/x", "");
  CHECK_THROWS_WITH(read_published_state(folder / "empty"),
                    Catch::Contains("there is no manifest.json in this folder; give the folder"));
  CHECK_THROWS_WITH(read_published_state(folder.file("a.csv", "a,b\n1,2\n")),
                    Catch::Contains("not a table of released figures"));
  CHECK_THROWS_AS(read_published_state(folder / "none"), InputError);
  CHECK_THROWS_WITH(read_published_state(folder.file("b.csv", header + women + women)),
                    Catch::Contains("b.csv:3: a second row for the same cell"));
  folder.file("empty/manifest.json", "{}");
  CHECK_THROWS_WITH(read_published_state(folder / "empty"),
                    Catch::Contains("not the manifest of a publication"));
}
