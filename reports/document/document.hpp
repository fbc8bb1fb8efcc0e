#pragma once

#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "reports/document/html.hpp"

/// A publication as content, without layout. Every publication is made as a Document, and every
/// document is written in every format: to_html (html_document.hpp), to_pdf (pdf/). Texts are
/// plain, already typeset in their language, and hold released figures only.
namespace trygg::reports {

/// One picture, drawn for 760 px and, in a layout of its own, for 343 px.
struct Chart {
  std::string title, description;  ///< the finding; all values in reading order
  Html wide, narrow;               ///< `<svg>` with classes of page.css
  Html paper = {};                 ///< in less height; empty: the other drawings are printed
};

struct Paragraph {
  std::string text;
  std::string lead = {};  ///< bold words before it; may be empty
};
/// Small print below a figure or table: signs, tests, sources.
struct Note {
  std::string text;
};
struct Subheading {
  std::string text;
  std::string id = {};  ///< to link to; may be empty
};
struct Bullets {
  std::vector<std::string> items;
};
/// Terms, each with its explanation.
struct Terms {
  std::vector<std::pair<std::string, std::string>> items;
};
/// A small drawing that explains signs.
struct Example {
  std::string title, description;
  Html drawing;
};

/// Figures set large, each with its name and what is below it. At most four.
struct Fact {
  std::string name;
  std::string style;  ///< "cw" women, "cm" men, "cg" goal; empty: ink
  std::string value;  ///< "12,6 %", or a symbol
  std::string below;  ///< "osäkerhetsintervall 11,8–13,4"
};
struct Facts {
  std::vector<Fact> items;
};

/// How wide a figure is printed. Two half ones after each other stand side by side on paper, each
/// in a drawing for 343 px; on screen they are like the others.
enum class PrintWidth { full, half };

/// A chart with its caption »Figur n.« + finding + subtitle, and its note.
struct Figure {
  int number;
  std::string title, subtitle;
  Chart chart;
  std::string note;
  std::string table = {};  ///< id of the table with its figures, for a link; empty: none
  PrintWidth print = PrintWidth::full;
};

/// How a column of a table is set.
enum class ColumnKind { number, interval, words };

struct TableCell {
  std::string text;
  bool flagged = false;  ///< an asterisk hangs after the number
};

struct TableRow {
  std::string name;
  std::vector<TableCell> cells;
  bool total = false;
};

/// A table with one header row, row names as headers; no cell is merged or empty.
struct TableParts {
  int number;
  std::string id;  ///< "omraden": the element is #tabell-omraden
  std::string title, unit;
  std::string row_column;  ///< heading of the names
  std::vector<std::pair<std::string, ColumnKind>> columns;
  std::vector<TableRow> rows;
};

/// A coloured box: a heading with questions or remarks.
struct Panel {
  std::string heading;
  std::vector<std::string> paragraphs;
  std::vector<std::string> items;
};
/// The answer about the goal, set apart.
struct VerdictBox {
  std::string verdict;
  std::vector<std::string> paragraphs;
};

/// A file or page to go to, by its path from the document; its other formats after it.
struct Link {
  std::string text, href;
  std::string about = {};                                        ///< what it says; may be empty
  std::vector<std::pair<std::string, std::string>> others = {};  ///< "PDF" and its path
};
struct LinkList {
  std::vector<Link> items;
};

using Block = std::variant<Paragraph, Note, Subheading, Bullets, Terms, Example, Facts, Figure,
                           TableParts, Panel, VerdictBox, LinkList>;

/// Whether a part begins on a new page when printed.
enum class PageBreak { no, before };

struct Section {
  std::string heading;       ///< empty: a box without a heading of its own
  std::vector<Block> main;   ///< at the left
  std::vector<Block> aside;  ///< in the margin; may be empty
  std::string id = {};       ///< to link to, and in the list of contents; may be empty
  int level = 2;             ///< of the heading: 2, or 3 within the section before
  PageBreak print = PageBreak::no;
  std::string language = {};  ///< "en", where it is not the document's; may be empty
};

/// How closely a document is printed: `tight` for one that must end on a given page.
enum class Setting { roomy, tight };

/// Whether the document opens with a list of its sections (those with an id).
enum class Contents { no, yes };

struct Document {
  std::string title, description;   ///< of the file: browser tab, PDF properties
  std::string publication;          ///< "Jämställdhetsanalys", bold in the kicker
  std::string kicker;               ///< "Trygghetsmätningen 2023 · Stockholms stad"
  std::string heading;              ///< H1: the finding, at most 90 characters
  std::string lede;                 ///< at most 45 words
  Facts facts;                      ///< the fact band
  std::vector<std::string> points;  ///< three to five
  std::vector<Block> aside;         ///< beside the opening
  std::vector<Section> sections;
  std::vector<Paragraph> footer;
  Contents contents = Contents::no;
  Setting print = Setting::roomy;
  /// On paper, the texts of the margins stand together before the section with this id (or last,
  /// where there is no such section). Empty: each below what it belongs to.
  std::string margins_before = {};
};

}  // namespace trygg::reports
