#pragma once

#include <optional>
#include <string>
#include <vector>

#include "reports/document/document.hpp"
#include "reports/phrases/sentence.hpp"
#include "reports/project_texts.hpp"

/// The frame that all publications share: page, figure, table.
namespace trygg::reports {

/// A whole page: `<!DOCTYPE html>` … `</html>`, self-contained: no script, no address.
struct PageFrame {
  std::string title, description;
  std::string style;  ///< text of templates/page.css
  Html body;          ///< inside `<main>`
  Html footer;
};
std::string page(const PageFrame& frame, const ProjectTexts& project, const Phrases& phrases);

/// A figure with its caption »Figur n.« + finding + subtitle, its drawings and its note.
struct FigureParts {
  int number;
  std::string title, subtitle;
  Html drawings;
  std::string note;
  std::string table;           ///< id of the table with its figures, for a link; empty: none
  std::string heading = "h3";  ///< element of the caption's title
};
/// \throws ConfigError  the title takes more than two lines of 760 px or four of 343 px
Html figure(const FigureParts& parts, const ProjectTexts& project, const Phrases& phrases);

/// The table in a region that scrolls by keyboard.
Html table(const TableParts& parts, const ProjectTexts& project, const Phrases& phrases);

/// `<section>` with its heading: `main` at the left, `aside` (may be empty) in the margin.
Html section(const std::string& heading, const Html& main, const Html& aside);
Html paragraph(const std::string& text);
Html note(const std::string& text);

}  // namespace trygg::reports
