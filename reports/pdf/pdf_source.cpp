#include "reports/pdf/pdf_source.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "reports/charts/palette.hpp"
#include "reports/pdf/svg_style.hpp"
#include "reports/pdf/table_pieces.hpp"

namespace trygg::reports {
namespace {

using Json = nlohmann::ordered_json;

struct Writer {
  const ProjectTexts& project;
  const Phrases& phrases;
  std::string style;

  bool synthetic() const { return project.synthetic == Synthetic::yes; }
  std::string mark() const { return synthetic() ? phrases.word("synthetic_caption") : ""; }
  std::string numbered(std::string_view key, int n) const {
    return phrases.word(key, {{"n", fmt::format("{}", n)}});
  }

  Json operator()(const Paragraph& p) const {
    return {{"kind", "paragraph"}, {"lead", p.lead}, {"text", p.text}};
  }
  Json operator()(const Note& n) const { return {{"kind", "note"}, {"text", n.text}}; }
  Json operator()(const Subheading& h) const { return {{"kind", "heading"}, {"text", h.text}}; }
  Json operator()(const Bullets& b) const { return {{"kind", "bullets"}, {"items", b.items}}; }
  Json operator()(const Terms& t) const {
    Json items = Json::array();
    for (const auto& [term, text] : t.items) items.push_back({{"term", term}, {"text", text}});
    return {{"kind", "terms"}, {"items", items}};
  }
  Json operator()(const Example& e) const {
    return {{"kind", "example"},
            {"svg", standalone_svg(e.drawing, style)},
            {"alt", e.title + ". " + e.description}};
  }
  Json operator()(const Facts& f) const { return {{"kind", "facts"}, {"items", facts(f)}}; }
  Json operator()(const Figure& f) const {
    return {{"kind", "figure"},
            {"label", numbered("figure_no", f.number)},
            {"title", f.title},
            {"subtitle", f.subtitle},
            {"alt", f.chart.description.empty() ? f.title : f.chart.description},
            {"note", f.note},
            {"mark", mark()},
            {"half", f.print == PrintWidth::half},
            {"svg", standalone_svg(printed(f), style)}};
  }
  Json operator()(const TableParts& t) const {
    Json pieces = Json::array();
    for (const auto& piece : table_pieces(t)) pieces.push_back(piece_of(t, piece));
    return {{"kind", "table"},       {"label", numbered("table_no", t.number)},
            {"title", t.title},      {"unit", t.unit},
            {"mark", mark()},        {"continued", phrases.word("continued")},
            {"names", t.row_column}, {"pieces", pieces}};
  }
  Json operator()(const Panel& p) const {
    return {{"kind", "panel"},
            {"heading", p.heading},
            {"paragraphs", p.paragraphs},
            {"items", p.items}};
  }
  Json operator()(const LinkList& l) const {
    Json items = Json::array();
    for (const auto& link : l.items)
      items.push_back(link.text + (link.about.empty() ? "" : ": " + link.about));
    return {{"kind", "bullets"}, {"items", items}};
  }
  Json operator()(const VerdictBox& v) const {
    return {{"kind", "verdict"}, {"verdict", v.verdict}, {"paragraphs", v.paragraphs}};
  }

  static const Html& printed(const Figure& f) {
    if (!f.chart.paper.empty()) return f.chart.paper;
    return f.print == PrintWidth::half ? f.chart.narrow : f.chart.wide;
  }

  static Json facts(const Facts& facts) {
    Json items = Json::array();
    for (const auto& f : facts.items)
      items.push_back(
          {{"name", f.name}, {"style", f.style}, {"value", f.value}, {"below", f.below}});
    return items;
  }

  static Json piece_of(const TableParts& table, const TablePiece& piece) {
    Json columns = Json::array(), rows = Json::array();
    for (std::size_t i = 0; i < piece.columns.size(); ++i) {
      const auto& [name, kind] = table.columns[piece.columns[i]];
      const auto* set = kind == ColumnKind::number     ? "number"
                        : kind == ColumnKind::interval ? "interval"
                                                       : "words";
      columns.push_back({{"name", name}, {"kind", set}, {"width", piece.widths[i]}});
    }
    for (const auto& row : table.rows) {
      Json cells = Json::array();
      for (const auto i : piece.columns)
        cells.push_back({{"text", row.cells[i].text}, {"flagged", row.cells[i].flagged}});
      rows.push_back({{"name", row.name}, {"total", row.total}, {"cells", cells}});
    }
    return {{"width", piece.width}, {"columns", columns}, {"rows", rows}};
  }

  Json blocks(const std::vector<Block>& all) const {
    Json out = Json::array();
    for (const auto& block : all) out.push_back(std::visit(*this, block));
    return out;
  }

  Json section(const Section& s) const {
    Json out{{"heading", s.heading},
             {"level", s.level},
             {"id", s.id},
             {"listed", !s.id.empty()},
             {"new_page", s.print == PageBreak::before},
             {"main", blocks(s.main)},
             {"aside", blocks(s.aside)}};
    if (!s.language.empty()) out["language"] = s.language;
    return out;
  }
};

Json colours() {
  Json all = Json::object();
  for (const auto& token : palette()) all[std::string(token.name)] = std::string(token.light);
  return all;
}

Json words(const Writer& w) {
  const auto& p = w.phrases;
  return {{"contents", p.word("contents_heading")},
          {"page", p.word("page_number")},
          {"of", p.word("page_number_of")},
          {"strip_head", w.synthetic() ? p.word("synthetic_strip_head") : ""},
          {"strip", w.synthetic() ? p.word("synthetic_strip") : ""},
          {"badge", w.synthetic() ? p.word("synthetic_badge") : ""}};
}

}  // namespace

std::string to_pdf_source(const Document& document, const ProjectTexts& project,
                          const Phrases& phrases, const std::string& css) {
  const Writer w{project, phrases, drawing_style(css)};
  Json sections = Json::array(), footer = Json::array();
  for (const auto& section : document.sections) sections.push_back(w.section(section));
  for (const auto& paragraph : document.footer) footer.push_back(w(paragraph));
  const Json json{{"lang", project.language == Language::sv ? "sv" : "en"},
                  {"title", document.title},
                  {"description", document.description},
                  {"author", project.place},
                  {"publication", document.publication},
                  {"kicker", document.kicker},
                  {"heading", document.heading},
                  {"lede", document.lede},
                  {"facts", Writer::facts(document.facts)},
                  {"points", document.points},
                  {"aside", w.blocks(document.aside)},
                  {"contents", document.contents == Contents::yes},
                  {"tight", document.print == Setting::tight},
                  {"margins_before", document.margins_before},
                  {"sections", sections},
                  {"footer", footer},
                  {"colours", colours()},
                  {"words", words(w)}};
  return json.dump();
}

}  // namespace trygg::reports
