#pragma once

#include <string>
#include <string_view>

namespace trygg::reports {

enum class Language { sv, en };

/// A released number in a language's typography: decimal comma (sv), U+2212 for minus. Symbols
/// ("..") stay as they are. Nothing is rounded here.
std::string localised(std::string_view published, Language language);

/// A count with U+00A0 between thousands from 1 000 (tables) or 10 000 (prose).
enum class Place { table, prose };
std::string localised_count(std::string_view published, Place place);

}  // namespace trygg::reports
