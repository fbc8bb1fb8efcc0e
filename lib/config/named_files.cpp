#include "config/named_files.hpp"

#include <toml++/toml.h>

#include <set>
#include <sstream>

#include "base/file.hpp"

namespace trygg {
namespace fs = std::filesystem;
namespace {

/// What is not TOML has no settings: the reader of the file complains, with the line.
toml::table parsed(const fs::path& path) {
  try {
    return toml::parse(read_file(path));
  } catch (const toml::parse_error&) {
    return {};
  }
}

void add_texts(const toml::node& node, const fs::path& folder, std::set<fs::path>& found) {
  if (const auto* table = node.as_table()) {
    for (const auto& [key, value] : *table) add_texts(value, folder, found);
  } else if (const auto* array = node.as_array()) {
    for (const auto& item : *array) add_texts(item, folder, found);
  } else if (const auto* text = node.as_string()) {
    std::error_code unusable;  // a text may be longer than a path can be
    const auto file = (folder / text->get()).lexically_normal();
    if (fs::is_regular_file(file, unusable)) found.insert(file);
  }
}

}  // namespace

std::vector<fs::path> named_files(const fs::path& toml) {
  std::set<fs::path> found;
  add_texts(parsed(toml), toml.parent_path(), found);
  return {found.begin(), found.end()};
}

std::string settings_text(const fs::path& toml, const std::vector<std::string_view>& except) {
  auto table = parsed(toml);
  for (const auto key : except) table.erase(key);
  std::ostringstream text;
  text << toml::default_formatter{table};
  return text.str();
}

}  // namespace trygg
