#include <catch2/catch.hpp>

#include <algorithm>

#include "base/error.hpp"
#include "base/random.hpp"
#include "io/px_file.hpp"
#include "io/px_table.hpp"
#include "support.hpp"
#include "table/table.hpp"

using namespace trygg;
using Catch::Matchers::Contains;
using Strings = std::vector<std::string>;

namespace {

/// What stands before VALUES in the small files of these tests.
const std::string head =
    "CHARSET=\"ANSI\";\nAXIS-VERSION=\"2013\";\nCODEPAGE=\"utf-8\";\nLANGUAGE=\"sv\";\nDECIMALS=1;"
    "\n"
    "MATRIX=\"T01\";\nSUBJECT-CODE=\"X\";\nSUBJECT-AREA=\"Trygghet\";\nCONTENTS=\"Andel\";\n"
    "UNITS=\"procent\";\nSTUB=\"område\";\nHEADING=\"år\";\n";
const std::string values =
    "VALUES(\"område\")=\"Åby\",\"Öby\";\nVALUES(\"år\")=\"2020\",\"2023\";\n";
const std::string data = "DATA=\n1.0 \"..\" \n\"-\" -0.5;\n";

PxTable table_of(const std::string& text) {
  return px_table(parse_px(text, "t.px"));
}

std::string windows_1252(std::string utf8) {
  for (const auto& [sign, byte] : {std::pair{"å", '\xE5'}, {"Å", '\xC5'}, {"Ö", '\xD6'}})
    for (auto at = utf8.find(sign); at != std::string::npos; at = utf8.find(sign))
      utf8.replace(at, 2, 1, byte);
  return utf8;
}

std::string replaced(std::string text, const std::string& what, const std::string& with) {
  text.replace(text.find(what), what.size(), with);
  return text;
}

}  // namespace

TEST_CASE("a PX file is read into variables and cells", "[io][px]") {
  const auto table = table_of(head + values + data);
  CHECK(table.matrix == "T01");
  CHECK(table.decimals == 1);
  REQUIRE(table.variables.size() == 2);
  CHECK(table.variables[0].values == Strings{"Åby", "Öby"});
  CHECK(table.cells == Strings{"1.0", "..", "-", "-0.5"});
}

TEST_CASE("the code page of a PX file is followed wherever it stands in its head", "[io][px]") {
  const auto expected = table_of(head + values + data).variables[0].values;
  const auto late = [](const std::string& page) {
    auto text = head + values;
    const std::string declaration = "CODEPAGE=\"utf-8\";\n";
    text.erase(text.find(declaration), declaration.size());
    return windows_1252(text) + (page.empty() ? "" : "CODEPAGE=\"" + page + "\";\n") + data;
  };
  for (const auto* page : {"Windows-1252", "iso-8859-1", "ISO-8859-15", ""}) {
    CAPTURE(page);
    CHECK(table_of(late(page)).variables[0].values == expected);
  }
  CHECK(table_of("\xEF\xBB\xBF" + head + values + data).variables[0].values == expected);
}

TEST_CASE("ISO 8859-15 has the euro where ISO 8859-1 has the currency sign", "[io][px]") {
  const auto unit = [](const char* page) {
    const auto text = replaced(head, "utf-8", page) + values + data;
    return table_of(windows_1252(replaced(text, "procent", "\xA4"))).units;
  };
  CHECK(unit("iso-8859-15") == "€");
  CHECK(unit("iso-8859-1") == "¤");
}

TEST_CASE("a PX value may hold a semicolon, and be split over lines", "[io][px]") {
  const auto text = replaced(head + values + data, "\"Åby\"", "\"Å;\"\n  \"by\"");
  CHECK(table_of(text).variables[0].values == Strings{"Å;by", "Öby"});
}

TEST_CASE("PX keywords have languages, arguments, words and lists", "[io][px]") {
  const auto file = parse_px(
      "AXIS-VERSION=2010;\nLANGUAGES=\"sv\",\"en\";\nNOTE[en](\"a\",\"b (c)\")=\"x=1, y;\";\n"
      "TIMEVAL(\"år\")=TLIST(A1,\"2019\"-\"2021\");TIMEVAL(\"t\")=TLIST(A1),\"2019\";\nDATA=1;\n",
      "t.px");
  CHECK(file.keywords[0].items == std::vector<PxItem>{{"2010", false}});
  CHECK(file.keywords[1].items == std::vector<PxItem>{{"sv", true}, {"en", true}});
  CHECK(file.text("NOTE", {"a", "b (c)"}, "en") == "x=1, y;");
  CHECK(file.keywords[3].items == std::vector<PxItem>{{"TLIST(A1,\"2019\"-\"2021\")", false}});
  CHECK(file.keywords[4].items == std::vector<PxItem>{{"TLIST(A1)", false}, {"2019", true}});
}

TEST_CASE("PX tables know content variable, codes, time and elimination", "[io][px]") {
  const auto table =
      table_of(head + values +
               "CONTVARIABLE=\"område\";\nCODES(\"område\")=\"01\",\"02\";\nVARIABLECODE("
               "\"område\")=\"omr\";\n"
               "ELIMINATION(\"område\")=\"Öby\";\nTIMEVAL(\"år\")=TLIST(A1),\"2020\",\"2023\";\n" +
               data);
  CHECK(table.content_variable == "område");
  CHECK(table.variables[0].codes == Strings{"01", "02"});
  CHECK(table.variables[0].code == "omr");
  CHECK(table.variables[0].elimination == "Öby");
  CHECK(table.variables[1].time_scale == "A1");
}

TEST_CASE("what is wrong in a PX file is told with its line", "[io][px][error]") {
  const auto whole = head + values + data;
  const auto broken = [&](const std::string& what, const std::string& with) {
    return replaced(whole, what, with);
  };
  CHECK_THROWS_WITH(table_of(broken("1.0", "1,0")), Contains("t.px:16: the cell 1,0 is no number"));
  CHECK_THROWS_WITH(table_of(broken("1.0", "1e0")), Contains("t.px:16"));
  CHECK_THROWS_WITH(table_of(broken("\"..\"", "..")), Contains("symbols stand in quotes"));
  CHECK_THROWS_WITH(table_of(broken("\"..\"", "\"x\"")), Contains("no symbol of PX"));
  CHECK_THROWS_WITH(table_of(broken("-0.5", "")), Contains("t.px:15: DATA has 3 cells"));
  CHECK_THROWS_WITH(table_of(broken("-0.5;", "-0.5")), Contains("';' is missing"));
  CHECK_THROWS_WITH(table_of(whole + "1"), Contains("after the end of DATA"));
  CHECK_THROWS_WITH(table_of(head + values), Contains("without DATA"));
  CHECK_THROWS_WITH(table_of(head + values + "NOTE=\"Öby;\nDATA=1;\n"),
                    Contains("t.px:15: a quoted text begins"));
  CHECK_THROWS_WITH(table_of(broken("\"Öby\"", "\"Åby\"")), Contains("'Åby' stands there twice"));
  CHECK_THROWS_WITH(table_of(broken("\"Åby\",", "\"Åby\" x,")),
                    Contains("t.px:13: a comma or ';'"));
  CHECK_THROWS_WITH(table_of(broken("UNITS", "UNIT")), Contains("the keyword UNITS is missing"));
  CHECK_THROWS_WITH(table_of(broken("DECIMALS=1", "DECIMALS=16")), Contains("t.px:5: DECIMALS"));
  CHECK_THROWS_WITH(table_of(broken("MATRIX", "matrix")), Contains("in capital letters"));
  CHECK_THROWS_WITH(table_of(head + head + values + data),
                    Contains("t.px:13: CHARSET stands here"));
  CHECK_THROWS_WITH(table_of(broken("VALUES(\"år\")", "VALUES(\"månad\")")),
                    Contains("there is no VALUES(\"år\")"));
  const auto with = [&](const std::string& keyword) { return head + values + keyword + data; };
  CHECK_THROWS_WITH(table_of(with("CODES(\"område\")=\"01\";\n")), Contains("1 codes for the 2"));
  CHECK_THROWS_WITH(table_of(with("TIMEVAL(\"år\")=TLIST(A1),\"2020\";\n")), Contains("1 periods"));
  CHECK_THROWS_WITH(table_of(with("TIMEVAL(\"år\")=TLIST(A2),\"2020\",\"2023\";\n")),
                    Contains("time scale 'A2'"));
  CHECK_THROWS_WITH(table_of(with("ELIMINATION(\"område\")=\"x\";\n")), Contains("is no value of"));
  CHECK_THROWS_WITH(table_of(with("CONTVARIABLE=\"x\";\n")), Contains("neither STUB nor HEADING"));
  CHECK_THROWS_WITH(table_of(with("KEYS(\"område\")=VALUES;\n")), Contains("KEYS (sparse rows)"));
}

TEST_CASE("a PX code page that would be guessed by others is refused", "[io][px][error]") {
  CHECK_THROWS_WITH(table_of(replaced(head, "utf-8", "utf-8") + windows_1252(values) + data),
                    Contains("t.px:13: this is not UTF-8"));
  CHECK_THROWS_WITH(table_of(replaced(head, "utf-8", "koi8-r") + values + data),
                    Contains("'koi8-r' is not known"));
  const auto latin = windows_1252(replaced(head, "CODEPAGE=\"utf-8\";\n", "") + values + data);
  CHECK_THROWS_WITH(table_of(replaced(latin, "CHARSET=\"ANSI\";\n", "")),
                    Contains("neither CODEPAGE"));
  const auto late = std::string(100, '\n') + head + values + data;
  CHECK_THROWS_WITH(table_of(late), Contains("t.px:103: CODEPAGE stands after line 100"));
}

namespace {

std::size_t index_below(Random& random, std::size_t n) {
  return random.below(static_cast<std::uint32_t>(n));
}

std::string random_text(Random& random) {
  static const Strings pieces{"a", "Å", "ö", " ", ";", ",",    "=",
                              "(", ")", "[", "'", "–", "DATA", "1"};
  std::string text;
  const auto length = random.below(random.below(6) == 0 ? 400 : 12) + 1;
  for (std::size_t i = 0; i < length; ++i) text += pieces[index_below(random, pieces.size())];
  return text;
}

std::string random_cell(Random& random) {
  static const Strings symbols{"-", ".", "..", "...", "....", ".....", "......"};
  if (random.below(4) == 0) return symbols[index_below(random, symbols.size())];
  auto cell = std::string(random.below(3) == 0 ? "-" : "") + std::to_string(random.below(100000));
  if (random.below(2) == 0) cell += "." + std::to_string(random.below(100));
  return cell;
}

PxFile random_file(Random& random) {
  PxFile file;
  const auto keywords = random.below(6);
  for (std::size_t k = 0; k < keywords; ++k) {
    PxKeyword keyword{.name = "NOTE-" + std::to_string(k)};
    if (random.below(2) == 0) keyword.language = "en";
    for (auto i = random.below(4); i > 0; --i) keyword.arguments.push_back(random_text(random));
    for (auto i = random.below(5) + 1; i > 0; --i)
      keyword.items.push_back(random.below(4) == 0 ? PxItem{"YES", false}
                                                   : PxItem{random_text(random), true});
    file.keywords.push_back(std::move(keyword));
  }
  for (auto i = 6 * (random.below(40) + 1); i > 0; --i) file.cells.push_back(random_cell(random));
  return file;
}

}  // namespace

TEST_CASE("what is written as PX is read back as it was", "[io][px][law]") {
  Random random(20231115, 0);
  for (int i = 0; i < 400; ++i) {
    const auto file = random_file(random);
    const auto text = to_text(file, 6);
    const auto again = parse_px(text, "t.px");
    REQUIRE(again.keywords == file.keywords);
    REQUIRE(again.cells == file.cells);
    REQUIRE(to_text(again, 6) == text);
    REQUIRE(text.ends_with(";\n"));
    const char before_end = text[text.size() - 3];
    REQUIRE((before_end != ' ' && before_end != '\n'));
    std::size_t longest = 0, at = 0;
    for (std::size_t end; (end = text.find('\n', at)) != std::string::npos; at = end + 1)
      longest = std::max(longest, end - at);
    REQUIRE(longest <= 256);
  }
}

TEST_CASE("no broken PX file makes the reader do anything but complain", "[io][px][law]") {
  Random random(20231116, 0);
  const auto whole = head + values + data;
  int complaints = 0;
  for (int i = 0; i < 3000; ++i) {
    auto text = whole;
    for (auto n = random.below(3) + 1; n > 0; --n) {
      const auto at = index_below(random, text.size());
      const auto what = random.below(3);
      if (what == 0) text.erase(at, 1 + random.below(5));
      if (what == 1) text[at] = static_cast<char>(random.below(256));
      if (what == 2) text.insert(at, 1, "\";,()=[].-\n"[random.below(11)]);
    }
    try {
      static_cast<void>(table_of(text));
    } catch (const InputError&) {
      ++complaints;
    }
  }
  CHECK(complaints > 1000);
}

TEST_CASE("texts that PX cannot hold are not written", "[io][px][error]") {
  PxFile file{.keywords = {{.name = "TITLE", .items = {{"a \"b\"", true}}}}, .cells = {"1"}};
  CHECK_THROWS_WITH(to_text(file, 1), Contains("a quote or a line end"));
  file.keywords.clear();
  file.cells = {"1,5"};
  CHECK_THROWS_WITH(to_text(file, 1), Contains("'1,5' is no cell of PX"));
  CHECK_THROWS_WITH(to_text(file, 2), Contains("1 cells in rows of 2"));
}

TEST_CASE("trygg convert writes a PX file in long form", "[io][px][tools]") {
  const test::Folder folder;
  const auto px = folder.file("t.px", head + values + "CODES(\"område\")=\"01\",\"02\";\n" + data);
  const auto csv = folder / "t.csv";
  const auto ran = test::run_trygg({"convert", px, "-o", csv});
  CHECK(ran.err.empty());
  CHECK(read_file(csv) ==
        "område,område.kod,år,value\nÅby,01,2020,1.0\nÅby,01,2023,..\nÖby,02,2020,-\n"
        "Öby,02,2023,-0.5\n");
}

TEST_CASE("PX files of statistical offices are read", "[io][px][reference]") {
  const auto folder = test::shared_data() / "px";
  if (!std::filesystem::exists(folder)) {
    WARN("passed over: there are no PX files of others at " << folder);
    return;
  }
  // As they stand in the files: number of cells, the first and the last; the first value.
  struct Known {
    const char* file;
    std::size_t cells;
    const char *first, *last, *value;
  };
  const std::vector<Known> all{
      {"BEXSTA_windows_1252.px", 7200, "747", "-", "Total"},
      {"CONTVARIABLE.px", 24, "257", "-49", "Halden"},
      {"CONTVARIABLE_multiple_languages.px", 18, "62755", "22", "Yhteensä"},
      {"PRXPRISH.px", 106, "...", "2.5", "1971 January"},
      {"SOXATI4.px", 864, "55860", "221", "Total"},
      {"TIMEVAL_long.px", 24, "257", "-49", "Halden"},
      {"semicolon_in_values.px", 4, "1", "4", "Manufacturing"}};
  for (const auto& known : all) {
    CAPTURE(known.file);
    const auto table = px_table(read_px(folder / known.file));
    CHECK(table.cells.size() == known.cells);
    CHECK(table.cells.front() == known.first);
    CHECK(table.cells.back() == known.last);
    CHECK(table.variables.front().values.front() == known.value);
  }
  CHECK(px_table(read_px(folder / "semicolon_in_values.px")).variables[0].values[1] ==
        "Public administration; defence");
  CHECK(read_px(folder / "SOXATI4.px").text("SUBJECT-AREA", {}, "da") == "Socialområdet");
}
