#pragma once

#include <string>
#include <string_view>

#include "reports/document/html.hpp"

namespace trygg::reports {

/// The rules of the style sheet for drawings (from its line »chart« to the first @media), every
/// variable replaced by its light colour: what stands alone, as in a PDF, has no page around it.
/// \throws ConfigError  the style sheet has no such part, or a variable that is no colour
std::string drawing_style(std::string_view css);

/// The drawing as an SVG file of its own, with these rules in it.
std::string standalone_svg(const Html& drawing, std::string_view style);

}  // namespace trygg::reports
