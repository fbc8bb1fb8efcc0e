#include "reports/weighting/charts.hpp"

#include <algorithm>

#include "reports/weighting/axis.hpp"
#include "reports/weighting/figures_text.hpp"

namespace trygg::reports::weighting {
namespace {

constexpr double head = 34;  // over the rows: the key

int ticks_in(Format format) {
  return format == Format::wide ? 7 : 5;
}

template <class Row>
std::vector<std::string> names_of(const std::vector<Row>& rows) {
  std::vector<std::string> names;
  for (const auto& row : rows) names.push_back(row.name);
  return names;
}

double row_centre(const RowLayout& at, std::size_t i) {
  return at.first_row + static_cast<double>(i) * at.row_height + at.mark_y;
}

double rows_end(const RowLayout& at, std::size_t rows) {
  return at.first_row + static_cast<double>(rows) * at.row_height;
}

class SpreadDrawing {
 public:
  SpreadDrawing(const SpreadChart& chart, const Phrases& phrases, Format format)
      : chart_(chart),
        phrases_(phrases),
        at_(row_layout(format, names_of(chart.rows), head)),
        drawing_(at_.width, at_.height),
        axis_(axis_to(greatest(), at_.plot_left, at_.plot_right, ticks_in(format))) {}

  Html drawn() {
    draw_key();
    const double bottom = rows_end(at_, chart_.rows.size());
    draw_axis(drawing_, axis_, head, bottom);
    if (chart_.reference)
      drawing_.line("axis dash", axis_.at(*chart_.reference), head, axis_.at(*chart_.reference),
                    bottom);
    for (std::size_t i = 0; i < chart_.rows.size(); ++i) draw_row(i);
    return finished(drawing_, at_.format, chart_.texts.id, chart_.texts.title,
                    chart_.texts.description);
  }

 private:
  double greatest() const {
    double value = chart_.reference.value_or(0);
    for (const auto& row : chart_.rows) value = std::max(value, row.values.largest);
    return value;
  }

  double x(double value) const { return axis_.at(std::max(value, axis_.from)); }

  void draw_key() {
    const double y = 12;
    drawing_.line("axis", 0, y, 60, y);
    drawing_.line("ri", 10, y, 50, y);
    drawing_.rect("mb key", {22, y - 6, 40, y + 6}, 2);
    drawing_.marker("r", Shape::circle, Fill::solid, 30, y, 7);
    drawing_.text(
        phrases_.word(at_.format == Format::wide ? "wt_spread_key" : "wt_spread_key_short"), 70,
        y + 5, {.style_class = "mu", .size = 12});
  }

  void draw_row(std::size_t i) {
    const auto& [name, d] = chart_.rows[i];
    draw_name(drawing_, at_, i, name);
    const double y = row_centre(at_, i);
    drawing_.line("axis", x(d.smallest), y, x(d.largest), y);
    drawing_.line("ri", x(d.quantiles[0]), y, x(d.quantiles[6]), y);
    drawing_.rect("mb key", {x(d.quantiles[2]), y - 7, x(d.quantiles[4]), y + 7}, 2);
    drawing_.marker("r", Shape::circle, Fill::solid, x(d.quantiles[3]), y, 8);
  }

  const SpreadChart& chart_;
  const Phrases& phrases_;
  RowLayout at_;
  Drawing drawing_;
  Axis axis_;
};

class HistogramDrawing {
 public:
  HistogramDrawing(const HistogramChart& chart, const Phrases&, Format format)
      : chart_(chart),
        format_(format),
        drawing_(format == Format::wide ? 760 : 343, height),
        x_(axis_between(chart.histogram.from, chart.histogram.to, left, drawing_.width() - 14,
                        ticks_in(format))),
        y_(axis_to(static_cast<double>(std::ranges::max(chart.histogram.counts)), bottom, top, 5)) {
  }

  Html drawn() {
    drawing_.text(chart_.unit, 0, 14, {.style_class = "mu", .size = 12});
    for (const double tick : y_.ticks) {
      drawing_.line(tick == 0 ? "axis" : "grid", left, y_.at(tick), drawing_.width(), y_.at(tick));
      drawing_.text(fixed_text(tick, y_.decimals), left - 8, y_.at(tick) + 4,
                    {.style_class = "mu", .size = 12, .anchor = Anchor::end});
    }
    draw_bars();
    for (const double tick : x_.ticks)
      place_text(drawing_, fixed_text(tick, x_.decimals), {.style_class = "mu", .size = 12},
                 {{x_.at(tick), bottom + 18, Anchor::middle}});
    return finished(drawing_, format_, chart_.texts.id, chart_.texts.title,
                    chart_.texts.description);
  }

 private:
  static constexpr double height = 260, top = 34, bottom = 226, left = 58;

  void draw_bars() {
    const auto& h = chart_.histogram;
    const double width = (x_.end - x_.start) / static_cast<double>(h.counts.size());
    for (std::size_t b = 0; b < h.counts.size(); ++b) {
      if (h.counts[b] == 0) continue;
      const double from = x_.start + width * static_cast<double>(b);
      drawing_.rect(
          "m", {from + 0.5, y_.at(static_cast<double>(h.counts[b])), from + width - 0.5, bottom});
    }
  }

  const HistogramChart& chart_;
  Format format_;
  Drawing drawing_;
  Axis x_, y_;
};

class PairDrawing {
 public:
  PairDrawing(const PairChart& chart, const Phrases&, Format format)
      : chart_(chart),
        at_(row_layout(format, names_of(chart.rows), head)),
        drawing_(at_.width, at_.height),
        axis_(axis_to(greatest(), at_.plot_left, at_.plot_right, ticks_in(format))) {}

  Html drawn() {
    draw_key();
    const double bottom = rows_end(at_, chart_.rows.size());
    draw_axis(drawing_, axis_, head, bottom);
    if (chart_.reference)
      drawing_.line("wref", axis_.at(*chart_.reference), head, axis_.at(*chart_.reference), bottom);
    for (std::size_t i = 0; i < chart_.rows.size(); ++i) draw_row(i);
    return finished(drawing_, at_.format, chart_.texts.id, chart_.texts.title,
                    chart_.texts.description);
  }

 private:
  double greatest() const {
    double value = chart_.reference.value_or(0);
    for (const auto& row : chart_.rows) value = std::max({value, row.open, row.filled});
    return value;
  }

  void draw_key() {
    drawing_.marker("w", Shape::circle, Fill::hollow, 7, 11, 10);
    drawing_.text(chart_.open_name, 20, 16, {.style_class = "mu", .size = 12});
    const double next = 34 + text_width(chart_.open_name, 12);
    drawing_.marker("m", Shape::square, Fill::solid, next + 7, 11, 10);
    drawing_.text(chart_.filled_name, next + 20, 16, {.style_class = "mu", .size = 12});
  }

  void draw_row(std::size_t i) {
    const auto& row = chart_.rows[i];
    draw_name(drawing_, at_, i, row.name);
    const double y = row_centre(at_, i), open = axis_.at(row.open), filled = axis_.at(row.filled);
    drawing_.line("axis", open, y, filled, y);
    drawing_.marker("w", Shape::circle, Fill::hollow, open, y, 11);
    drawing_.marker("m", Shape::square, Fill::solid, filled, y, 9);
  }

  const PairChart& chart_;
  RowLayout at_;
  Drawing drawing_;
  Axis axis_;
};

/// Both drawings, one after the other.
template <class Drawer, class Parts>
Html both(const Parts& chart, const Phrases& phrases) {
  const auto drawn =
      drawn_twice<Drawer>(chart, phrases, chart.texts.title, chart.texts.description);
  return drawn.wide + drawn.narrow;
}

}  // namespace

Html spread_chart(const SpreadChart& chart, const Phrases& phrases) {
  return both<SpreadDrawing>(chart, phrases);
}

Html histogram_chart(const HistogramChart& chart, const Phrases& phrases) {
  return both<HistogramDrawing>(chart, phrases);
}

Html pair_chart(const PairChart& chart, const Phrases& phrases) {
  return both<PairDrawing>(chart, phrases);
}

}  // namespace trygg::reports::weighting
