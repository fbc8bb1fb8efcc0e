#include <catch2/catch.hpp>

#include "support.hpp"

using Catch::Matchers::Contains;
using Catch::Matchers::EndsWith;
using trygg::test::Folder;
using trygg::test::run_trygg;

namespace {

constexpr auto codebook = R"([variable.id]
kind = "id"
[variable.q]
kind = "code"
codes = {"1" = "Yes", "2" = "No"}
missing = {"8" = "refused"}
[variable.age]
kind = "number"
range = [16, 110]
[variable.gone]
kind = "text"
)";

}  // namespace

TEST_CASE("check lists what does not fit, without answers of single persons", "[tools]") {
  const Folder folder;
  const auto book = folder.file("c.toml", codebook);
  const auto data = folder.file("d.csv", "id,q,age,extra\na1,1,40,x\na2,7,143,x\na1,8,x,x\n");
  const auto ran = run_trygg({"check", data, "--codebook", book});
  CHECK(ran.status == 0);
  CHECK(ran.err.empty());
  CHECK(ran.out ==
        "variable,problem,value,count,rows\n"
        "id,duplicate_id,,2,1 3\n"
        "q,unknown_code,7,1,2\n"
        "age,out_of_range,,1,2\n"
        "age,not_a_number,,1,3\n"
        "gone,not_in_data,,,\n"
        "extra,not_in_codebook,,,\n");
  SECTION("unless they are asked for") {
    const auto shown = run_trygg({"check", data, "--codebook", book, "--show-values"}).out;
    CHECK_THAT(shown, Contains("id,duplicate_id,a1,2,1 3\n"));
    CHECK_THAT(shown, Contains("age,out_of_range,143,1,2\n"));
  }
  SECTION("codes that the command line makes missing are no problem") {
    CHECK_THAT(run_trygg({"check", data, "--codebook", book, "--missing", "q=7"}).out,
               !Contains("unknown_code"));
  }
}

TEST_CASE("check finds nothing where all fits, and that is success", "[tools]") {
  const Folder folder;
  const auto book = folder.file("c.csv", "variable,code\nq,1\nq,2\n");
  const auto ran = run_trygg({"check", folder.file("d.csv", "q\n1\n2\n"), "--codebook", book});
  CHECK(ran.status == 0);
  CHECK(ran.out == "variable,problem,value,count,rows\n");
}

TEST_CASE("check writes to a file of its owner's", "[tools]") {
  const Folder folder;
  const auto book = folder.file("c.toml", "[variable.q]\n");
  const auto data = folder.file("d.csv", "q\n1\n");
  CHECK(run_trygg({"check", data, "--codebook", book, "-o", folder / "p.csv"}).status == 0);
  using std::filesystem::perms;
  CHECK(std::filesystem::status(folder / "p.csv").permissions() ==
        (perms::owner_read | perms::owner_write));
}

TEST_CASE("check tells data from settings by its exit status", "[tools][error]") {
  const Folder folder;
  const auto book = folder.file("c.toml", "[variable.q]\nkind = \"kod\"\n");
  const auto good = folder.file("g.toml", "[variable.q]\n");
  const auto data = folder.file("d.csv", "q\n1\n");
  const auto ragged = folder.file("r.csv", "q,p\n1\n");
  CHECK(run_trygg({"check", data}).status == 2);
  CHECK(run_trygg({"check", data, "--codebook", book}).status == 2);
  CHECK(run_trygg({"check", data, "--codebook", good, "--delimiter", "x"}).status == 2);
  CHECK(run_trygg({"check", data, "--codebook", good, "--missing", "p=1"}).status == 2);
  const auto ran = run_trygg({"check", ragged, "--codebook", good});
  CHECK(ran.status == 1);
  CHECK_THAT(ran.err, Contains("r.csv: 1 row has not the header's 2 fields: line 2 has 1"));
  CHECK(ran.out.empty());
}
