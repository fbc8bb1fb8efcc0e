#include <catch2/catch.hpp>

#include "base/file.hpp"
#include "support.hpp"

using Catch::Matchers::Contains;
using trygg::test::Folder;
using trygg::test::run_trygg;

TEST_CASE("codebook drafts from data, and check then finds nothing", "[tools]") {
  const Folder folder;
  std::string text = "id;kön;vikt\n";
  for (int i = 0; i < 20; ++i)
    text += std::to_string(i) + (i % 2 == 0 ? ";M" : ";K") + ";1," + std::to_string(i) + "\n";
  const auto data = folder.file("d.csv", text);
  const auto ran = run_trygg({"codebook", data});
  CHECK(ran.status == 0);
  CHECK(ran.out ==
        "[variable.id]\nkind = \"id\"\n\n"
        "[variable.\"kön\"]\nkind = \"code\"\ncodes = {\"K\" = \"\", \"M\" = \"\"}\n\n"
        "[variable.vikt]\nkind = \"weight\"\n");
  for (const std::string file : {"c.toml", "c.csv"}) {
    CHECK(run_trygg({"codebook", data, "-o", folder / file}).status == 0);
    CHECK(run_trygg({"check", data, "--codebook", folder / file}).out ==
          "variable,problem,value,count,rows\n");
  }
}

TEST_CASE("codebook keeps the entries that there are", "[tools]") {
  const Folder folder;
  const auto data = folder.file("d.csv", "q,p\n1,1\n2,1\n1,2\n2,2\n");
  const auto old = folder.file("old.toml", "[variable.q]\nlabel = \"Fråga\"\nkind = \"number\"\n");
  const auto ran = run_trygg({"codebook", data, "--codebook", old});
  CHECK(ran.status == 0);
  CHECK_THAT(ran.out, Contains("[variable.q]\nlabel = \"Fråga\"\nkind = \"number\"\n"));
  CHECK_THAT(ran.out, Contains("[variable.p]\nkind = \"code\"\n"));
}

TEST_CASE("codebook takes missing codes from the command line", "[tools]") {
  const Folder folder;
  const auto data = folder.file("d.csv", "q\n1\n2\n1\n2\n9\n9\n");
  CHECK_THAT(run_trygg({"codebook", data, "--missing", "q=9:dont_know"}).out,
             Contains("missing = {\"9\" = \"dont_know\"}"));
}

TEST_CASE("codebook refuses other formats", "[tools][error]") {
  const Folder folder;
  const auto data = folder.file("d.csv", "q\n1\n");
  const auto ran = run_trygg({"codebook", data, "-o", folder / "c.yaml"});
  CHECK(ran.status == 2);
  CHECK_THAT(ran.err, Contains("a codebook is written as .toml or .csv"));
  CHECK(run_trygg({"codebook", folder / "none.csv"}).status == 1);
}
