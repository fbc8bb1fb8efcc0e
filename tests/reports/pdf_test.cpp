#include "reports/pdf/pdf.hpp"

#include <catch2/catch.hpp>

#include <cstdlib>
#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "base/file.hpp"
#include "fixture.hpp"
#include "reports/pdf/pdf_source.hpp"
#include "reports/pdf/svg_style.hpp"
#include "reports/pdf/table_pieces.hpp"
#include "support.hpp"

using namespace trygg;
using namespace trygg::reports;
using Catch::Matchers::Contains;

namespace {

constexpr std::string_view css =
    "p{color:var(--ink)}/* chart */.tx{fill:var(--ink)}"
    ".w{fill:var(--w)}@media print{.tx{fill:red}}";

std::string source_of(const test::Publication& p) {
  const auto house = read_house(test::source_dir(), p.project.language);
  const auto document = publication_kind("jamstalldhetsanalys").make(p.input(), house.phrases, {});
  return to_pdf_source(document, p.project, house.phrases, house.css);
}

/// Sets an environment variable for as long as it lives.
class Variable {
 public:
  Variable(const char* name, const std::string& value) : name_(name) {
    if (const char* before = std::getenv(name)) before_ = before;
    setenv(name, value.c_str(), 1);
  }
  ~Variable() {
    if (before_.empty())
      unsetenv(name_);
    else
      setenv(name_, before_.c_str(), 1);
  }

 private:
  const char* name_;
  std::string before_;
};

/// `n` numbers, each with its interval, and a column of words.
TableParts wide_table(std::size_t n) {
  TableParts table{.number = 1, .title = "T", .row_column = "Stadsdelsområde", .columns = {}};
  TableRow row{.name = "Enskede-Årsta-Vantör"};
  for (std::size_t i = 0; i < n; ++i) {
    table.columns.push_back({"Kvinnor", ColumnKind::number});
    table.columns.push_back({"Intervall", ColumnKind::interval});
    row.cells.push_back({"12,6", true});
    row.cells.push_back({"11,8–\u206013,4"});
  }
  table.columns.push_back({"Bedömning", ColumnKind::words});
  row.cells.push_back({"Ingen säkerställd skillnad"});
  table.rows = {row};
  return table;
}

/// The tools, or nothing where this machine has none (said once a test).
const PdfTools* pdf_tools() {
  const Variable fonts("TRYGG_FONTS", "");
  static const auto found = find_pdf_tools(test::source_dir());
  if (const auto* none = std::get_if<NoPdf>(&found)) WARN("passed over: " << none->message);
  return std::get_if<PdfTools>(&found);
}

}  // namespace

TEST_CASE("two half figures are printed side by side, in their narrow drawings",
          "[reports][pdf][law]") {
  const auto house = read_house(test::source_dir(), Language::sv);
  const auto drawing = [](const char* name) {
    return Html::trusted(std::string("<svg class=\"") + name + "\"><g/></svg>");
  };
  Document document;
  document.margins_before = "sist";
  document.print = Setting::tight;
  document.sections = {
      {.heading = "H",
       .main = {Figure{1,
                       "T",
                       "",
                       {"T", "D", drawing("wide"), drawing("narrow")},
                       "",
                       "",
                       PrintWidth::half},
                Figure{2, "T", "", {"T", "D", drawing("wide"), drawing("narrow")}, ""}},
       .aside = {}}};
  const auto json =
      nlohmann::json::parse(to_pdf_source(document, {}, house.phrases, std::string(css)));
  const auto& figures = json["sections"][0]["main"];
  CHECK(figures[0]["half"] == true);
  CHECK_THAT(figures[0]["svg"].get<std::string>(), Contains("class=\"narrow\""));
  CHECK(figures[1]["half"] == false);
  CHECK_THAT(figures[1]["svg"].get<std::string>(), Contains("class=\"wide\""));
  CHECK(json["tight"] == true);
  CHECK(json["margins_before"] == "sist");
}

TEST_CASE("a drawing on paper has colours of its own", "[reports][pdf][law]") {
  const auto style = drawing_style(css);
  CHECK(style == "text{font-family:Inter}.tx{fill:#14181f}.w{fill:#4c176c}");
  CHECK(standalone_svg(Html::trusted("<svg class=\"wide\"><g/></svg>"), "s") ==
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"wide\"><style>s</style><g/></svg>");
  CHECK_THROWS_WITH(drawing_style("/* chart */.x{fill:var(--none)}"),
                    Contains("there is no colour 'none'"));
  CHECK_THROWS_WITH(drawing_style("p{}"), Contains("the part '/* chart */' is missing"));
  CHECK_THROWS_AS(standalone_svg(Html("text"), ""), ArgumentError);
}

TEST_CASE("a table on paper is split, never shrunk", "[reports][pdf][law]") {
  const TableFrame frame;
  CHECK(table_pieces(wide_table(3)).size() == 1);
  for (const std::size_t n : {4, 5, 9, 14}) {
    CAPTURE(n);
    const auto table = wide_table(n);
    const auto pieces = table_pieces(table);
    std::vector<std::size_t> seen;
    for (const auto& piece : pieces) {
      CHECK(piece.width <= frame.width);
      CHECK(piece.columns.size() < frame.columns);
      CHECK(table.columns[piece.columns.front()].second != ColumnKind::interval);
      seen.insert(seen.end(), piece.columns.begin(), piece.columns.end());
    }
    CHECK(seen.size() == table.columns.size());
    CHECK(std::ranges::is_sorted(seen));
    // Balanced: none is less than half as wide as another.
    const auto [least, most] = std::ranges::minmax_element(pieces, {}, &TablePiece::width);
    CHECK(2 * least->width >= most->width);
  }
}

TEST_CASE("words break before a table is split", "[reports][pdf][law]") {
  auto table = wide_table(3);
  const auto roomy = table_pieces(table).front();
  table.columns.push_back({"Halverat?", ColumnKind::words});
  table.rows[0].cells.push_back({"Ingen säkerställd skillnad"});
  const auto pieces = table_pieces(table);
  REQUIRE(pieces.size() == 1);
  CHECK(pieces.front().widths[6] < roomy.widths[6]);
}

TEST_CASE("the source of a PDF has every text of the document", "[reports][pdf][law]") {
  auto p = test::invented_publication();
  const auto source = source_of(p);
  CHECK(source == source_of(p));
  const auto json = nlohmann::json::parse(source);
  CHECK(json["lang"] == "sv");
  CHECK(json["words"]["badge"] == "SYNTETISKA DATA");
  CHECK(json["sections"].size() > 5);
  std::size_t figures = 0, tables = 0;
  for (const auto& section : json["sections"])
    for (const auto& block : section["main"]) {
      figures += block["kind"] == "figure";
      tables += block["kind"] == "table";
      if (block["kind"] != "figure") continue;
      CHECK(block["alt"].get<std::string>().size() > 40);
      CHECK(block["svg"].get<std::string>().find("var(--") == std::string::npos);
    }
  CHECK(figures == 4);
  CHECK(tables == 6);
  p.project.synthetic = Synthetic::no;
  CHECK(source_of(p).find("SYNTETISKA") == std::string::npos);
}

TEST_CASE("a section in another language says so on paper", "[reports][pdf]") {
  const auto house = read_house(test::source_dir(), Language::sv);
  Document document{.heading = "H"};
  document.sections = {{.heading = "Summary", .language = "en"}, {.heading = "Metod"}};
  const auto json =
      nlohmann::json::parse(to_pdf_source(document, ProjectTexts{}, house.phrases, house.css));
  CHECK(json["sections"][0]["language"] == "en");
  CHECK_FALSE(json["sections"][1].contains("language"));
}

TEST_CASE("what PDF lacks is told with what to do", "[reports][pdf][error]") {
  const Variable usual_fonts("TRYGG_FONTS", "");
  const test::Folder folder;
  const auto lack = [&] { return std::get<NoPdf>(find_pdf_tools(test::source_dir())); };
  SECTION("no Node") {
    const Variable path("PATH", folder.path().string());
    CHECK(lack().lack == PdfLack::node);
    CHECK_THAT(lack().message, Contains("install the package nodejs"));
  }
  SECTION("no typesetter") {
    for (const auto* name : {"reports/pdf/compile.mjs", "reports/templates/publication.typ"})
      folder.file(name, "");
    folder.file("bin/node", "");
    std::filesystem::permissions(folder.path() / "bin/node", std::filesystem::perms::all);
    const Variable home("TRYGG_HOME", folder.path().string());
    const Variable path("PATH", (folder.path() / "bin").string());
    CHECK(lack().lack == PdfLack::package);
    CHECK_THAT(lack().message,
               Contains("npm ci --ignore-scripts --prefix " + folder.path().string()));
  }
  SECTION("no Inter") {
    if (pdf_tools() == nullptr) return;
    const Variable fonts("TRYGG_FONTS", folder.path().string());
    CHECK(lack().lack == PdfLack::font);
    CHECK_THAT(lack().message, Contains("fonts-inter"));
  }
}

TEST_CASE("the same document is the same PDF, in any number of processes", "[reports][pdf][law]") {
  if (pdf_tools() == nullptr) return;
  const test::Folder folder;
  auto p = test::invented_publication();
  const auto synthetic = source_of(p);
  p.project.synthetic = Synthetic::no;
  const auto real = source_of(p);
  for (const std::size_t processes : {1, 2}) {
    const auto out = folder.path() / std::to_string(processes);
    const std::vector<PdfJob> jobs{{synthetic, out / "a.pdf"}, {real, out / "en/b.pdf"}};
    write_pdfs(*pdf_tools(), jobs, folder.path() / "work", processes);
    CHECK(read_file(out / "a.pdf").starts_with("%PDF-1.7"));
  }
  CHECK(read_file(folder.path() / "1/a.pdf") == read_file(folder.path() / "2/a.pdf"));
  CHECK(read_file(folder.path() / "1/en/b.pdf") == read_file(folder.path() / "2/en/b.pdf"));
  CHECK(read_file(folder.path() / "1/a.pdf") != read_file(folder.path() / "1/en/b.pdf"));
  CHECK(std::filesystem::is_empty(folder.path() / "work"));
}

TEST_CASE("a PDF that cannot be made is told with its place", "[reports][pdf][error]") {
  if (pdf_tools() == nullptr) return;
  const test::Folder folder;
  const auto file = folder.path() / "a.pdf";
  const auto refused = [&](const PdfTools& with, const std::string& source) {
    try {
      const std::vector<PdfJob> jobs{{source, file}};
      write_pdfs(with, jobs, folder.path(), 1);
    } catch (const Error& error) {
      CHECK_FALSE(std::filesystem::exists(file));
      return std::string(error.what());
    }
    return std::string("it was made");
  };
  auto json = nlohmann::json::parse(source_of(test::invented_publication()));
  json["sections"][0]["main"][0]["kind"] = "bokslut";
  CHECK_THAT(refused(*pdf_tools(), json.dump()),
             Contains("publication.typ:") && Contains("no such block: bokslut"));
  json = nlohmann::json::parse(source_of(test::invented_publication()));
  json["sections"][0]["main"][1]["alt"] = nullptr;
  CHECK_THAT(refused(*pdf_tools(), json.dump()), Contains("a.pdf") && Contains("missing alt text"));
  auto broken = *pdf_tools();
  broken.script = folder.file("bad.mjs", "throw new Error('no luck');");
  CHECK_THAT(refused(broken, "{}"), Contains("node ") && Contains("bad.mjs: Error: no luck"));
  broken.node = folder.path() / "none";
  CHECK_THAT(refused(broken, "{}"), Contains("cannot be run"));
}
