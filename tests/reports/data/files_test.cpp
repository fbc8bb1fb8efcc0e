#include <catch2/catch.hpp>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "base/csv.hpp"
#include "reports/data/data_fixture.hpp"
#include "reports/data/dataset.hpp"
#include "reports/data/dcat.hpp"
#include "reports/data/ddi.hpp"
#include "reports/data/exports.hpp"
#include "reports/data/kolada.hpp"
#include "reports/data/tidy_twin.hpp"
#include "reports/data/workbook.hpp"

using namespace trygg;
using namespace trygg::reports;
using Catch::Matchers::Contains;
using Strings = std::vector<std::string>;

namespace {

const Sheet& sheet(const Workbook& workbook, const std::string& name) {
  const auto found = std::ranges::find(workbook.sheets, name, &Sheet::name);
  REQUIRE(found != workbook.sheets.end());
  return *found;
}

std::size_t occurrences(const std::string& text, const std::string& part) {
  std::size_t n = 0;
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++n;
  return n;
}

}  // namespace

TEST_CASE("the sheets hold the texts of the datasets, cell by cell", "[reports][data][law]") {
  const test::InventedData data;
  const auto input = data.input();
  const auto all = datasets(input);
  for (const auto language : {Language::sv, Language::en}) {
    const auto workbook = workbook_of(input, all, language);
    for (const auto& dataset : all) {
      const auto& rows = sheet(workbook, dataset.number).rows;
      REQUIRE(rows.size() == dataset.cells.size());
      for (std::size_t r = 0; r < rows.size(); ++r)
        for (std::size_t c = 0; c < dataset.contents.size(); ++c)
          CHECK(rows[r][dataset.dimensions.size() + c].text ==
                text_of(dataset.cells[r], dataset.contents[c]));
    }
  }
}

TEST_CASE("a workbook has its sheets in order, one table each, and no empty cell in a table",
          "[reports][data]") {
  const test::InventedData data;
  const auto input = data.input();
  const auto all = datasets(input);
  const auto workbook = workbook_of(input, all, Language::sv);
  CHECK(workbook.sheets[0].name == "Läs mig");
  CHECK(workbook.sheets[1].name == "Innehåll");
  CHECK(workbook.sheets[2].name == "Anmärkningar");
  CHECK(workbook.sheets[3].name == "T01");
  CHECK(workbook.sheets.back().name == "Data");
  for (const auto& one : workbook.sheets) {
    CAPTURE(one.name);
    if (one.kind == SheetKind::prose) continue;
    CHECK(one.lines.size() == 3);  // the table begins in A5
    CHECK(std::set<std::string>(one.header.begin(), one.header.end()).size() == one.header.size());
    if (one.name == "Data") continue;
    for (const auto& row : one.rows) {
      CHECK(row.size() == one.header.size());
      for (const auto& cell : row) CHECK_FALSE(cell.text.empty());
    }
  }
}

TEST_CASE("a suppressed cell in Excel is its symbol, and the flag says why", "[reports][data]") {
  const test::InventedData data;
  const auto input = data.input();
  const auto all = datasets(input);
  const auto workbook = workbook_of(input, all, Language::sv);
  const auto& levels = sheet(workbook, "T03");
  const auto row = [&](const Strings& key) {
    const auto found = std::ranges::find_if(levels.rows, [&](const auto& cells) {
      return std::ranges::equal(key, std::vector(cells.begin(), cells.begin() + 4), {}, {},
                                &SheetCell::text);
    });
    REQUIRE(found != levels.rows.end());
    Strings rest;
    for (auto cell = found->begin() + 4; cell != found->end(); ++cell) rest.push_back(cell->text);
    return rest;
  };
  CHECK(row({"Otrygg ute sent", "Farsta", "kvinnor", "2023"}) ==
        Strings{"14.9", "11.9", "18.5", "633", "redovisas"});
  CHECK(row({"Otrygg ute sent", "Farsta", "män", "2023"}).back() == "osäker, få svar");
  CHECK(row({"Otrygg ute sent", "Skarpnäck", "män", "2023"}) ==
        Strings{"..", "..", "..", "..", "redovisas inte"});
  CHECK(row({"Otrygg ute sent", "Farsta", "män", "2017"}).back() == "frågan ställdes inte");
}

TEST_CASE("an Excel file is the same bytes every time", "[reports][data][law]") {
  const test::InventedData data;
  const auto input = data.input();
  const auto all = datasets(input);
  const auto workbook = workbook_of(input, all, Language::sv);
  const auto bytes = to_xlsx(workbook);
  CHECK(bytes.starts_with("PK"));
  CHECK(bytes == to_xlsx(workbook));
}

TEST_CASE("the tidy table has every released row once, with its texts", "[reports][data][law]") {
  const test::InventedData data;
  const auto input = data.input();
  const auto csv = parse_csv(tidy_twin_csv(input), "data.csv");
  const auto& rows = data.publication.release.rows;
  REQUIRE(csv.rows.size() == rows.size());
  for (std::size_t r = 0; r < rows.size(); ++r) {
    const bool is_level = rows[r].contrast.empty();
    const auto field = [&](const char* name) { return csv.rows[r][csv.column(name)]; };
    CHECK(field(is_level ? "varde" : "skillnad") == rows[r].estimate.text());
    CHECK(field(is_level ? "undre" : "skillnad_undre") == rows[r].lower.text());
    CHECK(field(is_level ? "ovre" : "skillnad_ovre") == rows[r].upper.text());
    CHECK(field(is_level ? "skillnad" : "varde").empty());
    CHECK(field("felmarginal") == rows[r].margin.text());
    CHECK(field("n") == rows[r].n.text());
    CHECK(field("jamford_med") == rows[r].contrast);
    CHECK(field("syntetisk") == "ja");
    const bool is_suppressed = field("status") == "undertryckt";
    CHECK(is_suppressed == (rows[r].decision == Decision::suppress));
  }
}

TEST_CASE("a question that a round did not ask is no suppressed figure", "[reports][data]") {
  ReleasedRow row{.decision = Decision::suppress, .reason = "not_asked"};
  row.estimate = Published::withheld(Symbol::impossible);
  CHECK(status_of(&row) == CellStatus::not_asked);
  for (const auto symbol : {Symbol::uncertain, Symbol::confidential}) {
    row.estimate = Published::withheld(symbol);
    CHECK(status_of(&row) == CellStatus::suppressed);
  }
}

TEST_CASE("the metadata of the tidy table describe every column of it", "[reports][data]") {
  const test::InventedData data;
  const auto input = data.input();
  const auto csv = parse_csv(tidy_twin_csv(input), "data.csv");
  const auto metadata = nlohmann::json::parse(csvw_metadata(input));
  CHECK(metadata["url"] == "data.csv");
  Strings names;
  for (const auto& column : metadata["tableSchema"]["columns"]) {
    names.push_back(column["name"]);
    const auto& about = column["dc:description"];
    REQUIRE(about.size() == 2);
    CHECK(about[0]["@language"] == "sv");
    CHECK(about[1]["@language"] == "en");
    for (const auto& text : about) CHECK_FALSE(text["@value"].get<std::string>().empty());
    CHECK((column["datatype"] == "nonNegativeInteger") == (column["name"] == "n"));
  }
  CHECK(names == csv.header);
  CHECK(metadata["tableSchema"]["columns"][8]["null"][3] == "..");
}

TEST_CASE("Kolada's table has the levels of the place and of the publication's areas",
          "[reports][data]") {
  const test::InventedData data;
  const auto table = to_kolada(data.input());
  CHECK_THAT(table, Contains("kpi;municipality;ou;period;gender;value;status;synthetic\n"));
  CHECK_THAT(table, Contains("\notrygg_ute;0180;;2023;K;12.6;;yes\n"));
  CHECK_THAT(table, Contains("\notrygg_ute;0180;18;2023;M;10.3;*;yes\n"));
  CHECK_THAT(table, Contains("\notrygg_ute;0180;15;2023;M;;..;yes\n"));
  CHECK_THAT(table, !Contains(";51;"));  // of another division
  CHECK(occurrences(table, "\notrygg_ute;0180;;2023;") == 3);
}

TEST_CASE("the codebook becomes DDI with questions, ranges and missing codes", "[reports][data]") {
  const test::InventedData data;
  auto input = data.input();
  input.codebook.variables = {
      {.name = "ute_sent",
       .label = "Trygghet <ute> & sent",
       .kind = VariableKind::code,
       .codes = {{"4", "Mycket otrygg"}, {"8", "Vet inte", Missing::dont_know}}},
      {.name = "alder",
       .label = "Ålder",
       .kind = VariableKind::number,
       .minimum = 16,
       .maximum = 79}};
  const auto xml = to_ddi(input);
  CHECK_THAT(xml, Contains("<codeBook xmlns=\"ddi:codebook:2_5\""));
  CHECK_THAT(xml, Contains("<labl>Trygghet &lt;ute&gt; &amp; sent</labl>"));
  CHECK_THAT(xml, Contains("<qstnLit>När du går ut ensam"));
  CHECK_THAT(xml, Contains("<range min=\"16\" max=\"79\"/>"));
  CHECK_THAT(xml, Contains("<item VALUE=\"8\"/>"));
  CHECK_THAT(xml, Contains("<catgry missing=\"Y\">"));
  CHECK_THAT(xml, Contains("SYNTETISKA DATA"));
}

TEST_CASE("the portal's record names every file with its address", "[reports][data]") {
  const test::InventedData data;
  const auto input = data.input();
  const auto all = datasets(input);
  const auto record = to_dcat(input, all);
  for (const auto& file : data_files(input)) {
    if (file.path == "dcat.rdf" || file.path.ends_with("-metadata.json")) continue;
    CAPTURE(file.path);
    CHECK_THAT(record, Contains("<dcat:downloadURL rdf:resource=\"https://example.org/data/" +
                                file.path + "\"/>"));
  }
  CHECK(occurrences(record, "<dcat:Dataset ") == all.size() + 1);
  CHECK(occurrences(record, "<dcterms:publisher ") == all.size() + 2);
  CHECK_THAT(record, Contains("<vcard:hasEmail rdf:resource=\"mailto:statistik@example.org\"/>"));
}

TEST_CASE("a portal's record without a publisher is refused", "[reports][data][error]") {
  const test::InventedData data;
  auto input = data.input();
  input.publisher.email.clear();
  CHECK_THROWS_WITH(to_dcat(input, {}), Contains("email, address and licence under [data]"));
  for (const auto& file : data_files(input)) CHECK(file.path != "dcat.rdf");
}
