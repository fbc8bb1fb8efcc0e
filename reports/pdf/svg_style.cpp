#include "reports/pdf/svg_style.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "reports/charts/palette.hpp"

namespace trygg::reports {
namespace {

std::string_view light(std::string_view name) {
  for (const auto& token : palette())
    if (token.name == name) return token.light;
  throw ConfigError(fmt::format("page.css: there is no colour '{}'", name));
}

}  // namespace

std::string drawing_style(std::string_view css) {
  constexpr std::string_view start = "/* chart */", variable = "var(--";
  const auto from = css.find(start);
  require<ConfigError>(from != std::string_view::npos, "page.css: the part '{}' is missing", start);
  css = css.substr(from + start.size());
  css = css.substr(0, css.find("@media"));
  std::string style = "text{font-family:Inter}";
  while (!css.empty()) {
    const auto next = std::min(css.find(variable), css.size());
    style += css.substr(0, next);
    css.remove_prefix(next);
    if (css.empty()) break;
    const auto end = css.find(')');
    require<ConfigError>(end != std::string_view::npos, "page.css: a variable without its ')'");
    style += light(css.substr(variable.size(), end - variable.size()));
    css.remove_prefix(end + 1);
  }
  return style;
}

std::string standalone_svg(const Html& drawing, std::string_view style) {
  constexpr std::string_view opening = "<svg ";
  const auto& markup = drawing.markup();
  const auto end = markup.find('>');
  require(markup.starts_with(opening) && end != std::string::npos, "not a drawing: '{:.40}'",
          markup);
  std::string svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" ";
  svg += markup.substr(opening.size(), end + 1 - opening.size());
  svg += "<style>" + std::string(style) + "</style>";
  return svg + markup.substr(end + 1);
}

}  // namespace trygg::reports
