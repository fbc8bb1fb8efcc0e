#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>

#include "project/manifest.hpp"
#include "revision/published_table.hpp"

namespace trygg {

/// What was published at one time: the folder out/ of a build, or a file of released figures.
struct PublishedState {
  std::string source;
  std::optional<ManifestText> manifest;          ///< of a folder
  std::map<std::string, PublishedTable> tables;  ///< by name of the file in the folder
};

/// \throws InputError  not there; a folder without manifest.json or a file without released figures
PublishedState read_published_state(const std::filesystem::path& path);

}  // namespace trygg
