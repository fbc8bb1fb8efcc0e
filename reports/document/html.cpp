#include "reports/document/html.hpp"

namespace trygg::reports {
namespace {

std::string opening(std::string_view name, const Attributes& attributes) {
  std::string tag = "<" + std::string(name);
  for (const auto& [key, value] : attributes) {
    tag += ' ';
    tag += key;
    tag += "=\"" + escaped(value) + '"';
  }
  return tag + '>';
}

template <class Children>
Html built(std::string_view name, const Attributes& attributes, const Children& children) {
  std::string markup = opening(name, attributes);
  for (const Html& child : children) markup += child.markup();
  markup += "</" + std::string(name) + '>';
  return Html::trusted(std::move(markup));
}

}  // namespace

Html::Html(std::string_view text) : markup_(escaped(text)) {}

Html Html::trusted(std::string markup) {
  Html html;
  html.markup_ = std::move(markup);
  return html;
}

Html& Html::operator+=(const Html& more) {
  markup_ += more.markup_;
  return *this;
}

Html operator+(Html a, const Html& b) {
  return a += b;
}

Html element(std::string_view name, const Attributes& attributes,
             std::initializer_list<Html> children) {
  return built(name, attributes, children);
}

Html element(std::string_view name, const Attributes& attributes,
             const std::vector<Html>& children) {
  return built(name, attributes, children);
}

Html element(std::string_view name, std::initializer_list<Html> children) {
  return built(name, {}, children);
}

Html void_element(std::string_view name, const Attributes& attributes) {
  return Html::trusted(opening(name, attributes));
}

std::string escaped(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out += c;
    }
  return out;
}

}  // namespace trygg::reports
