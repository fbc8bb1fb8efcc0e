#pragma once

#include <string>

#include "reports/document/document.hpp"
#include "reports/phrases/sentence.hpp"
#include "reports/project_texts.hpp"

namespace trygg::reports {

/// The document as one self-contained page: opening (kicker, H1, lede, facts, points, aside), list
/// of contents when it has one, sections, footer. `css`: text of templates/page.css.
///
/// A section with an aside has its blocks at the left, 760 px wide; one without sets its tables
/// across the whole width and all else at 760 px.
/// \throws ConfigError    the title of a figure takes more than two lines of 760 px or five of 343
/// \throws ArgumentError  a table whose rows do not have its columns
std::string to_html(const Document& document, const ProjectTexts& project, const Phrases& phrases,
                    const std::string& css);

}  // namespace trygg::reports
