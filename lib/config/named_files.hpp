#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace trygg {

/// The files that a TOML file names, wherever in it: every text that is the path of a file that is
/// there, relative to the TOML file's folder. Sorted, each once. A text that only looks like one is
/// in the list, too: for "what may this depend on" that does no harm.
std::vector<std::filesystem::path> named_files(const std::filesystem::path& toml);

/// What a TOML file says, without its comments and its spelling of it, and without the keys
/// `except` at its top.
std::string settings_text(const std::filesystem::path& toml,
                          const std::vector<std::string_view>& except);

}  // namespace trygg
