#include "base/staged_folder.hpp"

#include <catch2/catch.hpp>

#include "base/error.hpp"
#include "base/lock.hpp"
#include "support.hpp"

using namespace trygg;
namespace fs = std::filesystem;

namespace {

std::size_t entries(const fs::path& folder) {
  std::size_t n = 0;
  for ([[maybe_unused]] const auto& entry : fs::directory_iterator(folder)) ++n;
  return n;
}

void fill(const StagedFolder& staged, const std::string& text) {
  write_file(staged.path() / "page", text, Access::published);
}

}  // namespace

TEST_CASE("a staged folder takes the place of the old one as a whole", "[base]") {
  test::Folder folder;
  for (const auto* text : {"first", "second"}) {
    StagedFolder staged(folder / "out");
    fill(staged, text);
    write_file(staged.path() / text, text, Access::published);
    staged.put_in_place();
  }
  CHECK(read_file(folder / "out/page") == "second");
  CHECK_FALSE(fs::exists(folder / "out/first"));
  CHECK(entries(folder.path()) == 1);
}

TEST_CASE("a staged folder that is not put in place leaves the old one and nothing else",
          "[base]") {
  test::Folder folder;
  folder.file("out/page", "old");
  { fill(StagedFolder(folder / "out"), "new"); }
  CHECK(read_file(folder / "out/page") == "old");
  CHECK(entries(folder.path()) == 1);
}

TEST_CASE("what a killed program left is cleared away, or put back", "[base][error]") {
  test::Folder folder;
  folder.file(".out.next/half", "x");
  folder.file(".out.old/page", "old");  // stopped between the two renames of a plain file system
  { StagedFolder staged(folder / "out"); }
  CHECK(read_file(folder / "out/page") == "old");
  CHECK(entries(folder.path()) == 1);
}

TEST_CASE("a link to a folder stays a link", "[base]") {
  test::Folder folder;
  folder.file("elsewhere/out/page", "old");
  fs::create_directory_symlink(folder / "elsewhere/out", folder / "out");
  StagedFolder staged(folder / "out");
  fill(staged, "new");
  staged.put_in_place();
  CHECK(fs::is_symlink(folder / "out"));
  CHECK(read_file(folder / "elsewhere/out/page") == "new");
}

TEST_CASE("a folder that cannot be made is named", "[base][error]") {
  test::Folder folder;
  folder.file("file", "x");
  CHECK_THROWS_AS(StagedFolder(folder / "file/out"), InputError);
}

TEST_CASE("a lock keeps others out as long as it lives", "[base]") {
  test::Folder folder;
  {
    const FileLock lock(folder / "lock", "a build");
    CHECK_THROWS_WITH(FileLock(folder / "lock", "a build"),
                      Catch::StartsWith("a build is under way (process "));
  }
  CHECK_NOTHROW(FileLock(folder / "lock", "a build"));
  CHECK_THROWS_AS(FileLock(folder / "none/lock", "a build"), InputError);
}
