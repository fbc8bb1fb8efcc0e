#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <cmath>

#include "base/csv.hpp"
#include "base/random.hpp"
#include "base/text.hpp"
#include "support.hpp"

using namespace trygg;
using Catch::Contains;
using test::Folder;
using test::run_trygg;
using Texts = std::vector<std::string>;

namespace {

/// Four areas; in the last, d, nearly everybody is unsafe.
std::string survey() {
  Random random(5);
  std::string csv = "h,w,area,sex,q\n";
  for (int i = 0; i < 800; ++i) {
    const auto area = random.below(4);
    const bool unsafe = random.uniform() < (area == 3 ? 0.8 : 0.2);
    csv += fmt::format("{},{},{},{},{}\n", random.below(2), 5 + random.below(3), "abcd"[area],
                       1 + random.below(2), unsafe ? 1 : 0);
  }
  return csv;
}

Texts ranking(const std::string& file, const Texts& more = {}) {
  Texts args{"rank", file, "--weight", "w", "--strata", "h", "--share", "q=1", "--over", "area"};
  args.insert(args.end(), more.begin(), more.end());
  return args;
}

CsvText table(const Texts& args) {
  const auto ran = run_trygg(args);
  INFO(ran.err);
  REQUIRE(ran.status == 0);
  return parse_csv(ran.out, "output");
}

std::string field(const CsvText& csv, std::size_t row, std::string_view column) {
  return csv.rows[row][csv.column(column)];
}

double number(const CsvText& csv, std::size_t row, std::string_view column) {
  return to_number(field(csv, row, column)).value_or(NAN);
}

}  // namespace

TEST_CASE("trygg rank: levels are those of estimate, and the odd area out has the first place") {
  const Folder folder;
  const auto file = folder.file("s.csv", survey());
  const auto csv = table(ranking(file));
  const auto estimates = table({"estimate", file, "--weight", "w", "--strata", "h", "--share",
                                "q=1", "--by", "area", "--contrast", "area:d-a"});
  REQUIRE(csv.rows.size() == 4);
  for (std::size_t a = 0; a < 4; ++a) {
    for (const auto column : {"estimate", "lower", "upper", "n", "df"})
      CHECK(number(csv, a, column) == Approx(number(estimates, a + 1, column)).epsilon(1e-12));
    CHECK(number(csv, a, "whole") == Approx(number(estimates, 0, "estimate")).epsilon(1e-12));
    CHECK(field(csv, a, "placed") == "4");
  }
  CHECK(field(csv, 3, "area") == "d");
  CHECK(field(csv, 3, "side") == "above");
  CHECK(field(csv, 3, "highest") == "1");
  CHECK(field(csv, 3, "lowest") == "1");
  CHECK(field(csv, 0, "highest") == "2");
  CHECK(field(csv, 0, "lowest") == "4");
}

TEST_CASE("trygg rank: the other areas may be one or several") {
  const Folder folder;
  const auto file = folder.file("s.csv", survey());
  const auto csv = table(ranking(file));
  auto text = survey();
  for (auto& c : text)
    if (c == 'b' || c == 'c') c = 'a';
  const auto two = folder.file("two.csv", text);
  const auto of_two = table(ranking(two));
  REQUIRE(of_two.rows.size() == 2);
  CHECK(number(of_two, 1, "difference") == Approx(number(csv, 3, "difference")).epsilon(1e-12));
  CHECK(number(of_two, 1, "se") == Approx(number(csv, 3, "se")).epsilon(1e-12));
}

TEST_CASE("trygg rank: in every cell of --by, against that cell") {
  const Folder folder;
  const auto file = folder.file("s.csv", survey());
  const auto csv = table(ranking(file, {"--by", "sex"}));
  REQUIRE(csv.rows.size() == 12);
  CHECK(csv.header[2] == "sex");
  CHECK(csv.header[3] == "area");
  CHECK(field(csv, 0, "sex").empty());
  const auto women = table(ranking(file, {"--where", "sex=2"}));
  for (std::size_t a = 0; a < 4; ++a)
    for (const auto column :
         {"estimate", "whole", "difference", "se", "p_adjusted", "highest", "lowest"})
      CHECK(number(csv, 8 + a, column) == Approx(number(women, a, column)).epsilon(1e-10));
}

TEST_CASE("trygg rank: a table tells the verdict first, in both languages, and no order") {
  const Folder folder;
  const auto file = folder.file("s.csv", survey());
  const auto swedish = run_trygg(ranking(file, {"--format", "table"}));
  CHECK(swedish.out.starts_with("utfall"));
  CHECK_THAT(swedish.out, Contains("över") && Contains("1 av 4") && Contains("2 till 4 av 4"));
  CHECK_THAT(swedish.err, Contains("Holm"));
  const auto english = run_trygg(ranking(file, {"--format", "table", "--lang", "en"}));
  CHECK(english.out.starts_with("verdict"));
  CHECK_THAT(english.out, Contains("above") && Contains("2 to 4 of 4"));
}

TEST_CASE("trygg rank: what cannot be placed says so, and what was typed wrongly is refused") {
  const Folder folder;
  const auto file = folder.file("s.csv",
                                "w,area,q\n1,a,0\n1,a,0\n1,b,1\n1,b,0\n1,b,1\n1,c,0\n"
                                "1,c,1\n1,c,0\n");
  const auto csv = table({"rank", file, "--weight", "w", "--share", "q=1", "--over", "area"});
  CHECK(field(csv, 0, "side") == "not_shown");
  CHECK(field(csv, 0, "se").empty());
  CHECK(field(csv, 0, "highest").empty());
  CHECK_THAT(field(csv, 0, "note"), Contains("all_or_none"));
  CHECK(field(csv, 1, "placed") == "2");

  const auto complaint = [&](const Texts& args, const std::string& text) {
    const auto ran = run_trygg(args);
    CHECK(ran.status == 2);
    CHECK(ran.out.empty());
    CHECK_THAT(ran.err, Contains(text));
  };
  complaint({"rank", file, "--share", "q=1", "--over", "aera"}, "area");
  complaint({"rank", file, "--share", "q=1", "--over", "area+q"}, "one variable");
  complaint({"rank", file, "--share", "q=1", "--over", "area", "--by", "area"}, "--over");
  complaint({"rank", file, "--over", "area"}, "nothing is asked for");
  complaint({"rank", file, "--share", "q=1"}, "--over");
  complaint({"rank", file, "--share", "q=1", "--over", "area", "--seed", "1.5"}, "--seed");
  complaint({"rank", file, "--share", "q=1", "--over", "area", "--level", "2"}, "--level");
}

TEST_CASE("an option's letters and marks are one sign, as data have them") {
  const Folder folder;
  const auto file = folder.file("s.csv", "w,omr,q\n1,Älvsjö,0\n2,Älvsjö,1\n1,Farsta,1\n");
  const auto ran = run_trygg({"estimate", file, "--weight", "w", "--share", "q=1", "--where",
                              "omr=A\xcc\x88lvsjo\xcc\x88"});
  INFO(ran.err);
  REQUIRE(ran.status == 0);
  CHECK_THAT(ran.out, Contains(",2,0.6666"));
}
