#include "reports/charts/rows.hpp"

#include <algorithm>
#include <cmath>

namespace trygg::reports {
namespace {

constexpr double widest_name = 290, leading = 18;

TextStyle name_style(bool total) {
  return {.size = 15, .weight = total ? Weight::semibold : Weight::regular};
}

}  // namespace

RowFrame::RowFrame(Format format, const RowMeasures& measures,
                   const std::vector<std::string>& names, const std::vector<bool>& totals)
    : format_(format),
      first_(format == Format::wide ? measures.first_row : measures.first_row_narrow),
      band_(measures.band_height) {
  const bool wide = format == Format::wide;
  if (std::ranges::find(totals, true) != totals.end()) inset_ = wide ? 10 : 6;
  place_rows(measures, names, totals);
  double widest = 0;
  for (const auto& row : rows_)
    for (const auto& line : row.lines)
      widest = std::max(widest, text_width(line, 15, Weight::semibold));
  left_ = wide ? std::max(114.0, std::ceil(inset_ + widest + 24)) : 8;
  right_ = wide ? 760 - measures.numbers : 343 - std::max(10.0, measures.numbers_narrow);
}

void RowFrame::place_rows(const RowMeasures& measures, const std::vector<std::string>& names,
                          const std::vector<bool>& totals) {
  const bool wide = format_ == Format::wide;
  double y = first_;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const auto style = name_style(totals[i]);
    Row row{wrapped(names[i], wide ? widest_name : 0.86 * (343 - 2 * inset_), style), totals[i], y,
            0, 0};
    const double text = leading * static_cast<double>(row.lines.size());
    if (wide) {
      row.bottom = y + std::max(measures.row_height, text + 16);
      row.name_y = (row.top + row.bottom) / 2 + text / 2 - leading + 5 + leading / 2 - 1;
    } else {
      row.name_y = y + 4 + text;
      row.bottom = row.name_y + 6 + measures.text_height + measures.band_height;
    }
    y = row.bottom;
    rows_.push_back(std::move(row));
  }
}

double RowFrame::centre(std::size_t row) const {
  if (format_ == Format::wide) return (top(row) + bottom(row)) / 2;
  return bottom(row) - band_ / 2;
}

void RowFrame::draw_panels(Drawing& drawing) const {
  for (const auto& row : rows_)
    if (row.total) drawing.rect("pnl", {0, row.top, width(), row.bottom}, 3);
}

void RowFrame::draw_names(Drawing& drawing) const {
  for (const auto& row : rows_) {
    const double y = row.name_y - leading * static_cast<double>(row.lines.size() - 1);
    draw_lines(drawing, row.lines, inset_, y, leading, name_style(row.total));
    drawing.line("rowl", 0, row.bottom, width(), row.bottom);
  }
}

void RowFrame::draw_vertical(Drawing& drawing, std::string_view style_class, double x) const {
  if (format_ == Format::wide) return drawing.line(style_class, x, first_, x, end());
  for (const auto& row : rows_) drawing.line(style_class, x, row.bottom - band_, x, row.bottom);
}

void RowFrame::draw_ticks(Drawing& drawing, const std::vector<Tick>& ticks) const {
  for (const auto& tick : ticks) {
    draw_vertical(drawing, tick.strong ? "axis" : "grid", tick.x);
    TextStyle style{.style_class = "mu", .anchor = Anchor::middle};
    double x = tick.x;
    const double half = text_width(tick.text, style.size) / 2;
    if (x - half < 0) x = 0, style.anchor = Anchor::start;
    if (x + half > width()) x = width(), style.anchor = Anchor::end;
    drawing.text(tick.text, x, first_ - 8, style);
    drawing.text(tick.text, x, end() + 20, style);
  }
}

void draw_sex_key(Drawing& drawing, const Phrases& phrases, double x, double y) {
  drawing.marker("w", Shape::circle, Fill::solid, x + 6, y - 4.5, 12);
  const auto women = phrases.word("Women");
  const TextStyle style{.style_class = "cw", .weight = Weight::semibold};
  drawing.text(women, x + 17, y, style);
  const double next = x + 17 + text_width(women, style.size, style.weight) + 20;
  drawing.marker("m", Shape::square, Fill::solid, next + 6, y - 4.5, 11);
  drawing.text(phrases.word("Men"), next + 17, y,
               {.style_class = "cm", .weight = Weight::semibold});
}

}  // namespace trygg::reports
