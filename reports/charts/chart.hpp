#pragma once

#include <string>
#include <string_view>

#include "reports/charts/svg.hpp"
#include "reports/document/document.hpp"
#include "reports/phrases/sentence.hpp"
#include "reports/project_texts.hpp"

/// What the charts have in common.
namespace trygg::reports {

/// How much height a drawing takes: `close` on paper, where figures share a page.
enum class Spacing { roomy, close };

/// Every figure is drawn twice: for 760 px and, in a layout of its own, for 343 px.
enum class Format { wide, narrow };

/// The drawing as HTML, of the class and with the id of its format.
Html finished(Drawing& drawing, Format format, const std::string& id, const std::string& title,
              const std::string& description);

/// A chart in both formats; `Drawer(parts, phrases, format).drawn()` makes one.
template <class Drawer, class Parts>
Chart drawn_twice(const Parts& parts, const Phrases& phrases, const std::string& title,
                  const std::string& description) {
  return {title, description, Drawer(parts, phrases, Format::wide).drawn(),
          Drawer(parts, phrases, Format::narrow).drawn()};
}

/// The same with a drawing for paper, of the width `print`; `Drawer(parts, phrases, format,
/// spacing)`.
template <class Drawer, class Parts>
Chart drawn_thrice(const Parts& parts, const Phrases& phrases, PrintWidth print) {
  const auto drawn = [&](Format format, Spacing spacing) {
    return Drawer(parts, phrases, format, spacing).drawn();
  };
  return {parts.title, parts.description, drawn(Format::wide, Spacing::roomy),
          drawn(Format::narrow, Spacing::roomy),
          drawn(print == PrintWidth::full ? Format::wide : Format::narrow, Spacing::close)};
}

/// A scale from 0 in percent, with round ticks that cover the greatest value.
struct Scale {
  double step, maximum;
  double start, end;  ///< pixels of 0 and of `maximum`
  double at(double value) const { return start + (end - start) * value / maximum; }
};
/// Steps of 5 up to 30, 10 up to 60, else 20. `greatest`: the highest released limit to be shown.
Scale percent_scale(double greatest, double start, double end);

/// The larger of `greatest` and the released upper limit (or value) of `row`; withheld rows change
/// nothing.
double including(double greatest, const ReleasedRow& row);

/// The box »SYNTETISKA DATA« at the upper right; nothing for a real survey.
void draw_badge(Drawing& drawing, Synthetic synthetic, const Phrases& phrases);
/// A box with `text` there.
void draw_badge(Drawing& drawing, std::string_view text);

/// The first of `places` (x, y, anchor) where the text is free takes it; none: the text is dropped,
/// since its value stands in the table.
struct TextPlace {
  double x, y;
  Anchor anchor;
};
enum class Placed { yes, dropped };
Placed place_text(Drawing& drawing, std::string_view text, TextStyle style,
                  std::initializer_list<TextPlace> places);

}  // namespace trygg::reports
