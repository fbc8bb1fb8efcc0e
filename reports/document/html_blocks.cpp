#include "reports/document/html_blocks.hpp"

#include "reports/document/page.hpp"

namespace trygg::reports {
namespace {

Html list(std::string_view name, const Attributes& attributes,
          const std::vector<std::string>& texts) {
  std::vector<Html> items;
  for (const auto& text : texts) items.push_back(element("li", {text}));
  return items.empty() ? Html() : element(name, attributes, items);
}

Html fact(const Fact& f) {
  const auto style = f.style.empty() ? "big" : "big " + f.style;
  return element("div", {element("dt", {f.name}),
                         element("dd", {element("span", {{"class", style}}, {f.value}),
                                        element("span", {{"class", "sub"}}, {f.below})})});
}

constexpr std::size_t most_links_in_a_column = 8;

/// Other formats are named with what they are of: a link has to be clear by itself.
Html link_item(const Link& link) {
  Html html = element("a", {{"href", link.href}}, {link.text});
  for (const auto& [name, href] : link.others)
    html += Html(" · ") +
            element("a", {{"href", href}, {"aria-label", link.text + ", " + name}}, {name});
  if (!link.about.empty()) html += element("span", {{"class", "about"}}, {link.about});
  return element("li", {html});
}

/// One renderer a kind of block; a new kind does not compile without one.
struct Renderer {
  const BlockTexts& texts;
  std::string heading;

  Html operator()(const Paragraph& p) const {
    if (p.lead.empty()) return paragraph(p.text);
    return element("p", {element("b", {p.lead}), " ", p.text});
  }
  Html operator()(const Note& n) const { return note(n.text); }
  Html operator()(const Subheading& h) const {
    return h.id.empty() ? element(heading, {h.text}) : element(heading, {{"id", h.id}}, {h.text});
  }
  Html operator()(const Bullets& b) const { return list("ul", {{"class", "bullets"}}, b.items); }
  Html operator()(const Terms& t) const {
    std::vector<Html> items;
    for (const auto& [term, explanation] : t.items) {
      items.push_back(element("dt", {term}));
      items.push_back(element("dd", {explanation}));
    }
    return element("dl", {}, items);
  }
  Html operator()(const Example& e) const { return e.drawing; }
  Html operator()(const Facts& f) const { return facts_html(f); }
  Html operator()(const Figure& f) const {
    return figure(
        {f.number, f.title, f.subtitle, f.chart.wide + f.chart.narrow, f.note, f.table, heading},
        texts.project, texts.phrases);
  }
  Html operator()(const TableParts& t) const {
    return "\n" + table(t, texts.project, texts.phrases) + "\n";
  }
  Html operator()(const Panel& p) const {
    Html html = p.heading.empty() ? Html() : element(heading, {p.heading});
    for (const auto& text : p.paragraphs) html += paragraph(text);
    html += list("ul", {}, p.items);
    return element("div", {{"class", "box"}}, {html});
  }
  Html operator()(const LinkList& l) const {
    std::vector<Html> items;
    for (const auto& link : l.items) items.push_back(link_item(link));
    const auto* style = items.size() > most_links_in_a_column ? "links many" : "links";
    return items.empty() ? Html() : element("ul", {{"class", style}}, items);
  }
  Html operator()(const VerdictBox& v) const {
    Html html = element("p", {element("strong", {v.verdict})});
    for (const auto& text : v.paragraphs) html += paragraph(text);
    return element("div", {{"class", "verdict"}}, {html});
  }
};

}  // namespace

Html facts_html(const Facts& facts) {
  std::vector<Html> items;
  for (const auto& item : facts.items) items.push_back(fact(item));
  if (items.empty()) return {};
  const auto style = items.size() == 4 ? "facts four" : "facts";
  return element("dl", {{"class", style}}, items);
}

Html block_html(const Block& block, const BlockTexts& texts, int level) {
  return std::visit(Renderer{texts, "h" + std::to_string(level)}, block);
}

Html blocks_html(std::span<const Block> blocks, const BlockTexts& texts, int level) {
  Html html;
  for (const auto& block : blocks) html += block_html(block, texts, level);
  return html;
}

}  // namespace trygg::reports
