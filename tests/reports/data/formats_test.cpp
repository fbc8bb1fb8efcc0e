#include <catch2/catch.hpp>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "io/px_table.hpp"
#include "reports/data/data_fixture.hpp"
#include "reports/data/dataset.hpp"
#include "reports/data/exports.hpp"
#include "reports/data/json_stat.hpp"
#include "reports/data/published_cells.hpp"
#include "reports/data/px.hpp"

using namespace trygg;
using namespace trygg::reports;
using Json = nlohmann::json;
using Strings = std::vector<std::string>;

namespace {

Strings texts_of(const Dataset& dataset) {
  Strings texts;
  for (const auto& cell : published_cells(dataset)) texts.push_back(cell.text);
  return texts;
}

/// The cells of a JSON-stat dataset as texts: the number as it stands in the file, else its symbol.
Strings cells_of(const Json& dataset, const std::string& bytes) {
  Strings cells;
  const auto from = bytes.find("\"value\":[") + 9;
  std::string numbers = bytes.substr(from, bytes.find(']', from) - from);
  std::replace(numbers.begin(), numbers.end(), ',', ' ');
  std::istringstream in(numbers);
  for (std::string cell; in >> cell;) {
    const auto index = std::to_string(cells.size());
    const auto status = dataset["status"].value(index, "");
    cells.push_back(status.empty() || status == "*" ? cell : status);
  }
  return cells;
}

const Dataset& find(const std::vector<Dataset>& all, const std::string& id) {
  const auto found = std::ranges::find(all, id, &Dataset::id);
  REQUIRE(found != all.end());
  return *found;
}

}  // namespace

TEST_CASE("every released row is in a dataset, as it was released", "[reports][data][law]") {
  const test::InventedData data;
  const auto input = data.input();
  const auto all = datasets(input);
  for (const auto& row : data.publication.release.rows) {
    const auto in = std::ranges::count_if(
        all, [&](const Dataset& dataset) { return std::ranges::count(dataset.cells, &row) == 1; });
    CHECK(in >= 1);
  }
}

TEST_CASE("datasets are cut by statistic, comparison, era and group", "[reports][data]") {
  const test::InventedData data;
  const auto input = data.input();
  Strings ids;
  for (const auto& dataset : datasets(input)) ids.push_back(dataset.number + " " + dataset.id);
  CHECK(ids == Strings{"T01 forandring_andel", "T02 forandring_skillnad_kon_andel",
                       "T03 andel_stadsdelsomrade_2020",
                       "T04 skillnad_kon_andel_stadsdelsomrade_2020", "T05 andel_aldersgrupp",
                       "T06 skillnad_kon_andel_aldersgrupp", "T07 medel",
                       "T08 andel_stadsdelsomrade_2023"});
}

TEST_CASE("no two datasets have one name, title or number", "[reports][data][law]") {
  const test::InventedData data;
  const auto input = data.input();
  std::set<std::string> ids, numbers, swedish, english;
  const auto all = datasets(input);
  for (const auto& dataset : all) {
    ids.insert(dataset.id);
    numbers.insert(dataset.number);
    swedish.insert(dataset.title.sv);
    english.insert(dataset.title.en);
  }
  for (const auto& names : {ids, numbers, swedish, english}) CHECK(names.size() == all.size());
}

TEST_CASE("the whole place is the total of its areas and ages", "[reports][data]") {
  const test::InventedData data;
  const auto input = data.input();
  const auto all = datasets(input);
  const auto& areas = find(all, "andel_stadsdelsomrade_2020");
  CHECK(areas.dimensions[1].total == "_T");
  CHECK(areas.dimensions[1].values.front().label == in_both("Stockholms stad"));
  CHECK(areas.dimensions[2].total == "T");
  CHECK(areas.title.sv ==
        "Andelar efter indikator, stadsdelsområde, kön och år 2011–2023, 2020 års indelning");
  CHECK(areas.title.en == "Shares by indicator, area, sex and year 2011–2023, division of 2020");
  const auto& ages = find(all, "andel_aldersgrupp");
  CHECK(ages.dimensions[2].total == "_T");
}

TEST_CASE("every format holds the same numbers and symbols", "[reports][data][law]") {
  const test::InventedData data;
  const auto input = data.input();
  std::size_t compared = 0, symbols = 0;
  for (const auto& dataset : datasets(input)) {
    CAPTURE(dataset.id);
    const auto expected = texts_of(dataset);
    auto px = px_table(parse_px(to_px(dataset, input), dataset.id)).cells;
    std::ranges::replace(px, std::string("-"), std::string("–"));
    CHECK(px == expected);
    const auto json = to_json_stat(dataset, input);
    CHECK(cells_of(Json::parse(json), json) == expected);
    compared += expected.size();
    symbols +=
        static_cast<std::size_t>(std::ranges::count_if(expected, [](const std::string& text) {
          return text.find_first_of("0123456789") == text.npos;
        }));
  }
  CHECK(compared > 500);
  CHECK(symbols > 100);
}

TEST_CASE("a released text is found in PX and JSON-stat by the names of its cell",
          "[reports][data]") {
  const test::InventedData data;
  const auto input = data.input();
  const auto all = datasets(input);
  const auto& dataset = find(all, "andel_stadsdelsomrade_2020");
  const auto px = px_table(parse_px(to_px(dataset, input), dataset.id));
  Strings names;
  for (const auto& variable : px.variables) names.push_back(variable.name);
  CHECK(names == Strings{"indikator", "stadsdelsområde", "kön", "tabellinnehåll", "år"});
  const auto cell = [&](const Strings& values) {
    std::size_t at = 0;
    for (std::size_t v = 0; v < values.size(); ++v) {
      const auto& known = px.variables[v].values;
      at = at * known.size() +
           static_cast<std::size_t>(std::ranges::find(known, values[v]) - known.begin());
    }
    return px.cells.at(at);
  };
  CHECK(cell({"Otrygg ute sent", "Farsta", "kvinnor", "andel", "2023"}) == "14.9");
  CHECK(cell({"Otrygg ute sent", "Farsta", "kvinnor", "övre gräns", "2023"}) == "18.5");
  CHECK(cell({"Otrygg ute sent", "Farsta", "kvinnor", "antal svar", "2023"}) == "633");
  CHECK(cell({"Otrygg ute sent", "Skarpnäck", "män", "andel", "2023"}) == "..");
  CHECK(cell({"Otrygg ute sent", "Farsta", "kvinnor", "andel", "2017"}) == ".");
  CHECK(cell({"Otrygg ute sent", "Stockholms stad", "totalt", "andel", "2017"}) == "11.0");
}

TEST_CASE("PX says that shares are not added, what symbols mean and that data are synthetic",
          "[reports][data]") {
  const test::InventedData data;
  const auto input = data.input();
  const auto all = datasets(input);
  const auto file = px_file(find(all, "andel_stadsdelsomrade_2020"), input);
  CHECK(file.text("CODEPAGE") == "utf-8");
  CHECK(file.text("AGGREGALLOWED") == "NO");
  CHECK(file.text("CREATION-DATE") == "20231115 00:00");
  CHECK(file.text("TITLE")->starts_with("SYNTETISKA DATA. "));
  CHECK(file.text("TITLE", {}, "en")->starts_with("SYNTHETIC DATA. "));
  CHECK(file.text("NOTEX").has_value());
  CHECK(file.text("ELIMINATION", {"kön"}) == "totalt");
  CHECK(file.text("ELIMINATION", {"sex"}, "en") == "total");
  CHECK(file.text("DATASYMBOL3") == "...");
  CHECK(file.find("TIMEVAL", {"år"})->items.front() == PxItem{"TLIST(A1)", false});
  CHECK(file.text("CELLNOTE", {"Otrygg ute sent", "Farsta", "män", "*", "2023"}) ==
        "Osäker uppgift: få svar.");
  CHECK(file.text("PRECISION", {"tabellinnehåll", "andel"}) == "1");
  CHECK_FALSE(file.text("PRECISION", {"tabellinnehåll", "antal svar"}).has_value());
  const auto later = px_file(find(all, "andel_stadsdelsomrade_2023"), input);
  CHECK(later.find("VALUES", {"stadsdelsområde"})->items.back().text == "Norra ”innerstaden”");
}

TEST_CASE("names stand in English where the project has them", "[reports][data]") {
  const test::InventedData data;
  auto input = data.input();
  EnglishNames english{input.project, input.indicators};
  english.texts.area_one = "city district";
  english.texts.groups.front().one = "age group";
  english.texts.groups.front().categories.front().label = "aged 16–29";
  english.indicators.front().name = "Unsafe out late";
  english.indicators.back().unit = "points";
  input.english = english;
  const auto all = datasets(input);
  const auto& areas = find(all, "andel_stadsdelsomrade_2020");
  CHECK(areas.dimensions[0].values[0].label == Bilingual{"Otrygg ute sent", "Unsafe out late"});
  CHECK(areas.dimensions[1].name == Bilingual{"stadsdelsområde", "city district"});
  const auto& ages = find(all, "andel_aldersgrupp").dimensions[2];
  CHECK(ages.name == Bilingual{"åldersgrupp", "age group"});
  CHECK(ages.values[1].label == Bilingual{"16–29 år", "aged 16–29"});
  CHECK(find(all, "medel").contents[0].unit == Bilingual{"poäng", "points"});
}

TEST_CASE("data files are the same bytes every time, and nothing of what was withheld",
          "[reports][data][law]") {
  const test::InventedData data;
  const auto first = data_files(data.input()), second = data_files(data.input());
  REQUIRE(first.size() == second.size());
  for (std::size_t i = 0; i < first.size(); ++i) {
    CHECK(first[i].path == second[i].path);
    CHECK(first[i].bytes == second[i].bytes);
  }
}

TEST_CASE("a row that stands twice in a release is refused", "[reports][data][error]") {
  test::InventedData data;
  data.publication.release.rows.push_back(data.publication.release.rows.front());
  const auto input = data.input();
  CHECK_THROWS_WITH(datasets(input), Catch::Contains("two released rows for one cell"));
}

TEST_CASE("the words of the data files are checked when they are read", "[reports][data][error]") {
  const test::Folder folder;
  const auto read = [&](const std::string& text) {
    return DataTexts::read(folder.file("data.toml", text));
  };
  CHECK_THROWS_WITH(read("a = {sv = \"x\"}\n"), Catch::Contains("'en'"));
  CHECK_THROWS_WITH(read("a = \"x\"\n"), Catch::Contains("data.toml:1: key 'a'"));
  CHECK_THROWS_WITH(read("a = {sv = \"{x}\", en = \"y\"}\n"), Catch::Contains("different places"));
  const auto texts = read("a = {sv = \"{x} och\", en = \"{x} and\"}\n");
  CHECK_THROWS_WITH(texts.text("b"), Catch::Contains("no text 'b'"));
  CHECK_THROWS_WITH(texts.text("a"), Catch::Contains("a place {x} that nothing fills"));
  CHECK(texts.text("a", {{"x", {"en", "one"}}}) == Bilingual{"en och", "one and"});
}
