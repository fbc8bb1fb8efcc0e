#pragma once

#include <string>
#include <string_view>

namespace trygg::reports {

enum class Language { sv, en };
/// "sv", "en": as in HTML and in names of folders.
constexpr std::string_view to_text(Language language) {
  return language == Language::sv ? "sv" : "en";
}

/// A released number in a language's typography: decimal comma (sv), U+2212 for minus. Symbols
/// ("..") stay as they are. Nothing is rounded here.
std::string localised(std::string_view published, Language language);

/// A count with its thousands set apart: in Swedish by U+00A0, from 1 000 (tables) or 10 000
/// (prose); in English by a comma, from 1,000.
enum class Place { table, prose };
std::string localised_count(std::string_view published, Place place, Language language);

}  // namespace trygg::reports
