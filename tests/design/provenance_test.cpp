#include "design/provenance.hpp"

#include <catch2/catch.hpp>

#include "config/config.hpp"
#include "design/design_file.hpp"
#include "support.hpp"

using namespace trygg;
using test::Folder;

namespace {

Provenance back(const Folder& folder, const Provenance& provenance) {
  const auto path =
      folder.file("d.design.toml", to_toml(DesignSpec{.weight = "w"}) + to_toml(provenance));
  CHECK(read_design_file(path).weight == "w");
  return read_provenance(Config::read(path));
}

}  // namespace

TEST_CASE("provenance reads back as it was written, whatever stands in a recipe",
          "[design][config][law]") {
  const Folder folder;
  for (const std::string recipe : {"version = 1\n[output]\nweight = \"vikt\"\n", "a = '''\nb'''\n",
                                   "å\ttab\r\nwindows\r\n", "\n\nends without a line", ""}) {
    const Provenance provenance{"trygg 0.1.0", recipe, {{"alder \"kön\".csv", "00ff"}, {"b", "1"}}};
    CHECK(back(folder, provenance) == provenance);
  }
}

TEST_CASE("a design file without provenance has none", "[design][config]") {
  const Folder folder;
  CHECK(read_provenance(Config::read(folder.file("d.toml", "weight = \"w\"\n"))) == Provenance{});
}

TEST_CASE("the design file of trygg weight tells the recipe and the SHA-256 of what was read",
          "[tools][weight]") {
  const Folder folder;
  folder.file("kon.csv", "kon,total\n1,10\n2,20\n");
  const std::string text =
      "[[step]]\nkind = \"calibrate\"\ndistance = \"linear\"\nmargins = [\"kon.csv\"]\n";
  const auto recipe = folder.file("r.toml", text);
  const auto data = folder.file("d.csv", "kon\n1\n2\n2\n");
  const auto ran =
      test::run_trygg({"weight", data, "--recipe", recipe, "-o", folder / "v.csv", "--quiet"});
  CAPTURE(ran.err);
  REQUIRE(ran.status == 0);
  const auto provenance = read_provenance(Config::read(folder / "v.csv.design.toml"));
  CHECK(provenance.program.starts_with("trygg "));
  CHECK(provenance.recipe == text);
  REQUIRE(provenance.files.size() == 3);
  CHECK(provenance.files[0].name == "d.csv");
  CHECK(provenance.files[2].name == "kon.csv");
  CHECK(provenance.files[2].sha256 == sha256("kon,total\n1,10\n2,20\n"));
}
