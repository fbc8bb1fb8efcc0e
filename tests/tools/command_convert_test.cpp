#include <catch2/catch.hpp>

#include "base/file.hpp"
#include "support.hpp"

using Catch::Matchers::Contains;
using trygg::read_file;
using trygg::test::Folder;
using trygg::test::run_trygg;

namespace {

constexpr auto data_text = "id,q,w\n1,1,1.5\n2,8,0.25\n3,,2\n4,2,3\n";
constexpr auto codebook_text =
    "[variable.q]\nlabel = \"Question\"\ncodes = {\"1\" = \"Yes\", \"2\" = \"No\", \"8\" = "
    "\"Refused\"}\n"
    "missing = {\"8\" = \"refused\"}\n";

}  // namespace

TEST_CASE("convert goes to SPSS and back without loss", "[tools]") {
  const Folder folder;
  const auto data = folder.file("d.csv", data_text);
  const auto book = folder.file("c.toml", codebook_text);
  for (const std::string file : {"d.sav", "d.zsav"}) {
    const auto ran = run_trygg({"convert", data, "--codebook", book, "-o", folder / file});
    CHECK(ran.status == 0);
    CHECK(ran.out.empty());
    CHECK(ran.err.empty());
    CHECK(run_trygg({"convert", folder / file, "-o", folder / "back.csv"}).status == 0);
    CHECK(read_file(folder / "back.csv") == data_text);
    const auto draft = run_trygg({"codebook", folder / file}).out;
    CHECK_THAT(draft, Contains("label = \"Question\""));
    CHECK_THAT(draft, Contains("missing = {\"8\" = \"refused\"}"));
    CHECK_THAT(draft, Contains("codes = {\"1\" = \"Yes\", \"2\" = \"No\", \"8\" = \"Refused\"}"));
  }
}

TEST_CASE("convert makes letters of missing codes for Stata", "[tools]") {
  const Folder folder;
  const auto data = folder.file("d.csv", data_text);
  CHECK(run_trygg({"convert", data, "--missing", "q=8", "-o", folder / "d.dta"}).status == 0);
  CHECK(run_trygg({"convert", folder / "d.dta", "-o", folder / "back.csv"}).status == 0);
  CHECK(read_file(folder / "back.csv") == "id,q,w\n1,1,1.5\n2,.a,0.25\n3,,2\n4,2,3\n");
  CHECK_THAT(run_trygg({"codebook", folder / "d.dta"}).out, Contains("\".a\" = \"8\""));
}

TEST_CASE("convert selects columns in the order asked for", "[tools]") {
  const Folder folder;
  const auto data = folder.file("d.csv", data_text);
  CHECK(
      run_trygg({"convert", data, "--select", "w, id", "--missing", "q=8", "-o", folder / "x.tsv"})
          .status == 0);
  CHECK(read_file(folder / "x.tsv") == "w\tid\n1.5\t1\n0.25\t2\n2\t3\n3\t4\n");
}

TEST_CASE("convert selects columns whose names hold commas", "[tools]") {
  const Folder folder;
  const auto data = folder.file("d.csv", "\"a,b\",c\n1,2\n");
  CHECK(run_trygg({"convert", data, "--select", "c,a,b", "-o", folder / "x.tsv"}).status == 0);
  CHECK(read_file(folder / "x.tsv") == "c\ta,b\n2\t1\n");
}

TEST_CASE("convert reads what it is told how to read", "[tools]") {
  const Folder folder;
  const auto data = folder.file("d.csv", "ort|n\n\xC4lvsj\xF6|1,5\n");
  CHECK(run_trygg({"convert", data, "--delimiter", "|", "--decimal", ",", "--encoding",
                   "windows-1252", "-o", folder / "x.csv"})
            .status == 0);
  CHECK(read_file(folder / "x.csv") == "ort,n\nÄlvsjö,\"1,5\"\n");
}

TEST_CASE("convert refuses to overwrite its data and unknown names", "[tools][error]") {
  const Folder folder;
  const auto data = folder.file("d.csv", data_text);
  const auto status = [&](std::vector<std::string> more) {
    std::vector<std::string> args{"convert", data};
    args.insert(args.end(), more.begin(), more.end());
    const auto ran = run_trygg(args);
    CHECK(ran.err.find("trygg convert: ") == 0);
    CHECK(ran.err.find('\n') == ran.err.size() - 1);
    return ran.status;
  };
  CHECK(status({}) == 2);
  CHECK(status({"-o", data}) == 2);
  CHECK(status({"-o", folder / "x.xls"}) == 2);
  CHECK(status({"-o", folder / "x.csv", "--select", "nope"}) == 2);
  CHECK(status({"-o", folder / "x.csv", "--select", "id,id"}) == 2);
  CHECK(status({"-o", folder / "x.csv", "--select", "id,"}) == 2);
  CHECK(status({"-o", folder / "x.csv", "--decimal", ";"}) == 2);
  CHECK(status({"-o", folder / "x.csv", "--codebook", data}) == 2);
  CHECK(read_file(data) == data_text);
  CHECK_FALSE(std::filesystem::exists(folder / "x.csv"));
}
