#include "base/file.hpp"

#include <sys/stat.h>

#include <catch2/catch.hpp>

#include "support.hpp"

using namespace trygg;
namespace fs = std::filesystem;

TEST_CASE("a pipe or device is written to, not replaced by a file", "[base]") {
  const test::Folder folder;
  const auto pipe = folder / "pipe";
  REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
  fs::create_symlink("/dev/null", folder / "null");
  write_file(folder / "null", "gone", Access::secret);
  CHECK(fs::is_symlink(folder / "null"));
  CHECK(fs::is_character_file("/dev/null"));
  bool is_given_the_pipe = false;
  write_through(pipe, Access::secret, [&](const fs::path& to) { is_given_the_pipe = to == pipe; });
  CHECK(is_given_the_pipe);
  CHECK(fs::is_fifo(pipe));
}

TEST_CASE("a link stays a link to the file that is written", "[base]") {
  const test::Folder folder;
  const auto file = folder.file("file", "old");
  fs::create_symlink("file", folder / "link");
  write_file(folder / "link", "new", Access::secret);
  CHECK(fs::is_symlink(folder / "link"));
  CHECK(read_file(file) == "new");
}
