#pragma once

#include <filesystem>

namespace trygg::reports {

/// A file of the program's own (texts, style sheet) by its path in the source tree, such as
/// "reports/templates/sv.toml". Looked for in $TRYGG_HOME, else upward from `project`, else in the
/// installed share folder, else in the source folder that was fixed at configure time.
/// \throws ConfigError  it is in none of them
std::filesystem::path resource(const std::filesystem::path& name,
                               const std::filesystem::path& project);

}  // namespace trygg::reports
