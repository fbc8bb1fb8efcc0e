#include "steps/file_hashes.hpp"

#include <catch2/catch.hpp>
#include <chrono>

#include "support.hpp"

using namespace trygg;
namespace fs = std::filesystem;

namespace {

/// As if the file had last been touched long ago.
void age(const fs::path& file) {
  fs::last_write_time(file, fs::file_time_type::clock::now() - std::chrono::hours(1));
}

}  // namespace

TEST_CASE("a file's hash is that of what is in it now", "[steps][law]") {
  test::Folder folder;
  const auto file = folder.file("data.csv", "abc");
  const auto memory = folder / "files";
  FileHashes(memory).of(folder / "none");
  for (const auto* text : {"abc", "abd", "xyz"}) {  // of the same length, in the same instant
    folder.file("data.csv", text);
    FileHashes hashes(memory);
    CHECK(hashes.of(file) == sha256(text));
    CHECK(hashes.of(file) == sha256(text));
    hashes.remember();
  }
}

TEST_CASE("a change with the old size and the old time of content is seen", "[steps][law]") {
  test::Folder folder;
  const auto file = folder.file("data.csv", "abc");
  age(file);
  FileHashes hashes(folder / "files");
  const auto time = fs::last_write_time(file);
  CHECK(hashes.of(file) == sha256("abc"));
  hashes.remember();
  folder.file("data.csv", "abd");
  fs::last_write_time(file, time);
  CHECK(hashes.of(file) == sha256("abd"));
  CHECK(FileHashes(folder / "files").of(file) == sha256("abd"));
}

TEST_CASE("a file that is not there has no hash, and a folder has none", "[steps][error]") {
  test::Folder folder;
  FileHashes hashes;
  CHECK(hashes.of(folder / "none").empty());
  CHECK(hashes.of(folder.path()).empty());
  hashes.remember();  // nowhere
}
