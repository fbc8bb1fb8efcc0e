#include <catch2/catch.hpp>

#include "base/error.hpp"
#include "base/random.hpp"
#include "io/read.hpp"
#include "io/write.hpp"
#include "support.hpp"

using namespace trygg;
using Catch::Matchers::Contains;
using Catch::Matchers::EndsWith;
using trygg::test::Folder;
using Texts = std::vector<std::string>;

namespace {

Texts texts(const Table& table, std::string_view name) {
  Texts all;
  const auto& column = table.column(name);
  for (std::size_t k = 0; k < table.rows(); ++k) all.push_back(column.at(k).text);
  return all;
}

Table read(const std::string& text, const ReadOptions& options = {}) {
  const Folder folder;
  return read_table(folder.file("x.csv", text), options);
}

/// What reading `text` says, after the file's name.
std::string complaint(const std::string& text, const ReadOptions& options = {}) {
  try {
    read(text, options);
  } catch (const Error& e) {
    const std::string what = e.what();
    return what.substr(what.find("x.csv") + 5);
  }
  return "no complaint";
}

}  // namespace

TEST_CASE("a CSV file keeps its texts and knows its numbers", "[io]") {
  const auto table = read("a,b,c\n01,x,1.5\n2,NA,\n");
  CHECK(table.names() == Texts{"a", "b", "c"});
  CHECK(texts(table, "a") == Texts{"01", "2"});
  CHECK(table.column("a").at(0).number == 1);
  CHECK(table.column("a").type == ColumnType::number);
  CHECK(table.column("b").type == ColumnType::text);
  CHECK(table.column("b").at(1).missing == Missing::system);
  CHECK(table.column("c").at(1).missing == Missing::system);
  CHECK(table.lines.empty());
}

TEST_CASE("the delimiter is found by looking", "[io]") {
  for (const char delimiter : {',', ';', '\t', '|'}) {
    CAPTURE(delimiter);
    std::string text = "a;b;c\n1;\"x;y\";2\n3;z;4\n";
    std::ranges::replace(text, ';', delimiter);
    CHECK(read(text).names() == Texts{"a", "b", "c"});
  }
  SECTION("decimal commas do not look like delimiters") {
    CHECK(read("a;b\n1,5;2,5\n2,5;3,5\n").names() == Texts{"a", "b"});
  }
  SECTION("a comma in a quoted name is none either") {
    CHECK(read("\"vikt, kalibrerad\";b\n1;2\n").names() == Texts{"vikt, kalibrerad", "b"});
  }
  SECTION("a file of one column has none") {
    CHECK(texts(read("a\nx y\nz\n"), "a") == Texts{"x y", "z"});
  }
  SECTION("what is said is done") {
    CHECK(read("a;b\n1;2\n", {.delimiter = ','}).names() == Texts{"a;b"});
  }
}

TEST_CASE("the decimal sign is the one that more columns need", "[io]") {
  CHECK(read("a;b\n1,5;x\n2;y\n").column("a").at(0).number == 1.5);
  CHECK(read("a;b\n1.5;x\n2;y\n").column("a").at(0).number == 1.5);
  SECTION("the text stays") {
    CHECK(texts(read("a;b\n1,5;2\n"), "a") == Texts{"1,5"});
  }
  SECTION("a file cut by commas has a decimal point, so that \"1,5\" is two answers") {
    const auto table = read("id,answers\n1,\"1,5\"\n2,\"3\"\n");
    CHECK(table.column("answers").type == ColumnType::text);
    CHECK(read("a,b\n\"1,5\",2\n", {.decimal = ','}).column("a").at(0).number == 1.5);
  }
  SECTION("on a tie, the point") {
    const auto table = read("weight;answers\n1.25;1,2\n2;3\n");
    CHECK(table.column("weight").type == ColumnType::number);
    CHECK(table.column("answers").type == ColumnType::text);
  }
  SECTION("it does not depend on the columns asked for") {
    const std::string text = "a;b;c\n1,5;2.5;3,5\n";
    CHECK(read(text).column("b").type == ColumnType::text);
    CHECK(read(text, {.columns = {"b"}}).column("b").type == ColumnType::text);
  }
  SECTION("a sign that comes late is found too") {
    std::string text = "a;b\n";
    for (int i = 0; i < 1500; ++i) text += "1;2\n";
    CHECK(read(text + "1,5;2\n").column("a").type == ColumnType::number);
  }
}

TEST_CASE("blanks between groups of three digits belong to the number", "[io]") {
  const auto table = read("a;b\n1 234,5;12 34\n12\u00A0345;070 123\n");
  CHECK(table.column("a").at(0).number == 1234.5);
  CHECK(table.column("a").at(1).number == 12345);
  CHECK(table.column("b").type == ColumnType::text);
}

TEST_CASE("encodings are found by looking", "[io]") {
  const Texts expected{"Älvsjö – 5 €"};
  CHECK(texts(read("ort\nÄlvsjö – 5 €\n"), "ort") == expected);
  CHECK(texts(read("\xEF\xBB\xBFort\nÄlvsjö – 5 €\n"), "ort") == expected);
  CHECK(texts(read("ort\n\xC4lvsj\xF6 \x96 5 \x80\n"), "ort") == expected);
  SECTION("letters and marks of a Mac are made one, in names and values") {
    const auto table = read("ko\u0308n\nA\u030Angermanland\n");
    CHECK(table.names() == Texts{"kön"});
    CHECK(texts(table, "kön") == Texts{"Ångermanland"});
  }
  SECTION("what is said is done") {
    CHECK(texts(read("a\n\xC3\xA5\n", {.encoding = "windows-1252"}), "a") == Texts{"Ã¥"});
    CHECK(complaint("a\nb\n\xE5\n", {.encoding = "utf-8"}) ==
          ":3: the text is not UTF-8; if it is Windows-1252, say --encoding windows-1252");
  }
  SECTION("all 27 signs that Latin-1 has not") {
    CHECK(texts(read("a\n\x80\x82\x83\x84\x85\x86\x87\x88\x89\x8A\x8B\x8C\x8E\x91\x92\x93\x94\x95"
                     "\x96\x97\x98\x99\x9A\x9B\x9C\x9E\x9F\n"),
                "a") == Texts{"€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"});
  }
}

TEST_CASE("LF, CRLF and CR end rows", "[io]") {
  for (const std::string end : {"\n", "\r\n", "\r"}) {
    const auto table = read("a,b" + end + "1,x" + end + "2,y");
    CHECK(texts(table, "b") == Texts{"x", "y"});
    CHECK(table.lines.empty());
  }
}

TEST_CASE("quoted fields hold delimiters, quotes and line ends, and rows know their lines",
          "[io]") {
  const auto table = read("a,b\n1,\"x, \"\"y\"\"\nz\"\n\n2,\"\"\n");
  CHECK(texts(table, "b") == Texts{"x, \"y\"\nz", ""});
  CHECK(table.lines == std::vector<std::uint32_t>{2, 5});
  CHECK(table.place(1) == "row 2 (line 5)");
  SECTION("a quote inside a field that has none at its ends is a sign like others") {
    CHECK(texts(read("a\n5\" pipe\n"), "a") == Texts{"5\" pipe"});
  }
}

TEST_CASE("only the columns asked for are built, in the order of the file", "[io]") {
  const auto table = read("a,b,c\n1,2,3\n", {.columns = {"c", "a", "c"}});
  CHECK(table.names() == Texts{"a", "c"});
  CHECK(complaint("alder,b\n1,2\n", {.columns = {"aldr"}}) ==
        ": there is no column 'aldr'; did you mean 'alder'?");
}

TEST_CASE("a delimiter at the end of every line makes no column", "[io]") {
  CHECK(read("a;b;\n1;2;\n3;4;\n").names() == Texts{"a", "b"});
  CHECK(complaint(",a\n1,2\n") ==
        ":1: a column has no name; give it one (R: write.csv(…, row.names = FALSE))");
}

TEST_CASE("what is wrong in a text file is told with its line", "[io][error]") {
  CHECK(complaint("") == ": the file is empty");
  CHECK(complaint("\n\n") == ": the file is empty");
  CHECK(complaint("a,b\n") == ": there are no records below the header");
  CHECK(complaint("a,b,a\n1,2,3\n") == ":1: there are two columns named 'a'");
  CHECK(complaint("a,b\n1,\"x\n2,y\n") == ":2: a quote that begins here is never closed");
  CHECK(complaint("a,b\n1,\"x\" y\n") ==
        ":2: text follows a closing quote; write a quote inside a quoted field twice");
  CHECK(complaint(std::string("a,b\n1,\0\n", 8)) == ":2: a NUL byte; this is no text file");
  CHECK_THAT(complaint("\xFF\xFE\x61"), Contains("UTF-16"));
  CHECK_THAT(complaint("PK\x03\x04..."), Contains("Excel"));
  CHECK_THAT(complaint("a\nå\n\xE5\n"), Contains(":3: the text is UTF-8 up to here"));
  CHECK_THAT(complaint("a\n\x81\n"), Contains(":2: byte 81 is neither UTF-8 nor Windows-1252"));
  CHECK_THAT(complaint("a\n1\n", {.encoding = "ebcdic"}), !Contains("no complaint"));
}

TEST_CASE("rows with another number of fields are counted, the first ones named", "[io][error]") {
  CHECK(complaint("a,b\n1\n1,2\n1,2,3\n1,2\n") ==
        ": 2 rows have not the header's 2 fields: line 2 has 1, line 4 has 3 "
        "(delimiter ','; --delimiter sets another)");
  std::string text = "a\tb\n1\t2\n";
  for (int i = 0; i < 7; ++i) text += "1\n";
  for (int i = 0; i < 9; ++i) text += "1\t2\n";
  CHECK(complaint(text) ==
        ": 7 rows have not the header's 2 fields: line 3 has 1, line 4 has 1, line 5 has 1, line 6 "
        "has 1, line 7 has 1, … (delimiter tab; --delimiter sets another)");
}

TEST_CASE("files that are not there or are no data files are refused", "[io][error]") {
  const Folder folder;
  CHECK_THROWS_WITH(read_table(folder / "none.csv"), EndsWith("none.csv: there is no such file"));
  CHECK_THROWS_WITH(read_table(folder.path()), EndsWith("this is a folder, not a file"));
  CHECK_THROWS_AS(read_table(folder.file("x.docx", "a,b\n")), ConfigError);
  CHECK_THROWS_WITH(read_table(folder.file("x.sav", "a,b\n1,2\n")),
                    EndsWith("this is no SPSS file, for all its name"));
}

namespace {

/// A table of texts that are awkward in a text file, drawn from a seed.
Table random_table(std::uint64_t seed) {
  static const Texts pieces{"a",  "å",  "1",  "0",  ".", ",", ";",
                            "\"", "\n", "\r", "\t", " ", "|", "NA"};
  Random random(seed);
  const auto rows = 1 + random.below(20);
  std::vector<Column> columns;
  for (std::uint32_t c = 0, n = 1 + random.below(5); c < n; ++c) {
    ColumnBuilder builder("v" + std::to_string(c));
    for (std::uint32_t k = 0; k < rows; ++k) {
      std::string text;
      for (std::uint32_t i = random.below(10); i > 0; --i)
        text += pieces[random.below(static_cast<std::uint32_t>(pieces.size()))];
      builder.add(text);
    }
    columns.push_back(builder.take());
  }
  return Table("random", std::move(columns));
}

}  // namespace

TEST_CASE("what is written is read back: texts, missing values, numbers", "[io][law]") {
  const Folder folder;
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    CAPTURE(seed);
    const auto table = random_table(seed);
    for (const std::string name : {"x.csv", "x.tsv"}) {
      write_table(table, folder / name);
      const auto back =
          read_table(folder / name, {.delimiter = name == "x.csv" ? ',' : '\t', .decimal = '.'});
      REQUIRE(back.names() == table.names());
      for (const auto& column : table.columns()) {
        REQUIRE(texts(back, column.name) == texts(table, column.name));
        CHECK(back.column(column.name).type == column.type);
        for (std::size_t k = 0; k < table.rows(); ++k)
          CHECK(back.column(column.name).at(k).missing == column.at(k).missing);
      }
    }
  }
}

TEST_CASE("any number of threads gives the same table", "[io][law]") {
  std::string text = "a;b;c;d\n";
  Random random(7);
  for (int k = 0; k < 9000; ++k)
    text += std::to_string(random.below(50)) + ";" + std::to_string(random.uniform()) + ";\"t" +
            std::to_string(random.below(3000)) + "\";å\n";
  const auto one = read(text, {.threads = 1});
  const auto four = read(text, {.threads = 4});
  for (const auto& column : one.columns()) {
    CHECK(four.column(column.name).codes == column.codes);
    REQUIRE(four.column(column.name).levels.size() == column.levels.size());
    for (std::size_t l = 0; l < column.levels.size(); ++l)
      REQUIRE(four.column(column.name).levels[l].text == column.levels[l].text);
  }
}

TEST_CASE("microdata that are written are their owner's only", "[io]") {
  const Folder folder;
  for (const std::string name : {"x.csv", "x.sav", "x.dta"}) {
    write_table(read("a\n1\n"), folder / name);
    using std::filesystem::perms;
    CHECK(std::filesystem::status(folder / name).permissions() ==
          (perms::owner_read | perms::owner_write));
  }
  CHECK_THROWS_AS(write_table(read("a\n1\n"), folder / "x.xlsx"), ConfigError);
}
