#include "reports/handbook/handbook.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/resources.hpp"
#include "reports/document/page.hpp"
#include "reports/handbook/drawings.hpp"
#include "reports/handbook/markdown.hpp"
#include "reports/publication/kinds.hpp"

namespace trygg::reports {
namespace {

namespace fs = std::filesystem;

/// The pictures, code and tables of one handbook, numbered as they come.
class Renderer {
 public:
  Renderer(const std::string& source, const Phrases& phrases)
      : source_(source), phrases_(phrases) {}

  Html operator()(const Prose& prose) { return prose.html; }

  Html operator()(const CodeBlock& code) {
    return region(phrases_.word("hb_code", {{"n", fmt::format("{}", ++codes_)}}),
                  element("pre", {element("code", {code.text})}));
  }
  Html operator()(const WideTable& table) {
    return region(phrases_.word("scrolls", {{"n", fmt::format("{}", ++tables_)}}), table.html);
  }
  Html operator()(const Picture& picture) {
    constexpr std::string_view scheme = "exempel:";
    if (!picture.address.starts_with(scheme))
      throw ConfigError(
          fmt::format("{}:{}: the picture '{}' is none of the drawn examples; known: {}{}", source_,
                      picture.line, picture.address, scheme, joined_names(scheme)));
    const auto chart = example_drawing(picture.address.substr(scheme.size()),
                                       fmt::format("f{}", ++figures_), phrases_);
    if (!chart)
      throw ConfigError(fmt::format("{}:{}: there is no drawn example '{}'; known: {}{}", source_,
                                    picture.line, picture.address, scheme, joined_names(scheme)));
    return element("figure", {element("figcaption", {element("h3", {chart->title})}), chart->wide,
                              chart->narrow,
                              element("p", {{"class", "note"}}, {phrases_.word("hb_invented")})});
  }

 private:
  static std::string joined_names(std::string_view scheme) {
    std::string names;
    for (const auto name : example_names())
      names += names.empty() ? std::string(name) : fmt::format(", {}{}", scheme, name);
    return names;
  }
  static Html region(const std::string& label, const Html& content) {
    return element(
        "div", {{"class", "scroll"}, {"tabindex", "0"}, {"role", "region"}, {"aria-label", label}},
        {content});
  }

  const std::string& source_;
  const Phrases& phrases_;
  int codes_ = 0, tables_ = 0, figures_ = 0;
};

Html rendered(const std::vector<MarkdownBlock>& blocks, Renderer& renderer) {
  Html html;
  for (const auto& block : blocks) html += std::visit(renderer, block);
  return html;
}

Html contents(const MarkdownText& text, const Phrases& phrases) {
  std::vector<Html> items;
  for (const auto& chapter : text.chapters)
    items.push_back(element("li", {element("a", {{"href", "#" + chapter.id}}, {chapter.heading})}));
  return element("nav", {{"class", "contents"}, {"aria-labelledby", "innehallet"}},
                 {element("h2", {{"id", "innehallet"}}, {phrases.word("hb_contents")}),
                  element("ol", {}, items)});
}

Html body(const MarkdownText& text, Renderer renderer, const Phrases& phrases) {
  const Html kicker =
      element("p", {{"class", "kicker"}}, {element("b", {phrases.word("hb_kicker")})});
  Html html = element("header", {{"class", "top"}},
                      {kicker, element("h1", {text.title}), rendered(text.lead, renderer),
                       contents(text, phrases)});
  for (const auto& chapter : text.chapters)
    html += "\n" + element("section", {{"class", "chapter"}},
                           {element("h2", {{"id", chapter.id}}, {chapter.heading}), "\n",
                            rendered(chapter.blocks, renderer)});
  return html;
}

}  // namespace

std::string handbook_page(std::string_view markdown, const std::string& source,
                          const fs::path& folder) {
  const auto text = read_markdown(markdown, source);
  const auto house = read_house(folder, Language::sv);
  const auto& phrases = house.phrases;
  const auto style = house.css + read_file(find_resource("reports/templates/handbook.css", folder));
  return page({.title = text.title,
               .description = phrases.word("hb_description", {{"title", text.title}}),
               .style = style,
               .body = body(text, Renderer(source, phrases), phrases),
               .footer = paragraph(phrases.word("hb_footer"))},
              ProjectTexts{}, phrases);
}

std::vector<HandbookPage> handbook_pages(const fs::path& folder) {
  std::vector<fs::path> files;
  if (fs::is_directory(folder))
    for (const auto& entry : fs::directory_iterator(folder))
      if (entry.path().extension() == ".md") files.push_back(entry.path());
  require<ConfigError>(!files.empty(), "{}: there is no handbook (FILE.md) in it", folder.string());
  std::ranges::sort(files);
  std::vector<HandbookPage> pages;
  for (const auto& file : files)
    pages.push_back({file.stem().string(), handbook_page(read_file(file), file.string(), folder)});
  return pages;
}

}  // namespace trygg::reports
