#pragma once

#include <string_view>

namespace trygg {

class Published;

/// What stands in a number's place, in the words of Swedish official statistics. Its text is the
/// same in every format; only PX writes the nil as "-" (reports/data/px).
enum class Symbol {
  none,          ///< a number, or nothing to give (empty text: the margin of a level)
  nil,           ///< "–": nothing to report, a true zero; never a sample's share of 0
  uncertain,     ///< "..": too few answers, or too uncertain
  confidential,  ///< "...": to protect those who answered, secondary suppression included
  impossible,    ///< ".": cannot occur: not asked, not defined
};

/// "–" (U+2013), "..", "...", "."; empty for none.
std::string_view to_text(Symbol symbol);

Symbol symbol_of(const Published& published);

}  // namespace trygg
