#pragma once

#include <string>

#include "reports/document/document.hpp"
#include "reports/phrases/sentence.hpp"
#include "reports/project_texts.hpp"

namespace trygg::reports {

/// The document as the JSON that templates/publication.typ sets: every block with its texts, its
/// drawings with colours of their own, its tables in pieces that fit the paper. The same document
/// gives the same bytes. `css`: text of templates/page.css.
std::string to_pdf_source(const Document& document, const ProjectTexts& project,
                          const Phrases& phrases, const std::string& css);

}  // namespace trygg::reports
