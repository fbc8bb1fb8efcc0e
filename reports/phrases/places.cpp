#include "reports/phrases/places.hpp"

#include <algorithm>
#include <array>

#include "base/error.hpp"
#include "base/text.hpp"

namespace trygg::reports {
namespace {

// Written by cmake/TemplatePlaces.cmake from reports/templates/sv/*.toml.
constexpr auto known = std::to_array<KnownText>({
#include "template_places.inc"
});

std::vector<std::string> keys_of(std::string_view table) {
  std::vector<std::string> keys;
  for (const auto& text : known)
    if (text.table == table) keys.emplace_back(text.key);
  return keys;
}

/// A file that no publication of this program has may hold what it likes: nobody asks for it.
bool is_known_file(std::string_view file) {
  return std::ranges::find(known, file, &KnownText::file) != known.end();
}

void check_places(const std::string& key, const Text& text, std::string_view allowed) {
  const auto names = split(allowed, ' ');
  std::string_view rest = text.text;
  for (auto open = rest.find('{'); open != std::string_view::npos; open = rest.find('{')) {
    const auto close = rest.find('}', open);
    require<ConfigError>(close != std::string_view::npos, "{}: text '{}': '{{' without '}}'",
                         text.where, key);
    const auto name = rest.substr(open + 1, close - open - 1);
    const bool filled = !name.empty() && std::ranges::find(names, name) != names.end();
    require<ConfigError>(filled, "{}: text '{}': nothing is known of '{{{}}}'; it may have: {}",
                         text.where, key, name, allowed.empty() ? "no place" : allowed);
    rest.remove_prefix(close + 1);
  }
}

void check_table(const TextTable& texts, std::string_view table,
                 const std::filesystem::path& folder) {
  const auto keys = keys_of(table);
  for (const auto& [key, text] : texts)
    if (is_known_file(text.file) && std::ranges::find(keys, key) == keys.end())
      throw ConfigError(fmt::format("{}: no publication has a text '{}'{}", text.where, key,
                                    did_you_mean(key, keys)));
  for (const auto& k : known) {
    if (k.table != table) continue;
    const auto found = texts.find(k.key);
    require<ConfigError>(found != texts.end(), "{}: no file has the text '{}' in [{}]",
                         folder.string(), k.key, table);
    check_places(found->first, found->second, k.places);
  }
}

}  // namespace

std::span<const KnownText> known_texts() {
  return known;
}

void check_texts(const Texts& texts, const std::filesystem::path& folder) {
  check_table(texts.sentences, "sentences", folder);
  check_table(texts.words, "words", folder);
}

}  // namespace trygg::reports
