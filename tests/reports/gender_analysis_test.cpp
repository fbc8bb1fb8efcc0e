#include <catch2/catch.hpp>

#include <cstdlib>
#include <filesystem>

#include "base/file.hpp"
#include "fixture.hpp"
#include "support.hpp"

using namespace trygg;

namespace {

std::filesystem::path golden(const std::string& name) {
  return test::source_dir() / "tests/reports/golden" / name;
}

}  // namespace

TEST_CASE("the page of the invented publication is the one that was looked at",
          "[reports][golden]") {
  const auto page = test::invented_publication().page();
  const auto file = golden("jamstalldhetsanalys.html");
  if (std::getenv("UPDATE_GOLDEN") != nullptr) write_file(file, page, Access::published);
  const bool same = page == read_file(file);
  if (!same) write_file(file.string() + ".new", page, Access::published);
  CHECK(same);  // look at the page in .new; UPDATE_GOLDEN=1 takes it over
}
