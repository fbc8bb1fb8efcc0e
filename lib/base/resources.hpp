#pragma once

#include <filesystem>
#include <string_view>
#include <vector>

namespace trygg {

/// Where a file or folder that belongs to the program lies, such as "reports/templates/sv":
/// under $TRYGG_HOME, else upward from `start` (a project's folder), else in the installed share
/// folder beside the executable (../share/trygg), else in the source folder fixed at configure
/// time. \throws ConfigError  nowhere; the message lists the places that were searched
std::filesystem::path find_resource(std::string_view name, const std::filesystem::path& start);

/// Every place of those that has it, the one that is found first: a folder of which single files
/// may be found in different places.
std::vector<std::filesystem::path> all_resources(std::string_view name,
                                                 const std::filesystem::path& start);

}  // namespace trygg
