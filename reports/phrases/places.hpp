#pragma once

#include <filesystem>
#include <span>
#include <string_view>

#include "reports/phrases/texts.hpp"

namespace trygg::reports {

/// A text that the program prints, and the places that it fills in it, with blanks between.
struct KnownText {
  std::string_view file;   ///< of the Swedish texts: "common.toml"
  std::string_view table;  ///< "sentences" or "words"
  std::string_view key, places;
};

/// All of them, as the Swedish texts had them when the program was built: who edits or translates
/// the texts may leave a place out, but cannot invent one, or a text in one of these files.
std::span<const KnownText> known_texts();

/// \param folder  named when a text is missing
/// \throws ConfigError  file and line of the first text or {place} that the program does not know
void check_texts(const Texts& texts, const std::filesystem::path& folder);

}  // namespace trygg::reports
