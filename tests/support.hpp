#pragma once

#include <filesystem>
#include <sstream>
#include <string>
#include <vector>

#include "base/file.hpp"
#include "tools/command.hpp"

namespace trygg::test {

struct Ran {
  int status;
  std::string out, err;
};

/// Runs the program in process.
inline Ran run_trygg(const std::vector<std::string>& args) {
  std::ostringstream out, err;
  const int status = tools::run(args, {out, err, false, false});
  return {status, out.str(), err.str()};
}

/// A folder of this test's own, removed at its end.
class Folder {
 public:
  Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "trygg-test-XXXXXX").string();
    path_ = mkdtemp(name.data());
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  std::string operator/(const std::string& name) const { return (path_ / name).string(); }
  /// Writes a file and gives its path.
  std::string file(const std::string& name, const std::string& text) const {
    write_file(path_ / name, text, Access::published);
    return *this / name;
  }
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

/// The checkout that the tests were built from.
std::filesystem::path source_dir();

/// Material for tests that lies beside a working copy of some developers; a test that needs it
/// passes over, loudly, where it is absent.
std::filesystem::path shared_data();

}  // namespace trygg::test
