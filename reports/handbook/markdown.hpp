#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "reports/document/html.hpp"

/// Texts that people write in Markdown: headings, paragraphs, lists, tables and code as in GitHub's
/// flavour of CommonMark; HTML in them is left out.
namespace trygg::reports {

/// Markup that stands as it is: a paragraph, a list.
struct Prose {
  Html html;
};
struct CodeBlock {
  std::string text;
};
/// A table; may be wider than the page.
struct WideTable {
  Html html;
};
/// A picture that stands by itself: `![alternative](address)`.
struct Picture {
  std::string address, alternative;
  int line;
};
using MarkdownBlock = std::variant<Prose, CodeBlock, WideTable, Picture>;

/// What stands below a heading of the second level, up to the next.
struct Chapter {
  std::string heading, id;
  std::vector<MarkdownBlock> blocks;
};

struct MarkdownText {
  std::string title;                ///< its only heading of the first level
  std::vector<MarkdownBlock> lead;  ///< before the first chapter
  std::vector<Chapter> chapters;
};

/// \param source  name of the file, for messages
/// \throws ConfigError  it does not begin with a heading of the first level, or has two; two
///                      headings whose ids are the same
MarkdownText read_markdown(std::string_view text, const std::string& source);

/// "När är en skillnad säkerställd?" as "nar-ar-en-skillnad-sakerstalld".
std::string heading_id(std::string_view heading);

}  // namespace trygg::reports
