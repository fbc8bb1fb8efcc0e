#include "estimate/r_data.hpp"

#include <catch2/catch.hpp>
#include <cstdlib>

#include "base/file.hpp"
#include "io/read.hpp"
#include "support.hpp"

namespace fs = std::filesystem;

namespace trygg::test {
namespace {

const fs::path scripts = source_dir() / "tests/reference";

/// Runs the script into a folder of its own and renames that, so that tests may run side by side.
bool run_r(const std::string& script, const fs::path& folder) {
  fs::create_directories(folder.parent_path());
  std::string fresh = (folder.parent_path() / "new-XXXXXX").string();
  if (mkdtemp(fresh.data()) == nullptr) return false;
  const std::string command =
      "Rscript '" + (scripts / script).string() + "' '" + fresh + "' >/dev/null 2>&1";
  const bool done = std::system(command.c_str()) == 0;
  std::error_code another_was_first;
  if (done) fs::rename(fresh, folder, another_was_first);
  fs::remove_all(fresh);
  return done;
}

}  // namespace

std::optional<fs::path> made_by_r(const std::string& script) {
  const auto state = sha256(read_file(scripts / script) + read_file(scripts / "calibrate.R"));
  const fs::path folder = fs::path(TRYGG_R_DATA_DIR) / (script + "-" + state.substr(0, 12));
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
