#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace trygg::reports {

/// A text of the publications, and where it stands: "sv/common.toml:12".
struct Text {
  std::string text, where;
  std::string file = {};  ///< "common.toml"
};
using TextTable = std::map<std::string, Text, std::less<>>;

/// The texts of one language.
struct Texts {
  TextTable sentences, words;
  std::vector<std::string> numbers;  ///< "noll", "ett", …
};

/// Reads every .toml file of templates/<language>/ as one: tables [sentences] and [words] of texts,
/// and the list `numbers` in one of the files.
/// \throws ConfigError  no such folder, a file that is no table of texts, a key that two files have
///                      (both are named with their lines), a text that the program does not know or
///                      lacks, a {place} that the program does not fill in that text
Texts read_texts(const std::filesystem::path& folder);

}  // namespace trygg::reports
