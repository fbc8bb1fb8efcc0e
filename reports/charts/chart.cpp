#include "reports/charts/chart.hpp"

#include <algorithm>
#include <cmath>

namespace trygg::reports {

Html finished(Drawing& drawing, Format format, const std::string& id, const std::string& title,
              const std::string& description) {
  const bool wide = format == Format::wide;
  return drawing.finished(id + (wide ? "w" : "n"), wide ? "wide" : "narrow", title, description);
}

Scale percent_scale(double greatest, double start, double end) {
  const double step = greatest <= 30 ? 5 : greatest <= 60 ? 10 : 20;
  const double steps = std::max(2.0, std::ceil(greatest / step));
  return {step, std::min(100.0, steps * step), start, end};
}

double including(double greatest, const ReleasedRow& row) {
  for (const auto* value : {&row.estimate, &row.upper})
    if (value->is_shown()) greatest = std::max(greatest, value->value());
  return greatest;
}

void draw_badge(Drawing& drawing, Synthetic synthetic, const Phrases& phrases) {
  if (synthetic == Synthetic::yes) draw_badge(drawing, phrases.word("synthetic_badge"));
}

void draw_badge(Drawing& drawing, std::string_view text) {
  const TextStyle style{
      .style_class = "synt", .size = 12, .anchor = Anchor::middle, .weight = Weight::semibold};
  const double width = text_width(text, style.size, style.weight) + 20;
  const double right = drawing.width() - 0.5;
  drawing.rect("syn", {right - width, 0.5, right, 20.5}, 3);
  drawing.text(text, right - width / 2, 14.8, style);
}

Placed place_text(Drawing& drawing, std::string_view text, TextStyle style,
                  std::initializer_list<TextPlace> places) {
  for (const auto& place : places) {
    style.anchor = place.anchor;
    if (!drawing.is_free(Drawing::text_box(text, place.x, place.y, style))) continue;
    drawing.text(text, place.x, place.y, style);
    return Placed::yes;
  }
  return Placed::dropped;
}

}  // namespace trygg::reports
