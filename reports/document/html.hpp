#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace trygg::reports {

/// A piece of HTML or SVG. A text becomes one by being escaped, so that a name from a data file can
/// never turn into markup; only this file and svg.cpp write tags.
class Html {
 public:
  Html() = default;
  // Implicit on purpose: children of an element are written as plain texts.
  Html(std::string_view text);
  Html(const std::string& text) : Html(std::string_view(text)) {}
  Html(const char* text) : Html(std::string_view(text)) {}

  /// Markup made by this program: a style sheet, a finished drawing.
  static Html trusted(std::string markup);

  Html& operator+=(const Html& more);
  bool empty() const { return markup_.empty(); }
  const std::string& markup() const { return markup_; }

 private:
  std::string markup_;
};

Html operator+(Html a, const Html& b);

using Attributes = std::vector<std::pair<std::string_view, std::string>>;

/// `<name a="…">children</name>`.
Html element(std::string_view name, const Attributes& attributes,
             std::initializer_list<Html> children);
Html element(std::string_view name, const Attributes& attributes,
             const std::vector<Html>& children);
Html element(std::string_view name, std::initializer_list<Html> children);

/// `<name a="…">` without content (meta, br) — HTML's own, without a closing slash.
Html void_element(std::string_view name, const Attributes& attributes);

/// `text` with & < > " as entities.
std::string escaped(std::string_view text);

}  // namespace trygg::reports
