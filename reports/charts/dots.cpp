#include "reports/charts/dots.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/error.hpp"
#include "reports/figures.hpp"

namespace trygg::reports {
namespace {

/// Where things are, for each of the two drawings.
struct Layout {
  Format format;
  double width, height;
  double inset;  ///< of names and numbers from the edges
  double plot_left, plot_right;
  double first_row, row_height;
  double band_top;        ///< of the plot within a row
  double women_y, men_y;  ///< within a row
  double name_y;          ///< within a row: baseline
  double state_y;         ///< wide: of a difference's state, below its middle
};

Layout layout_of(const DotChart& chart, Format format, Spacing spacing) {
  const auto rows = static_cast<double>(chart.rows.size());
  const bool has_total =
      std::ranges::any_of(chart.rows, [](const auto& r) { return r.kind == RowKind::total; });
  if (format == Format::narrow)
    return {format, 343, 98 + 64 * rows, has_total ? 6.0 : 0.0, 6, 333, 68, 64, 27, 35, 51, 20, 0};
  const double inset = has_total ? 10 : 0;
  double names = 0;
  for (const auto& row : chart.rows)
    names = std::max(names, text_width(row.name, 15, Weight::semibold));
  // Names have room in a wider font, too.
  const double left = std::max(114.0, std::ceil(inset + 1.2 * names + 12));
  if (spacing == Spacing::close)
    return {format, 760, 108 + 28 * rows, inset, left, 604, 76, 28, 0, 7, 21, 19, 12};
  return {format, 760, 112 + 42 * rows, inset, left, 604, 78, 42, 0, 13, 29, 26, 15};
}

bool is_secured(const ReleasedRow& gap) {
  return gap.finding == Finding::higher || gap.finding == Finding::lower;
}

bool is_withheld(const ReleasedRow& row) {
  return !row.estimate.is_shown();
}

std::string state_words(const ReleasedRow& gap, const Phrases& phrases) {
  return phrases.word("state_" + std::string(to_text(gap.finding)));
}

std::string difference_text(const ReleasedRow& gap, const Phrases& phrases) {
  return fmt::format("{} ± {}", phrases.number(gap.estimate), phrases.number(gap.margin));
}

class DotDrawing {
 public:
  DotDrawing(const DotChart& chart, const Phrases& phrases, Format format, Spacing spacing)
      : chart_(chart),
        phrases_(phrases),
        at_(layout_of(chart, format, spacing)),
        drawing_(at_.width, at_.height),
        scale_(scale()) {}

  Html drawn() {
    draw_badge(drawing_, chart_.synthetic, phrases_);
    for (std::size_t i = 0; i < chart_.rows.size(); ++i)
      if (chart_.rows[i].kind == RowKind::total) draw_panel(i);
    draw_grid();
    draw_headings();
    draw_reference_lines();
    for (std::size_t i = 0; i < chart_.rows.size(); ++i) draw_row(i);
    label_series();
    return finished(drawing_, at_.format, chart_.id, chart_.title, chart_.description);
  }

 private:
  Scale scale() const {
    double greatest = 0;
    for (const auto& row : chart_.rows)
      greatest = including(including(greatest, *row.women), *row.men);
    return percent_scale(greatest, at_.plot_left, at_.plot_right);
  }

  double top(std::size_t row) const {
    return at_.first_row + at_.row_height * static_cast<double>(row);
  }
  double bottom() const { return top(chart_.rows.size()); }

  void draw_panel(std::size_t row) {
    drawing_.rect("pnl", {0, top(row), at_.width, top(row) + at_.row_height}, 3);
  }

  /// Calls draw(top, bottom) for each band in which lines of the grid may run.
  template <class Draw>
  void for_bands(const Draw& draw) const {
    if (at_.format == Format::wide) return draw(at_.first_row, bottom());
    for (std::size_t i = 0; i < chart_.rows.size(); ++i)
      draw(top(i) + at_.band_top, top(i) + at_.row_height);
  }

  void draw_grid() {
    const auto ticks = static_cast<int>(std::lround(scale_.maximum / scale_.step));
    for_bands([&](double from, double to) {
      for (int i = 0; i <= ticks; ++i) {
        const double x = scale_.at(i * scale_.step);
        drawing_.line(i == 0 ? "axis" : "grid", x, from, x, to);
      }
    });
    for (int i = 0; i <= ticks; ++i) {
      auto text = fmt::format("{:g}", i * scale_.step);
      if (i == ticks) text += phrases_.word("percent_sign");
      TextStyle style{.style_class = "mu", .anchor = Anchor::middle};
      double x = scale_.at(i * scale_.step);
      if (at_.format == Format::narrow && i == 0) style.anchor = Anchor::start, x = 0;
      if (at_.format == Format::narrow && i == ticks) style.anchor = Anchor::end, x = at_.width;
      drawing_.text(text, x, at_.first_row - 8, style);
      drawing_.text(text, x, bottom() + 20, style);
    }
  }

  void draw_headings() {
    const double right = at_.width - at_.inset;
    TextStyle bold{.anchor = Anchor::end, .weight = Weight::semibold};
    if (at_.format == Format::wide) {
      drawing_.text(phrases_.word("difference"), right, 52, bold);
      drawing_.text(phrases_.word("points"), right, 69,
                    {.style_class = "mu", .anchor = Anchor::end});
    } else {
      drawing_.text(phrases_.word("difference_unit"), right, 40, bold);
      bold.anchor = Anchor::start;
      drawing_.text(chart_.row_heading, at_.inset, 40, bold);
    }
  }

  void draw_reference_lines() {
    for (const auto& row : chart_.rows) {
      if (row.kind != RowKind::total) continue;
      for_bands([&](double from, double to) {
        if (!is_withheld(*row.women)) vertical("wref", row.women->estimate.value(), from, to);
        if (!is_withheld(*row.men)) vertical("mref", row.men->estimate.value(), from, to);
      });
    }
  }

  void vertical(std::string_view style, double value, double from, double to) {
    drawing_.line(style, scale_.at(value), from, scale_.at(value), to);
  }

  void draw_row(std::size_t i) {
    const auto& row = chart_.rows[i];
    const auto weight = row.kind == RowKind::total ? Weight::semibold : Weight::regular;
    const double name_y = top(i) + at_.name_y;
    drawing_.text(row.name, at_.inset, name_y, {.size = 15, .weight = weight});
    draw_estimate(*row.men, "m", Shape::square, 11, top(i) + at_.men_y, phrases_.word("Men"));
    draw_estimate(*row.women, "w", Shape::circle, 12, top(i) + at_.women_y, phrases_.word("Women"));
    if (at_.format == Format::wide)
      draw_difference_wide(*row.gap, top(i) + at_.row_height / 2);
    else
      draw_difference_narrow(*row.gap, row.name, weight, name_y);
    drawing_.line("rowl", 0, top(i) + at_.row_height, at_.width, top(i) + at_.row_height);
  }

  void draw_estimate(const ReleasedRow& row, const std::string& series, Shape shape, double size,
                     double y, const std::string& who) {
    if (is_withheld(row)) return draw_withheld(row, y, who);
    const bool flagged = row.decision == Decision::flag;
    if (row.lower.is_shown() && row.upper.is_shown())
      drawing_.line(series + (flagged ? "i dash" : "i"), scale_.at(row.lower.value()), y,
                    scale_.at(row.upper.value()), y);
    drawing_.marker(series, shape, flagged ? Fill::hollow : Fill::solid,
                    scale_.at(row.estimate.value()), y, size);
  }

  void draw_withheld(const ReleasedRow& row, double y, const std::string& who) {
    const auto key = row.reason == "few_answers" ? "withheld_few_answers" : "withheld_other";
    const auto text = phrases_.word(key, {{"who", who}});
    const TextStyle style{.style_class = "mu", .size = 12};
    const double x = at_.plot_left + 8;
    auto pad = Drawing::text_box(text, x, y + 4, style);
    drawing_.rect("pad", {pad.left - 4, y - 8, pad.right + 4, y + 8});
    drawing_.text(text, x, y + 4, style);
  }

  void draw_difference_wide(const ReleasedRow& gap, double centre) {
    const double right = at_.width - at_.inset;
    TextStyle style{.size = 15, .anchor = Anchor::end, .weight = Weight::semibold};
    if (is_secured(gap))
      return drawing_.text(difference_text(gap, phrases_), right, centre + 5, style);
    const bool withheld = is_withheld(gap);
    if (at_.row_height < 42) style.size = 13;
    if (!withheld) style.style_class = "mu", style.weight = Weight::regular;
    drawing_.text(withheld ? gap.estimate.text() : difference_text(gap, phrases_), right,
                  centre - 1, style);
    drawing_.text(state_words(gap, phrases_), right, centre + at_.state_y,
                  {.style_class = "mu", .size = 12, .anchor = Anchor::end});
  }

  /// On the line of the name: with its state where that fits, else the state alone (the figure
  /// stands in the table).
  void draw_difference_narrow(const ReleasedRow& gap, const std::string& name, Weight weight,
                              double y) {
    const double right = at_.width - at_.inset;
    TextStyle style{.anchor = Anchor::end, .weight = Weight::semibold};
    if (is_secured(gap)) return drawing_.text(difference_text(gap, phrases_), right, y, style);
    const auto state = state_words(gap, phrases_);
    const auto shown = is_withheld(gap) ? gap.estimate.text() : difference_text(gap, phrases_);
    style.style_class = "mu", style.weight = Weight::regular;
    const auto whole = fmt::format("{} – {}", shown, state);
    const double room = right - at_.inset - text_width(name, 15, weight) - 8;
    drawing_.text(text_width(whole, style.size) <= room ? whole : state, right, y, style);
  }

  /// Names of the two series, once, beside the marks of the first row; with values for the total.
  void label_series() {
    if (chart_.rows.empty()) return;
    const auto& row = chart_.rows.front();
    const bool total = row.kind == RowKind::total;
    const auto text = [&](const char* key, const ReleasedRow& figure) {
      const auto value = " " + phrases_.percent(figure.estimate);
      return phrases_.word(key) + (total ? value : "");
    };
    reserve_interval(*row.women, top(0) + at_.women_y);
    reserve_interval(*row.men, top(0) + at_.men_y);
    if (!is_withheld(*row.women))
      label(text("Women", *row.women), "cw", *row.women, top(0) + at_.women_y, Anchor::start);
    if (!is_withheld(*row.men))
      label(text("Men", *row.men), "cm", *row.men, top(0) + at_.men_y, Anchor::end);
  }

  void reserve_interval(const ReleasedRow& row, double y) {
    if (row.lower.is_shown() && row.upper.is_shown())
      drawing_.reserve({scale_.at(row.lower.value()), y - 2, scale_.at(row.upper.value()), y + 2});
  }

  void label(const std::string& text, std::string_view style_class, const ReleasedRow& row,
             double y, Anchor preferred) {
    const double left = scale_.at(row.lower.is_shown() ? row.lower.value() : row.estimate.value());
    const double right = scale_.at(row.upper.is_shown() ? row.upper.value() : row.estimate.value());
    const TextStyle style{
        .style_class = style_class,
        .weight = Weight::semibold,
        .halo = chart_.rows.front().kind == RowKind::total ? Halo::panel : Halo::page};
    // As far off as a wider font may grow.
    const double off = std::max(9.0, text_width(text, style.size, style.weight) / 8 + 3);
    const TextPlace before{left - off, y + 5, Anchor::end};
    const TextPlace after{right + off, y + 5, Anchor::start};
    const auto fits = [&](const TextPlace& place) {
      auto styled = style;
      styled.anchor = place.anchor;
      const auto box = Drawing::text_box(text, place.x, place.y, styled);
      return box.left >= at_.plot_left && box.right <= at_.plot_right + 8;
    };
    const bool start_first = preferred == Anchor::start;
    for (const auto& place : {start_first ? after : before, start_first ? before : after})
      if (fits(place) && place_text(drawing_, text, style, {place}) == Placed::yes) return;
  }

  const DotChart& chart_;
  const Phrases& phrases_;
  Layout at_;
  Drawing drawing_;
  Scale scale_;
};

/// 0: the total … 4: cannot be computed.
int block(const DotRow& row) {
  if (row.kind == RowKind::total) return 0;
  switch (row.gap->finding) {
    case Finding::higher:
    case Finding::lower:
      return 1;
    case Finding::similar:
    case Finding::not_shown:
      return 2;
    case Finding::undetermined:
    case Finding::broken:
      return 3;
    case Finding::none:
    case Finding::suppressed:
      break;
  }
  return 4;
}

/// What a row is ordered by within its block; rows without a released difference go by name.
double size(const DotRow& row) {
  return block(row) < 4 && row.gap->estimate.is_shown() ? row.gap->estimate.value() : -1000;
}

}  // namespace

void order_rows(std::vector<DotRow>& rows) {
  std::ranges::stable_sort(rows, [](const DotRow& a, const DotRow& b) {
    if (block(a) != block(b)) return block(a) < block(b);
    if (const double one = size(a), two = size(b); one != two) return one > two;
    return alphabetical(a.name, b.name);
  });
}

Chart dot_chart(const DotChart& chart, const Phrases& phrases) {
  return drawn_thrice<DotDrawing>(chart, phrases, PrintWidth::full);
}

std::string describe_rows(const std::vector<DotRow>& rows, const Phrases& phrases) {
  const auto value = [&](const ReleasedRow& row) {
    return row.estimate.is_shown()
               ? phrases.number(row.estimate) + "\u00a0" + phrases.word("percent")
               : phrases.word("withheld");
  };
  std::string text;
  for (const auto& row : rows)
    text += fmt::format(" {}: {} {}, {} {}.", row.name, phrases.word("women"), value(*row.women),
                        phrases.word("men"), value(*row.men));
  return text;
}

}  // namespace trygg::reports
