#include "reports/charts/multiples.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "base/error.hpp"
#include "reports/charts/parts.hpp"

namespace trygg::reports {
namespace {

constexpr double name_leading = 17, verdict_leading = 15, plot_height = 92, years = 22;

/// A panel in the picture: its corner and the width that all have.
struct Cell {
  std::size_t row, column;
};

std::vector<Cell> cells_of(const MultiplesChart& chart, Format format, std::size_t columns) {
  std::vector<Cell> cells;
  const bool tiles = chart.placing == Placing::tiles && format == Format::wide;
  for (std::size_t i = 0; i < chart.panels.size(); ++i) {
    const auto& panel = chart.panels[i];
    cells.push_back(tiles ? Cell{static_cast<std::size_t>(panel.row - 1),
                                 static_cast<std::size_t>(panel.column - 1)}
                          : Cell{i / columns, i % columns});
  }
  return cells;
}

std::size_t columns_of(const MultiplesChart& chart, Format format) {
  if (format == Format::narrow) return 2;
  if (chart.placing == Placing::listed) return 4;
  int most = 1;
  for (const auto& panel : chart.panels) most = std::max(most, panel.column);
  return static_cast<std::size_t>(most);
}

class MultiplesDrawing {
 public:
  MultiplesDrawing(const MultiplesChart& chart, const Phrases& phrases, Format format)
      : chart_(chart),
        phrases_(phrases),
        format_(format),
        columns_(columns_of(chart, format)),
        cells_(cells_of(chart, format, columns_)),
        drawing_(format == Format::wide ? 760 : 343, 1e4) {
    gutter_ = columns_ > 4 ? 14 : format == Format::wide ? 18 : 13;
    const auto n = static_cast<double>(columns_);
    width_ = (drawing_.width() - axis_room - gutter_ * (n - 1)) / n;
    place_rows();
  }

  Html drawn(const std::string& description) {
    draw_badge(drawing_, chart_.synthetic, phrases_);
    draw_key();
    double bottom = 0;
    for (std::size_t p = 0; p < chart_.panels.size(); ++p) bottom = std::max(bottom, draw_panel(p));
    drawing_.end_at(bottom + 4);
    return finished(drawing_, format_, chart_.id, chart_.title, description);
  }

 private:
  static constexpr double axis_room = 26, first = 48;

  std::vector<std::string> name_of(std::size_t p) const {
    return wrapped(chart_.panels[p].name, width_, name_style());
  }
  std::vector<std::string> verdict_of(std::size_t p) const {
    return wrapped(chart_.panels[p].verdict, width_, verdict_style());
  }
  static TextStyle name_style() { return {.size = 14, .weight = Weight::semibold}; }
  static TextStyle verdict_style() { return {.style_class = "mu", .size = 12}; }

  /// The panels of a row get the room that their longest name and verdict need.
  void place_rows() {
    std::vector<double> heads;
    for (std::size_t p = 0; p < chart_.panels.size(); ++p) {
      const auto row = cells_[p].row;
      if (heads.size() <= row) heads.resize(row + 1, 0);
      heads[row] =
          std::max(heads[row], name_leading * static_cast<double>(name_of(p).size()) +
                                   verdict_leading * static_cast<double>(verdict_of(p).size()));
    }
    double y = first + 14;
    for (const double head : heads) {
      rows_.push_back({y, y + head});
      y += head + plot_height + years + 26;
    }
  }

  double greatest() const {
    double value = 0;
    const auto include = [&](const LineSeries& series) {
      for (const auto& point : series.points)
        if (point.row != nullptr) value = including(value, *point.row);
    };
    include(chart_.whole);
    for (const auto& panel : chart_.panels)
      for (const auto& series : panel.series) include(series);
    return value;
  }

  const std::vector<LinePoint>& rounds() const { return chart_.whole.points; }
  double left_of(const Cell& cell) const {
    return axis_room + static_cast<double>(cell.column) * (width_ + gutter_);
  }
  double x(double left, double year) const {
    const double from = rounds().front().year, to = rounds().back().year;
    const double inner = width_ - 16;
    return left + 8 + (to > from ? inner * (year - from) / (to - from) : inner / 2);
  }

  void draw_key() {
    const double y = format_ == Format::wide ? 16 : 34;
    drawing_.line("back", 0, y - 4.5, 22, y - 4.5);
    drawing_.text(chart_.whole.name, 28, y, {.style_class = "mu"});
    double at = 28 + text_width(chart_.whole.name, 13) + 20;
    if (chart_.panels.front().series.size() < 2) return;
    for (const auto& series : chart_.panels.front().series) {
      drawing_.marker(series.style, series.shape, Fill::solid, at + 4, y - 4.5, 8);
      const TextStyle style{.style_class = text_class(series), .weight = Weight::semibold};
      drawing_.text(series.name, at + 13, y, style);
      at += 13 + text_width(series.name, style.size, style.weight) + 18;
    }
  }

  static std::string_view text_class(const LineSeries& series) {
    return series.style == "w" ? "cw" : series.style == "m" ? "cm" : "tx";
  }

  /// \returns its lower edge
  double draw_panel(std::size_t p) {
    const auto& cell = cells_[p];
    const double left = left_of(cell);
    const auto [top, plot_top] = rows_[cell.row];
    const double y = draw_lines(drawing_, name_of(p), left, top, name_leading, name_style());
    draw_lines(drawing_, verdict_of(p), left, y - 1, verdict_leading, verdict_style());
    const double plot_bottom = plot_top + plot_height;
    const auto scale = percent_scale(greatest(), plot_bottom, plot_top);
    draw_axes(cell, left, scale, plot_bottom);
    draw_break(left, plot_top, plot_bottom);
    draw_line(chart_.whole, "back", left, scale);
    for (const auto& series : chart_.panels[p].series) draw_series(series, left, scale);
    return plot_bottom + years;
  }

  bool first_in_row(const Cell& cell) const {
    return std::ranges::none_of(cells_, [&](const Cell& other) {
      return other.row == cell.row && other.column < cell.column;
    });
  }

  void draw_axes(const Cell& cell, double left, const Scale& scale, double bottom) {
    const double step = scale.step * (scale.maximum / scale.step > 3.5 ? 2 : 1);
    for (double at = 0; at <= scale.maximum; at += step) {
      drawing_.line(at == 0 ? "axis" : "grid", left, scale.at(at), left + width_, scale.at(at));
      if (first_in_row(cell))
        drawing_.text(fmt::format("{:g}", at), left - 5, scale.at(at) + 4.5,
                      {.style_class = "mu", .size = 12, .anchor = Anchor::end});
    }
    for (const auto& round : rounds())
      drawing_.line("axis", x(left, round.year), bottom, x(left, round.year), bottom + 4);
    const TextStyle style{.style_class = "mu", .size = 12};
    drawing_.text(rounds().front().wave, left, bottom + 17, style);
    if (rounds().size() > 1)
      drawing_.text(rounds().back().wave, left + width_, bottom + 17,
                    {.style_class = "mu", .size = 12, .anchor = Anchor::end});
  }

  double break_year() const {
    const auto found = std::ranges::find(rounds(), chart_.comparable_since, &LinePoint::wave);
    return found == rounds().end() ? rounds().front().year : found->year;
  }

  void draw_break(double left, double top, double bottom) {
    const auto found = std::ranges::find(rounds(), chart_.comparable_since, &LinePoint::wave);
    if (found == rounds().end() || found == rounds().begin()) return;
    const double at = (x(left, found->year) + x(left, (found - 1)->year)) / 2;
    drawing_.line("brk", at, top, at, bottom);
  }

  static bool is_shown(const LinePoint& point) {
    return point.row != nullptr && point.row->estimate.is_shown();
  }

  /// Lines between neighbouring rounds that both have a figure and lie on one side of the break.
  void draw_line(const LineSeries& series, std::string_view style, double left,
                 const Scale& scale) {
    Points run;
    const auto end = [&] {
      if (run.size() > 1) drawing_.polyline(style, run);
      run.clear();
    };
    const LinePoint* before = nullptr;
    for (const auto& point : series.points) {
      const bool joins =
          before != nullptr && (before->year >= break_year()) == (point.year >= break_year());
      if (!is_shown(point) || !joins) end();
      if (is_shown(point))
        run.emplace_back(x(left, point.year), scale.at(point.row->estimate.value()));
      before = &point;
    }
    end();
  }

  void draw_series(const LineSeries& series, double left, const Scale& scale) {
    draw_line(series, series.style + "l", left, scale);
    for (const auto& point : series.points) {
      if (!is_shown(point)) {
        draw_missing(point, left, scale);
        continue;
      }
      const auto& row = *point.row;
      const double at = x(left, point.year);
      const bool flagged = row.decision == Decision::flag;
      if (row.lower.is_shown() && row.upper.is_shown())
        drawing_.line(series.style + (flagged ? "i dash" : "i"), at, scale.at(row.lower.value()),
                      at, scale.at(row.upper.value()));
      const bool hollow = flagged || point.year < break_year();
      drawing_.marker(series.style, series.shape, hollow ? Fill::hollow : Fill::solid, at,
                      scale.at(row.estimate.value()), series.shape == Shape::circle ? 8 : 7);
    }
  }

  /// A round that asked, without a figure to show: its symbol stands on the axis.
  void draw_missing(const LinePoint& point, double left, const Scale& scale) {
    if (point.row == nullptr) return;
    place_text(drawing_, point.row->estimate.text(), {.style_class = "mu", .size = 12},
               {{x(left, point.year), scale.at(0) - 4, Anchor::middle}});
  }

  const MultiplesChart& chart_;
  const Phrases& phrases_;
  Format format_;
  std::size_t columns_;
  std::vector<Cell> cells_;
  Drawing drawing_;
  double gutter_ = 0, width_ = 0;
  /// Of each row: the baseline of the names and the upper edge of the plots.
  std::vector<std::pair<double, double>> rows_;
};

std::string spoken_series(const LineSeries& series, const Phrases& phrases) {
  std::string text;
  for (const auto& point : series.points)
    text += fmt::format(
        "{} {} {}", text.empty() ? "" : ",", point.wave,
        point.row == nullptr ? phrases.word("chart_not_asked") : spoken_share(*point.row, phrases));
  return text;
}

std::string description_of(const MultiplesChart& chart, const Phrases& phrases) {
  auto text = phrases.word("multiples_desc") + " " + sentence_end(chart.title);
  text +=
      fmt::format(" {}:{}.", capitalised(chart.whole.name), spoken_series(chart.whole, phrases));
  for (const auto& panel : chart.panels) {
    for (const auto& series : panel.series)
      text += fmt::format(" {}{}:{}.", panel.name,
                          panel.series.size() > 1 ? ", " + uncapitalised(series.name) : "",
                          spoken_series(series, phrases));
    if (!panel.verdict.empty()) text += " " + sentence_end(capitalised(panel.verdict));
  }
  return text;
}

void check(const MultiplesChart& chart) {
  require(!chart.panels.empty() && !chart.whole.points.empty(),
          "figure {}: there is nothing to draw", chart.id);
  std::set<std::pair<int, int>> taken;
  for (const auto& panel : chart.panels) {
    for (const auto& series : panel.series)
      require(series.points.size() == chart.whole.points.size(),
              "figure {}: '{}' has {} rounds, the whole {}", chart.id, panel.name,
              series.points.size(), chart.whole.points.size());
    if (chart.placing == Placing::listed) continue;
    require(panel.row > 0 && panel.column > 0, "figure {}: '{}' has no tile", chart.id, panel.name);
    require(taken.emplace(panel.row, panel.column).second,
            "figure {}: '{}' has the tile of another area", chart.id, panel.name);
  }
}

}  // namespace

Chart multiples_chart(const MultiplesChart& chart, const Phrases& phrases) {
  check(chart);
  return in_both_formats<MultiplesDrawing>(chart, phrases, description_of(chart, phrases));
}

}  // namespace trygg::reports
