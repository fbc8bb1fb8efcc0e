#include "estimate/r_data.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <cstdlib>

#include "base/file.hpp"
#include "io/read.hpp"
#include "support.hpp"

namespace fs = std::filesystem;

namespace trygg::test {
namespace {

const fs::path scripts = source_dir() / "tests/reference";

/// Held by one test at a time; others wait for what it makes rather than make it, too.
class Turn {
 public:
  explicit Turn(const fs::path& file)
      : descriptor_(::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644)) {
    if (descriptor_ >= 0) ::flock(descriptor_, LOCK_EX);
  }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;
  ~Turn() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }

 private:
  int descriptor_;
};

/// Runs the script into a folder of its own and renames that, so that a broken run leaves nothing.
bool run_r(const std::string& script, const fs::path& folder) {
  std::string fresh = (folder.parent_path() / "new-XXXXXX").string();
  if (mkdtemp(fresh.data()) == nullptr) return false;
  const std::string command =
      "Rscript '" + (scripts / script).string() + "' '" + fresh + "' >/dev/null 2>&1";
  const bool done = std::system(command.c_str()) == 0;
  if (done) fs::rename(fresh, folder);
  fs::remove_all(fresh);
  return done;
}

}  // namespace

std::optional<fs::path> made_by_r(const std::string& script) {
  const auto state = sha256(read_file(scripts / script) + read_file(scripts / "calibrate.R"));
  const fs::path folder = fs::path(TRYGG_R_DATA_DIR) / (script + "-" + state.substr(0, 12));
  fs::create_directories(folder.parent_path());
  const Turn turn(folder.string() + ".lock");
  if (fs::exists(folder) || run_r(script, folder)) return folder;
  WARN("PASSED OVER: R with the package survey is not here to run tests/reference/" << script);
  return std::nullopt;
}

std::optional<Table> api_data(const std::string& name) {
  const auto folder = made_by_r("export.R");
  if (!folder) return std::nullopt;
  return read_table(*folder / (name + ".csv"));
}

}  // namespace trygg::test
