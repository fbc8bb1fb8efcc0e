#include "reports/document/page.hpp"

#include <fmt/format.h>

#include "base/error.hpp"
#include "reports/charts/palette.hpp"
#include "reports/charts/text_width.hpp"

namespace trygg::reports {
namespace {

Html head(const PageFrame& frame) {
  return element("head",
                 {void_element("meta", {{"charset", "utf-8"}}),
                  void_element("meta", {{"name", "viewport"},
                                        {"content", "width=device-width, initial-scale=1"}}),
                  element("title", {frame.title}),
                  void_element("meta", {{"name", "description"}, {"content", frame.description}}),
                  element("style", {Html::trusted("\n" + palette_css() + frame.style)})});
}

Html strip(const Phrases& phrases) {
  return element("header", {{"class", "strip"}},
                 {element("div", {{"class", "wrap"}},
                          {element("b", {phrases.word("synthetic_strip_head")}), " ",
                           phrases.word("synthetic_strip")})});
}

/// Lines that break between words could need: text width plus a word's slack per line.
bool fits(const std::string& title, double size, double width, int lines) {
  return text_width(title, size, Weight::semibold) <= lines * (width - 40);
}

Html cell(const TableCell& c, ColumnKind kind) {
  const Html star = c.flagged ? element("span", {{"class", "fl"}}, {"\u00a0*"}) : Html();
  if (kind == ColumnKind::number) return element("td", {Html(c.text), star});
  return element("td", {{"class", kind == ColumnKind::words ? "l" : "i"}}, {Html(c.text), star});
}

Html table_row(const TableRow& row, const TableParts& parts) {
  require(row.cells.size() == parts.columns.size(), "{} cells for {} columns in table {}",
          row.cells.size(), parts.columns.size(), parts.number);
  std::vector<Html> cells{element("th", {{"scope", "row"}}, {row.name})};
  for (std::size_t i = 0; i < row.cells.size(); ++i)
    cells.push_back(cell(row.cells[i], parts.columns[i].second));
  return row.total ? element("tr", {{"class", "tot"}}, cells) : element("tr", {}, cells);
}

Html table_head(const TableParts& parts) {
  std::vector<Html> cells{element("th", {{"scope", "col"}}, {parts.row_column})};
  for (const auto& [name, kind] : parts.columns)
    cells.push_back(kind == ColumnKind::words
                        ? element("th", {{"scope", "col"}, {"class", "l"}}, {name})
                        : element("th", {{"scope", "col"}}, {name}));
  return element("thead", {element("tr", {}, cells)});
}

}  // namespace

std::string page(const PageFrame& frame, const ProjectTexts& project, const Phrases& phrases) {
  const Html skip =
      element("a", {{"class", "skip"}, {"href", "#innehall"}}, {phrases.word("skip")});
  const Html body = element(
      "body", {"\n", skip, "\n", project.synthetic == Synthetic::yes ? strip(phrases) : Html(),
               "\n", element("main", {{"id", "innehall"}, {"class", "wrap"}}, {frame.body}), "\n",
               element("footer", {element("div", {{"class", "wrap"}}, {frame.footer})}), "\n"});
  const auto language = project.language == Language::sv ? "sv" : "en";
  return "<!DOCTYPE html>\n" +
         element("html", {{"lang", language}}, {"\n", head(frame), "\n", body, "\n"}).markup() +
         "\n";
}

Html figure(const FigureParts& parts, const ProjectTexts& project, const Phrases& phrases) {
  const auto label = phrases.word("figure_no", {{"n", fmt::format("{}", parts.number)}});
  const auto whole = label + " " + parts.title;
  require<ConfigError>(
      fits(whole, 19, 760, 2) && fits(whole, 18, 343, 5),
      "the title '{}' of figure {} is too long; shorten the texts that it is made of", parts.title,
      parts.number);
  const Html caption = element(
      "figcaption",
      {element(parts.heading, {element("span", {{"class", "fno"}}, {label}), " ", parts.title}),
       element("p", {{"class", "fsub"}}, {parts.subtitle})});
  const Html mark = project.synthetic == Synthetic::yes
                        ? Html(" ") + element("b", {phrases.word("synthetic_caption")})
                        : Html();
  const Html link =
      parts.table.empty()
          ? Html()
          : element(
                "p", {{"class", "note to-table"}},
                {element("a", {{"href", "#tabell-" + parts.table}},
                         {phrases.word("to_table", {{"n", fmt::format("{}", parts.number)}})})});
  return element("figure", {{"id", fmt::format("figur-{}", parts.number)}},
                 {"\n", caption, "\n", parts.drawings, "\n",
                  element("p", {{"class", "note"}}, {parts.note, mark}), link, "\n"});
}

Html table(const TableParts& parts, const ProjectTexts& project, const Phrases& phrases) {
  const auto n = fmt::format("{}", parts.number);
  const auto synthetic =
      project.synthetic == Synthetic::yes ? " " + phrases.word("synthetic_caption") : "";
  const Html caption = element(
      "caption",
      {element("span", {element("b", {phrases.word("table_no", {{"n", n}}) + " " + parts.title}),
                        parts.unit + synthetic})});
  std::vector<Html> rows{"\n"};
  for (const auto& row : parts.rows) {
    rows.push_back(table_row(row, parts));
    rows.push_back("\n");
  }
  return element("div",
                 {{"class", "scroll"},
                  {"tabindex", "0"},
                  {"role", "region"},
                  {"aria-label", phrases.word("scrolls", {{"n", n}})}},
                 {element("table", {{"id", "tabell-" + parts.id}},
                          {caption, "\n", table_head(parts), "\n", element("tbody", {}, rows)})});
}

Html section(const std::string& heading, const Html& main, const Html& aside) {
  const Html title = element("h2", {heading});
  const Html margin = aside.empty() ? Html() : element("aside", {{"aria-label", heading}}, {aside});
  return "\n" + element("section", {element("div", {{"class", "row"}},
                                            {element("div", {title, main}), margin})});
}

Html paragraph(const std::string& text) {
  return text.empty() ? Html() : element("p", {text});
}

Html note(const std::string& text) {
  return element("p", {{"class", "note"}}, {text});
}

}  // namespace trygg::reports
