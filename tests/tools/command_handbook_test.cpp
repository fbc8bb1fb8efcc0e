#include <catch2/catch.hpp>

#include "support.hpp"

using namespace trygg;
using Catch::Matchers::Contains;
using test::run_trygg;

TEST_CASE("handbook builds a page of every file in a folder", "[tools]") {
  const test::Folder folder;
  folder.file("in/a.md", "# A\n\n## B\n\ntext\n");
  folder.file("in/läs.md", "# Läs\n");
  folder.file("in/other.txt", "no handbook");
  const auto ran = run_trygg({"handbook", folder / "in", "-o", folder / "out"});
  CHECK(ran.status == 0);
  CHECK(ran.out.empty());
  CHECK(ran.err == (folder / "out/a.html") + "\n" + (folder / "out/läs.html") + "\n");
  CHECK_THAT(read_file(folder / "out/a.html"), Contains("<h1>A</h1>"));
}

TEST_CASE("a handbook that is wrong leaves the pages before it untouched", "[tools][error]") {
  const test::Folder folder;
  folder.file("in/a.md", "# Ny\n");
  folder.file("in/b.md", "ingen rubrik\n");
  folder.file("out/a.html", "gammal");
  const auto ran = run_trygg({"handbook", folder / "in", "-o", folder / "out"});
  CHECK(ran.status == 2);
  CHECK_THAT(ran.err, Contains("b.md"));
  CHECK(read_file(folder / "out/a.html") == "gammal");
}
