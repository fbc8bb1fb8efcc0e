#pragma once

#include <filesystem>
#include <vector>

namespace trygg {
struct AreaSystem;
struct Project;
struct Release;
}  // namespace trygg

namespace trygg::reports {
struct ProjectTexts;
}

namespace trygg::tools {

/// Writes the data files of a publication into `folder`, several at a time.
/// \return  the files
std::vector<std::filesystem::path> write_data_files(const Project& project, const Release& released,
                                                    const reports::ProjectTexts& texts,
                                                    const AreaSystem& areas,
                                                    const std::filesystem::path& folder,
                                                    unsigned threads);

}  // namespace trygg::tools
