#include "reports/document/html_document.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "reports/document/html_blocks.hpp"
#include "reports/document/page.hpp"

namespace trygg::reports {
namespace {

using Blocks = std::span<const Block>;

bool is_table(const Block& block) {
  return std::holds_alternative<TableParts>(block);
}
/// What takes the whole width: a table and the small print after it.
bool follows_table(const Block& block) {
  return is_table(block) || std::holds_alternative<Note>(block);
}

Html in_row(const Html& left, const Html& margin) {
  return element("div", {{"class", "row"}}, {element("div", {left}), margin});
}

/// Text and figures in the column at the left, tables with their notes across the whole width.
Html without_margin(const Html& title, Blocks blocks, const BlockTexts& texts, int level) {
  Html html, title_left = title;
  for (auto at = blocks.begin(); at != blocks.end();) {
    const bool wide = is_table(*at);
    const auto end = wide ? std::find_if_not(at, blocks.end(), follows_table)
                          : std::find_if(at, blocks.end(), is_table);
    const Html run = title_left + blocks_html({at, end}, texts, level);
    html += wide ? run : in_row(run, {});
    title_left = {};
    at = end;
  }
  return html + title_left;
}

Attributes attributes_of(const Section& section) {
  std::string style = section.heading.empty() ? "tight" : section.level == 3 ? "part" : "";
  if (section.print == PageBreak::before) style += style.empty() ? "new-page" : " new-page";
  Attributes attributes;
  if (!section.id.empty()) attributes.push_back({"id", section.id});
  if (!style.empty()) attributes.push_back({"class", style});
  if (!section.language.empty()) attributes.push_back({"lang", section.language});
  return attributes;
}

Html section_html(const Section& section, const Document& document, const BlockTexts& texts) {
  require(section.level == 2 || section.level == 3, "a section of level {}, not 2 or 3",
          section.level);
  const bool titled = !section.heading.empty();
  const Html title =
      titled ? element("h" + std::to_string(section.level), {section.heading}) : Html();
  const int below = titled ? section.level + 1 : section.level;
  const auto& name = titled ? section.heading : document.publication;
  const Html content = section.aside.empty()
                           ? without_margin(title, section.main, texts, below)
                           : in_row(title + blocks_html(section.main, texts, below),
                                    element("aside", {{"aria-label", name}},
                                            {blocks_html(section.aside, texts, below)}));
  return "\n" + element("section", attributes_of(section), {content});
}

/// Beside the opening, named by its first heading.
Html opening_aside(const Document& document, const BlockTexts& texts) {
  if (document.aside.empty()) return {};
  const auto* first = std::get_if<Subheading>(&document.aside.front());
  const Attributes name = first != nullptr && !first->id.empty()
                              ? Attributes{{"aria-labelledby", first->id}}
                              : Attributes{{"aria-label", document.publication}};
  return element("aside", name, {blocks_html(document.aside, texts, 2)});
}

Html points(const Document& document) {
  std::vector<Html> items;
  for (const auto& text : document.points) items.push_back(element("li", {text}));
  return items.empty() ? Html() : element("ul", {{"class", "points"}}, items);
}

Html opening(const Document& document, const BlockTexts& texts) {
  const Html kicker = element("p", {{"class", "kicker"}},
                              {element("b", {document.publication}),
                               document.kicker.empty() ? Html() : Html(" · " + document.kicker)});
  const Html lede =
      document.lede.empty() ? Html() : element("p", {{"class", "lede"}}, {document.lede});
  const Html left = element("div", {kicker, "\n", element("h1", {document.heading}), "\n", lede,
                                    "\n", facts_html(document.facts), "\n", points(document)});
  return "\n" + element("header", {{"class", "top"}},
                        {element("div", {{"class", "row"}},
                                 {left, "\n", opening_aside(document, texts)})});
}

Html contents(const Document& document, const BlockTexts& texts) {
  if (document.contents == Contents::no) return {};
  std::vector<Html> items;
  for (const auto& section : document.sections) {
    if (section.id.empty() || section.heading.empty()) continue;
    const Html link = element("a", {{"href", "#" + section.id}}, {section.heading});
    items.push_back(section.level == 3 ? element("li", {{"class", "part"}}, {link})
                                       : element("li", {link}));
  }
  return "\n" + element("nav", {{"class", "toc"}, {"aria-labelledby", "innehallslista"}},
                        {element("h2", {{"id", "innehallslista"}},
                                 {texts.phrases.word("contents_heading")}),
                         element("ul", {}, items)});
}

Html footer(const Document& document, const BlockTexts& texts) {
  Html html;
  for (const auto& paragraph : document.footer) {
    if (!html.empty()) html += "\n";
    html += block_html(paragraph, texts, 2);
  }
  return html;
}

}  // namespace

std::string to_html(const Document& document, const ProjectTexts& project, const Phrases& phrases,
                    const std::string& css) {
  const BlockTexts texts{project, phrases};
  Html body = opening(document, texts) + contents(document, texts);
  for (const auto& section : document.sections) body += section_html(section, document, texts);
  body += "\n";
  return page({.title = document.title,
               .description = document.description,
               .style = css,
               .body = body,
               .footer = footer(document, texts)},
              project, phrases);
}

}  // namespace trygg::reports
