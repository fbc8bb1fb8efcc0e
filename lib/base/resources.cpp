#include "base/resources.hpp"

#include <fmt/format.h>

#include <cstdlib>
#include <string>
#include <vector>

#include "base/error.hpp"

namespace trygg {
namespace fs = std::filesystem;
namespace {

std::vector<fs::path> places(const fs::path& start) {
  std::vector<fs::path> all;
  if (const char* home = std::getenv("TRYGG_HOME"); home && *home) all.emplace_back(home);
  std::error_code failed;
  auto folder = fs::absolute(start, failed).lexically_normal();
  for (; !failed && !folder.empty(); folder = folder.parent_path()) {
    all.push_back(folder);
    if (folder == folder.parent_path()) break;
  }
  if (const auto program = fs::read_symlink("/proc/self/exe", failed); !failed)
    all.push_back(program.parent_path().parent_path() / "share/trygg");
  all.emplace_back(TRYGG_SOURCE_DIR);
  return all;
}

}  // namespace

fs::path find_resource(std::string_view name, const fs::path& start) {
  std::string searched;
  for (const auto& place : places(start)) {
    if (fs::exists(place / name)) return place / name;
    searched += fmt::format(" {}", place.string());
  }
  throw ConfigError(
      fmt::format("the program's file {} is not there; set TRYGG_HOME to its folder (searched:{})",
                  name, searched));
}

std::vector<fs::path> all_resources(std::string_view name, const fs::path& start) {
  std::vector<fs::path> found;
  for (const auto& place : places(start))
    if (fs::exists(place / name)) found.push_back(place / name);
  return found;
}

}  // namespace trygg
