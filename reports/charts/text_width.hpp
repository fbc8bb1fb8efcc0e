#pragma once

#include <string_view>

namespace trygg::reports {

enum class Weight { regular, semibold };

/// Width in pixels of `text` set in Inter with tabular figures, without kerning. A character that
/// is not in the table counts one em, so that an unknown text is taken as too wide, never too
/// narrow. U+2060 and U+00AD have no width.
///
/// The table (inter_advances.inc) is made by reports/assets/inter_advances.py from the font's
/// files.
double text_width(std::string_view utf8, double font_size, Weight weight = Weight::regular);

}  // namespace trygg::reports
