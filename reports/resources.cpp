#include "reports/resources.hpp"

#include <cstdlib>
#include <vector>

#include "base/error.hpp"

namespace trygg::reports {
namespace fs = std::filesystem;

fs::path resource(const fs::path& name, const fs::path& project) {
  std::vector<fs::path> folders;
  if (const char* home = std::getenv("TRYGG_HOME"); home != nullptr && *home != '\0')
    folders.emplace_back(home);
  for (auto up = fs::absolute(project).lexically_normal();; up = up.parent_path()) {
    folders.push_back(up);
    if (up == up.parent_path()) break;
  }
  folders.emplace_back(TRYGG_SHARE_DIR);
  folders.emplace_back(TRYGG_SOURCE_DIR);
  for (const auto& folder : folders)
    if (fs::is_regular_file(folder / name)) return folder / name;
  throw ConfigError(fmt::format(
      "{}: not found; set TRYGG_HOME to the folder of the program that holds it", name.string()));
}

}  // namespace trygg::reports
