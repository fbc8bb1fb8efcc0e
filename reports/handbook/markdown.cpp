#include "reports/handbook/markdown.hpp"

#include <cmark-gfm-core-extensions.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <set>
#include <utility>

#include "base/error.hpp"

namespace trygg::reports {
namespace {

struct FreeNode {
  void operator()(cmark_node* node) const { cmark_node_free(node); }
};
using Root = std::unique_ptr<cmark_node, FreeNode>;

struct FreeParser {
  void operator()(cmark_parser* parser) const { cmark_parser_free(parser); }
};
using Parser = std::unique_ptr<cmark_parser, FreeParser>;

/// Raw HTML and addresses with a script are left out: the library's default.
constexpr int options = CMARK_OPT_DEFAULT | CMARK_OPT_VALIDATE_UTF8;

Root parsed(std::string_view text) {
  cmark_gfm_core_extensions_ensure_registered();
  const Parser parser(cmark_parser_new(options));
  cmark_parser_attach_syntax_extension(parser.get(), cmark_find_syntax_extension("table"));
  cmark_parser_feed(parser.get(), text.data(), text.size());
  return Root(cmark_parser_finish(parser.get()));
}

std::string html_of(cmark_node* node) {
  const std::unique_ptr<char, decltype(&std::free)> text(cmark_render_html(node, options, nullptr),
                                                         &std::free);
  return text.get();
}

/// The words of a node without its markup.
std::string plain(cmark_node* node) {
  std::string text;
  for (auto* child = cmark_node_first_child(node); child; child = cmark_node_next(child)) {
    if (const char* literal = cmark_node_get_literal(child)) text += literal;
    text += plain(child);
  }
  return text;
}

/// The picture that is all of a paragraph; nullptr: there is other text.
cmark_node* only_picture(cmark_node* node) {
  if (cmark_node_get_type(node) != CMARK_NODE_PARAGRAPH) return nullptr;
  auto* child = cmark_node_first_child(node);
  const bool alone = child && !cmark_node_next(child);
  return alone && cmark_node_get_type(child) == CMARK_NODE_IMAGE ? child : nullptr;
}

/// Every cell of the header row is the header of its column.
std::string with_scopes(std::string html) {
  constexpr std::string_view bare = "<th>", scoped = "<th scope=\"col\">";
  for (auto at = html.find(bare); at != std::string::npos; at = html.find(bare, at + scoped.size()))
    html.replace(at, bare.size(), scoped);
  return html;
}

MarkdownBlock block_of(cmark_node* node) {
  if (auto* picture = only_picture(node))
    return Picture{cmark_node_get_url(picture), plain(picture), cmark_node_get_start_line(node)};
  if (cmark_node_get_type(node) == CMARK_NODE_CODE_BLOCK)
    return CodeBlock{cmark_node_get_literal(node)};
  if (std::string_view(cmark_node_get_type_string(node)) == "table")
    return WideTable{Html::trusted(with_scopes(html_of(node)))};
  return Prose{Html::trusted(html_of(node))};
}

int heading_level(cmark_node* node) {
  return cmark_node_get_type(node) == CMARK_NODE_HEADING ? cmark_node_get_heading_level(node) : 0;
}

void require_distinct_ids(const MarkdownText& text, const std::string& source) {
  std::set<std::string> ids;
  for (const auto& chapter : text.chapters)
    if (!ids.insert(chapter.id).second)
      throw ConfigError(fmt::format("{}: two chapters are called '{}'; give one another name",
                                    source, chapter.heading));
}

}  // namespace

std::string heading_id(std::string_view heading) {
  static constexpr std::pair<std::string_view, char> letters[]{
      {"å", 'a'}, {"ä", 'a'}, {"ö", 'o'}, {"é", 'e'}, {"Å", 'a'}, {"Ä", 'a'}, {"Ö", 'o'}};
  std::string id;
  const auto add = [&](char c) {
    if (c != '-' || (!id.empty() && id.back() != '-')) id += c;
  };
  for (std::size_t i = 0; i < heading.size(); ++i) {
    const auto known = std::find_if(std::begin(letters), std::end(letters), [&](const auto& l) {
      return heading.substr(i).starts_with(l.first);
    });
    if (known != std::end(letters)) {
      add(known->second);
      i += known->first.size() - 1;
    } else if (const char c = heading[i]; (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
      add(c);
    } else if (c >= 'A' && c <= 'Z') {
      add(static_cast<char>(c - 'A' + 'a'));
    } else {
      add('-');
    }
  }
  while (id.ends_with('-')) id.pop_back();
  return id;
}

MarkdownText read_markdown(std::string_view text, const std::string& source) {
  const auto root = parsed(text);
  auto* node = cmark_node_first_child(root.get());
  if (!node || heading_level(node) != 1)
    throw ConfigError(
        fmt::format("{}: it does not begin with a heading of the first level ('# …')", source));
  MarkdownText result{.title = plain(node)};
  while ((node = cmark_node_next(node))) {
    const int level = heading_level(node);
    if (level == 1)
      throw ConfigError(fmt::format("{}:{}: a second heading of the first level; use '##'", source,
                                    cmark_node_get_start_line(node)));
    if (level == 2) {
      result.chapters.push_back({plain(node), heading_id(plain(node)), {}});
    } else {
      auto& blocks = result.chapters.empty() ? result.lead : result.chapters.back().blocks;
      blocks.push_back(block_of(node));
    }
  }
  require_distinct_ids(result, source);
  return result;
}

}  // namespace trygg::reports
