#include <catch2/catch.hpp>

#include <cmath>
#include <cstdlib>
#include <limits>

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/random.hpp"
#include "io/missing_reason.hpp"
#include "io/read.hpp"
#include "io/write.hpp"
#include "support.hpp"

using namespace trygg;
using Catch::Matchers::Contains;
using Catch::Matchers::EndsWith;
using trygg::test::Folder;

namespace {

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

Column numbers(std::string name, const std::vector<double>& values) {
  ColumnBuilder builder(std::move(name));
  for (const double v : values) builder.add(v, std::isnan(v) ? Missing::system : Missing::none);
  return builder.take();
}

/// A variable of texts, as the reader makes one.
Column texts(std::string name, const std::vector<std::string>& values) {
  ColumnBuilder builder(std::move(name));
  for (const auto& v : values) builder.add(v);
  auto column = builder.take();
  column.type = ColumnType::text;
  for (auto& level : column.levels) level.number = not_a_number;
  return column;
}

void name(Column& column, const std::string& text, const std::string& label,
          Missing missing = Missing::none) {
  for (auto& level : column.levels) {
    if (level.text != text) continue;
    level.label = label;
    level.missing = missing;
  }
}

Table sample() {
  auto q = numbers("kön", {1, 2, 8, 9, not_a_number, 1});
  q.label = "Är du man eller kvinna?";
  name(q, "1", "Man");
  name(q, "2", "Kvinna");
  name(q, "8", "Vill ej svara", Missing::refused);
  name(q, "9", "Vet ej", Missing::dont_know);
  q.levels.push_back({.text = "3", .number = 3, .label = "Annat"});  // no record has it
  auto income = numbers("inkomst", {1.5, 2.25, 0.1, 1e6, -99, -97});
  name(income, "-99", "Refused", Missing::refused);
  name(income, "-97", "Something", Missing::other);
  income.missing_ranges = {{-std::numeric_limits<double>::infinity(), -1}};
  auto t = texts("ort", {"Älvsjö", "Kista", "", "a \"b\"", std::string(300, 'x'), "01"});
  auto code = texts("kod", {"a", "b", "x", "a", "b", "a"});
  name(code, "a", "Alfa");
  name(code, "x", "Vet ej", Missing::dont_know);
  Table table("sample", {q, income, t, code});
  table.label = "Trygghet";
  return table;
}

const Level* level(const Column& column, const std::string& text) {
  for (const auto& l : column.levels)
    if (l.text == text) return &l;
  return nullptr;
}

void check_same(const Table& back, const Table& table) {
  REQUIRE(back.names() == table.names());
  REQUIRE(back.rows() == table.rows());
  CHECK(back.label == table.label);
  for (const auto& column : table.columns()) {
    CAPTURE(column.name);
    const auto& other = back.column(column.name);
    CHECK(other.label == column.label);
    CHECK(other.type == column.type);
    for (std::size_t k = 0; k < table.rows(); ++k) CHECK(other.at(k).text == column.at(k).text);
    for (const auto& expected : column.levels) {
      CAPTURE(expected.text);
      const auto* found = level(other, expected.text);
      REQUIRE(found);
      CHECK(found->label == expected.label);
      CHECK(found->missing == expected.missing);
      CHECK((found->number == expected.number ||
             (std::isnan(found->number) && std::isnan(expected.number))));
    }
  }
}

/// Runs a shell command of another program; false, loudly, when the program is not installed.
bool run_other(const std::string& probe, const std::string& command) {
  if (std::system((probe + " >/dev/null 2>&1").c_str()) != 0) {
    WARN("passed over, for this fails: " << probe);
    return false;
  }
  REQUIRE(std::system(command.c_str()) == 0);
  return true;
}

}  // namespace

TEST_CASE("a table comes back from SPSS as it was", "[io][law]") {
  const Folder folder;
  for (const std::string file : {"a.sav", "a.zsav"}) {
    write_table(sample(), folder / file);
    const auto back = read_table(folder / file);
    check_same(back, sample());
    REQUIRE(back.column("inkomst").missing_ranges.size() == 1);
    CHECK(back.column("inkomst").missing_ranges[0].high == -1);
    write_table(back, folder / ("again" + file));
    CHECK(read_file(folder / ("again" + file)) == read_file(folder / file));
  }
}

TEST_CASE("Stata's missing values carry the labels of the codes", "[io]") {
  const Folder folder;
  auto table = sample();
  std::vector<Column> kept{table.column("kön"), table.column("inkomst"), table.column("ort")};
  Table without_labelled_texts("t", kept);
  without_labelled_texts.label = "Trygghet";
  write_table(without_labelled_texts, folder / "a.dta");
  const auto back = read_table(folder / "a.dta");
  CHECK(back.label == "Trygghet");
  const auto& q = back.column("kön");
  CHECK(q.at(0).label == "Man");
  CHECK(q.at(2).text == ".a");
  CHECK(q.at(2).label == "Vill ej svara");
  CHECK(q.at(2).missing == Missing::refused);
  CHECK(q.at(3).text == ".b");
  CHECK(q.at(3).missing == Missing::dont_know);
  CHECK(q.at(4).missing == Missing::system);
  CHECK(level(q, "3")->label == "Annat");
  CHECK(back.column("inkomst").at(3).number == 1e6);
  CHECK(back.column("inkomst").at(4).text == ".a");
  CHECK(back.column("ort").at(4).text == std::string(300, 'x'));
  SECTION("and become codes again in SPSS") {
    write_table(Table("t", {q}), folder / "b.sav");
    const auto spss = read_table(folder / "b.sav");
    CHECK(spss.column("kön").at(2).text == "-1");
    CHECK(spss.column("kön").at(2).missing == Missing::refused);
    CHECK(spss.column("kön").at(3).text == "-2");
  }
  SECTION("and stay letters in Stata") {
    write_table(back, folder / "c.dta");
    check_same(read_table(folder / "c.dta"), back);
  }
}

TEST_CASE("long texts pass through both", "[io]") {
  const Folder folder;
  const Table table("t", {texts("open", {std::string(5000, 'y'), "short", ""})});
  for (const std::string file : {"a.sav", "a.dta"}) {
    write_table(table, folder / file);
    CHECK(read_table(folder / file).column("open").at(0).text.size() == 5000);
    CHECK(read_table(folder / file).column("open").at(1).text == "short");
  }
}

TEST_CASE("random tables come back from SPSS and Stata", "[io][law]") {
  const Folder folder;
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    CAPTURE(seed);
    Random random(seed);
    const auto rows = 1 + random.below(30);
    std::vector<Column> columns;
    for (std::uint32_t c = 0, n = 1 + random.below(6); c < n; ++c) {
      std::vector<double> values;
      std::vector<std::string> words;
      const double scale = std::pow(10.0, static_cast<int>(random.below(9)) - 3);
      for (std::uint32_t k = 0; k < rows; ++k) {
        const double value = std::round(random.normal() * 100) * scale;
        values.push_back(random.below(8) == 0 ? not_a_number : value);
        words.push_back(random.below(8) == 0 ? "" : "ä" + std::to_string(random.below(9)));
      }
      const auto column_name = "v" + std::to_string(c);
      columns.push_back(random.below(2) == 0 ? numbers(column_name, values)
                                             : texts(column_name, words));
    }
    const Table table("random", std::move(columns));
    for (const std::string file : {"a.sav", "a.zsav", "a.dta"}) {
      CAPTURE(file);
      write_table(table, folder / file);
      check_same(read_table(folder / file), table);
    }
  }
}

TEST_CASE("texts that a number would shorten are written as texts", "[io]") {
  const Folder folder;
  const auto table = read_table(folder.file("x.csv", "area,n\n01,1\n12,2\n"));
  write_table(table, folder / "x.sav");
  const auto back = read_table(folder / "x.sav");
  CHECK(back.column("area").type == ColumnType::text);
  CHECK(back.column("area").at(0).text == "01");
  CHECK(back.column("n").type == ColumnType::number);
}

TEST_CASE("only the variables asked for are read", "[io]") {
  const Folder folder;
  write_table(sample(), folder / "a.sav");
  CHECK(read_table(folder / "a.sav", {.columns = {"kod", "kön"}}).names() ==
        std::vector<std::string>{"kön", "kod"});
  CHECK_THROWS_WITH(read_table(folder / "a.sav", {.columns = {"ot"}}),
                    EndsWith("there is no column 'ot'; did you mean 'ort'?"));
}

TEST_CASE("the same table gives the same bytes", "[io][law]") {
  const Folder folder;
  for (const std::string file : {"a.sav", "a.zsav"}) {
    write_table(sample(), folder / file);
    const auto first = read_file(folder / file);
    setenv("TZ", "Pacific/Auckland", 1);
    tzset();
    write_table(sample(), folder / file);
    unsetenv("TZ");
    tzset();
    CHECK(read_file(folder / file) == first);
  }
}

TEST_CASE("reasons are found from labels in Swedish and English", "[io]") {
  CHECK(reason_by_label("Vill ej svara") == Missing::refused);
  CHECK(reason_by_label("VÄGRAR") == Missing::refused);
  CHECK(reason_by_label("Refusal") == Missing::refused);
  CHECK(reason_by_label("Vet ej") == Missing::dont_know);
  CHECK(reason_by_label("DON’T KNOW") == Missing::dont_know);
  CHECK(reason_by_label("Frågan ej ställd") == Missing::not_asked);
  CHECK(reason_by_label("Inapplicable") == Missing::not_asked);
  CHECK(reason_by_label("Vet ej/vill ej svara") == Missing::other);
  CHECK(reason_by_label("Uppgift saknas") == Missing::other);
  CHECK(reason_by_label("") == Missing::other);
}

TEST_CASE("missing codes that SPSS cannot hold are refused, contiguous ones become a range",
          "[io][error]") {
  const Folder folder;
  auto q = numbers("q", {1, 2, 6, 7, 8, 9});
  for (const auto* code : {"6", "7", "8", "9"}) name(q, code, "", Missing::other);
  write_table(Table("t", {q}), folder / "a.sav");
  const auto back = read_table(folder / "a.sav");
  for (const auto* code : {"6", "7", "8", "9"})
    CHECK(level(back.column("q"), code)->missing == Missing::other);
  CHECK(level(back.column("q"), "2")->missing == Missing::none);

  auto mixed = numbers("q", {1, 2, 3, 4, 5, 6, 7});
  for (const auto* code : {"1", "3", "5", "7"}) name(mixed, code, "", Missing::other);
  CHECK_THROWS_WITH(write_table(Table("t", {mixed}), folder / "b.sav"),
                    Contains("b.sav: column 'q' has 4 missing codes among its valid values; SPSS "
                             "holds three, or a range and one more: give some of them one code"));
  CHECK_FALSE(std::filesystem::exists(folder / "b.sav"));
}

TEST_CASE("names and texts that a format does not allow are told by column", "[io][error]") {
  const Folder folder;
  const auto complaint = [&](const Column& column, const std::string& file) -> std::string {
    try {
      write_table(Table("t", {column}), folder / file);
    } catch (const InputError& e) {
      const std::string what = e.what();
      return what.substr(what.find(file));
    }
    return "no complaint";
  };
  CHECK(complaint(numbers("1a", {1}), "a.sav") ==
        "a.sav: column '1a': SPSS does not allow the name; use letters, digits and _, a letter "
        "first");
  CHECK_THAT(complaint(numbers("a b", {1}), "a.dta"), Contains("column 'a b': Stata does not"));
  CHECK_THAT(complaint(numbers("ALL", {1}), "a.sav"), Contains("reserved word of SPSS"));
  CHECK_THAT(complaint(numbers(std::string(70, 'a'), {1}), "a.sav"), Contains("too long for SPSS"));
  CHECK_THAT(complaint(texts("t", {std::string(40000, 'x')}), "a.sav"),
             Contains("a text of 40000 bytes; SPSS holds 32767"));
  auto labelled = texts("t", {"a", "b"});
  name(labelled, "a", "Alfa");
  CHECK_THAT(complaint(labelled, "a.dta"), Contains("Stata labels whole numbers only"));
  auto fraction = numbers("f", {0.5, 1});
  name(fraction, "0.5", "half");
  CHECK_THAT(complaint(fraction, "a.dta"), Contains("column 'f' has a label on 0.5"));
  auto negative = numbers("n", {-5, 1});
  negative.levels.push_back({.text = ".a", .missing = Missing::other});
  CHECK_THAT(complaint(negative, "a.sav"), Contains("column 'n' has negative values"));
  CHECK(std::filesystem::is_empty(folder.path()));
}

TEST_CASE("two names that SPSS cannot tell apart are refused", "[io][error]") {
  const Folder folder;
  const Table table("t", {numbers("Kon", {1}), numbers("kon", {1})});
  CHECK_THROWS_WITH(write_table(table, folder / "a.sav"),
                    Contains("'Kon' and 'kon' are one name to SPSS"));
  CHECK_NOTHROW(write_table(table, folder / "a.dta"));
}

TEST_CASE("R's haven reads what is written here", "[io][reference]") {
  // haven 2.5 (R 4.2): values, labels and missing definitions, printed by R itself.
  const Folder folder;
  write_table(sample(), folder / "a.sav");
  const auto script = folder.file("check.R", R"(
x <- haven::read_sav(commandArgs(TRUE)[1], user_na = TRUE)
stopifnot(identical(names(x), c("kön", "inkomst", "ort", "kod")))
q <- x[["kön"]]
stopifnot(identical(as.vector(q), c(1, 2, 8, 9, NA, 1)))
stopifnot(identical(attr(q, "label"), "Är du man eller kvinna?"))
stopifnot(identical(attr(q, "labels"), c(Man = 1, Kvinna = 2, Annat = 3, "Vill ej svara" = 8, "Vet ej" = 9)))
stopifnot(identical(sort(attr(q, "na_values")), c(8, 9)))
stopifnot(identical(as.vector(x$inkomst), c(1.5, 2.25, 0.1, 1e6, -99, -97)))
stopifnot(attr(x$inkomst, "na_range")[2] == -1, attr(x$inkomst, "na_range")[1] < -1e300)
stopifnot(identical(as.vector(x$ort), c("Älvsjö", "Kista", "", "a \"b\"", strrep("x", 300), "01")))
stopifnot(identical(attr(x$kod, "labels"), c(Alfa = "a", "Vet ej" = "x")))
stopifnot(identical(attr(x$kod, "na_values"), "x"))
)");
  if (!run_other("Rscript -e 'library(haven)'",
                 "LC_ALL=C.UTF-8 Rscript " + script + " " + folder / "a.sav"))
    return;
  Table table = sample();
  write_table(Table("t", {table.column("kön"), table.column("ort")}), folder / "a.dta");
  const auto stata = folder.file("check2.R", R"(
x <- haven::read_dta(commandArgs(TRUE)[1])
q <- x[["kön"]]
stopifnot(identical(haven::na_tag(q), c(NA, NA, "a", "b", NA, NA)))
stopifnot(identical(as.vector(q)[c(1, 2, 6)], c(1, 2, 1)), is.na(q[5]))
l <- attr(q, "labels")
stopifnot(identical(names(l)[haven::na_tag(l) %in% "a"], "Vill ej svara"))
stopifnot(identical(names(l)[l %in% 3], "Annat"))
stopifnot(identical(as.vector(x$ort)[1], "Älvsjö"))
)");
  CHECK(run_other("true", "LC_ALL=C.UTF-8 Rscript " + stata + " " + folder / "a.dta"));
}

TEST_CASE("what R's haven writes is read here", "[io][reference]") {
  const Folder folder;
  const auto script = folder.file("make.R", R"(
library(haven)
f <- commandArgs(TRUE)
q <- labelled_spss(c(1, 2, 97, 98, NA), c(Ja = 1, Nej = 2, "Vet ej" = 98), na_range = c(90, 99), label = "Fråga")
t <- labelled_spss(c("a", "b", "a", "", "z"), c(Alfa = "a"), na_values = "z")
write_sav(data.frame(q = q, t = t, w = c(1.25, 2, 3, 4, 5)), f[1])
write_dta(data.frame(q = labelled(c(1, 2, tagged_na("a"), tagged_na("z"), NA), c(Ja = 1, Refused = tagged_na("a")))), f[2])
write_xpt(data.frame(a = c(1.5, NA), b = c("å", "x")), f[3], version = 8)
)");
  if (!run_other("Rscript -e 'library(haven)'", "LC_ALL=C.UTF-8 Rscript " + script + " " +
                                                    folder / "a.sav" + " " + folder / "a.dta" +
                                                    " " + folder / "a.xpt"))
    return;
  const auto spss = read_table(folder / "a.sav");
  CHECK(spss.column("q").label == "Fråga");
  CHECK(spss.column("q").at(2).text == "97");
  CHECK(spss.column("q").at(2).missing == Missing::other);
  CHECK(spss.column("q").at(3).missing == Missing::dont_know);
  CHECK(spss.column("q").at(4).missing == Missing::system);
  CHECK(spss.column("t").at(0).label == "Alfa");
  CHECK(spss.column("t").at(3).missing == Missing::system);
  CHECK(spss.column("t").at(4).missing == Missing::other);
  CHECK(spss.column("w").at(0).number == 1.25);
  const auto stata = read_table(folder / "a.dta");
  CHECK(stata.column("q").at(2).text == ".a");
  CHECK(stata.column("q").at(2).missing == Missing::refused);
  CHECK(stata.column("q").at(3).text == ".z");
  CHECK(stata.column("q").at(4).missing == Missing::system);
  const auto sas = read_table(folder / "a.xpt");
  CHECK(sas.column("a").at(0).number == 1.5);
  CHECK(sas.column("a").at(1).missing == Missing::system);
  CHECK(sas.column("b").at(1).text == "x");
}

TEST_CASE("PSPP reads what is written here", "[io][reference]") {
  // PSPP 1.6: its CSV export of the file, and its dictionary's missing values.
  const Folder folder;
  const auto table = sample();
  write_table(Table("t", {table.column("kön"), table.column("inkomst")}), folder / "a.sav");
  write_table(Table("t", {table.column("kön"), table.column("inkomst")}), folder / "a.zsav");
  for (const std::string file : {"a.sav", "a.zsav"}) {
    const auto syntax = folder.file(
        "x.sps", "GET FILE='" + folder / file +
                     "'.\nDISPLAY DICTIONARY.\nSAVE TRANSLATE /OUTFILE='" + folder / "x.csv" +
                     "' /TYPE=CSV /FIELDNAMES /CELLS=VALUES /REPLACE.\n");
    if (!run_other("pspp --version", "pspp " + syntax + " -o " + folder / "x.txt -e /dev/null"))
      return;
    CHECK(read_file(folder / "x.csv") ==
          "kön,inkomst\n1,1.5\n2,2.25\n8,0.1\n9,1000000\n ,-99\n1,-97\n");
    const auto dictionary = read_file(folder / "x.txt");
    CHECK_THAT(dictionary, Contains("8; 9"));
    CHECK_THAT(dictionary, Contains("LOWEST") && Contains("THRU -1"));
    CHECK_THAT(dictionary, Contains("Vill ej svara"));
  }
}

TEST_CASE("a file that is cut short or damaged is one clear line, never a crash", "[io][error]") {
  const Folder folder;
  for (const std::string file : {"a.sav", "a.zsav", "a.dta"}) {
    const auto table = sample();
    write_table(Table("t", {table.column("kön"), table.column("inkomst"), table.column("ort")}),
                folder / file);
    const auto whole = read_file(folder / file);
    const auto attempt = [&](const std::string& bytes) {
      write_file(folder / ("x" + file), bytes, Access::secret);
      try {
        read_table(folder / ("x" + file));
        return true;
      } catch (const InputError& e) {
        CHECK(std::string(e.what()).find('\n') == std::string::npos);
        return false;
      }
    };
    REQUIRE(attempt(whole));
    std::size_t refused = 0, cuts = 0;
    for (std::size_t size = 0; size < whole.size(); size += 1 + whole.size() / 300) {
      ++cuts;
      if (!attempt(whole.substr(0, size))) ++refused;
    }
    CHECK(refused == cuts);
    Random random(1);
    for (int i = 0; i < 300; ++i) {
      auto bytes = whole;
      for (std::uint32_t n = 1 + random.below(4); n > 0; --n)
        bytes[random.below(static_cast<std::uint32_t>(bytes.size()))] =
            static_cast<char>(random.below(256));
      attempt(bytes);
    }
  }
}
