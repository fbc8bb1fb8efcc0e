#include "reports/charts/lines.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace trygg::reports {
namespace {

struct Layout {
  Format format;
  double width, height, left, right, top, bottom;
  double pad_left, pad_right;  ///< between the axis' ends and the first and last round
};

Layout layout_of(Format format, Spacing spacing) {
  const bool close = spacing == Spacing::close;
  if (format == Format::narrow)
    return close ? Layout{format, 343, 240, 26, 264, 62, 188, 14, 10}
                 : Layout{format, 343, 366, 26, 264, 78, 312, 14, 10};
  return close ? Layout{format, 760, 260, 40, 660, 66, 206, 26, 8}
               : Layout{format, 760, 392, 40, 660, 72, 338, 26, 8};
}

double label_size(Format format) {
  return format == Format::wide ? 14 : 13;
}

/// Of a series: its text is in its colour, or in that of the page.
std::string_view text_class(const std::string& style) {
  return style == "w" ? "cw" : style == "m" ? "cm" : style == "c" ? "mu" : "tx";
}

/// The context of the other series: thin, small, without values.
bool is_context(const LineSeries& series) {
  return series.style == "c";
}

class LineDrawing {
 public:
  LineDrawing(const LineChart& chart, const Phrases& phrases, Format format, Spacing spacing)
      : chart_(chart),
        phrases_(phrases),
        at_(layout_of(format, spacing)),
        drawing_(at_.width, at_.height),
        y_(scale()) {}

  Html drawn() {
    draw_badge(drawing_, chart_.synthetic, phrases_);
    draw_grid();
    // No band may hide the line of another series.
    for (auto s = chart_.series.rbegin(); s != chart_.series.rend(); ++s) draw_bands(*s);
    for (auto s = chart_.series.rbegin(); s != chart_.series.rend(); ++s) draw_series(*s);
    for (const auto& series : chart_.series) reserve_marks(series);
    draw_break();
    draw_rounds();
    draw_end_labels();
    for (const auto& series : chart_.series) draw_values(series);
    return finished(drawing_, at_.format, chart_.id, chart_.title, chart_.description);
  }

 private:
  Scale scale() const {
    double greatest = 0;
    for (const auto& series : chart_.series)
      for (const auto& point : series.points)
        if (point.row != nullptr) greatest = including(greatest, *point.row);
    return percent_scale(greatest, at_.bottom, at_.top);
  }

  const std::vector<LinePoint>& rounds() const { return chart_.series.front().points; }

  double x(double year) const {
    const double first = rounds().front().year, last = rounds().back().year;
    const double left = at_.left + at_.pad_left, right = at_.right - at_.pad_right;
    return last > first ? left + (right - left) * (year - first) / (last - first) : right;
  }
  double y(const Published& value) const { return y_.at(value.value()); }

  void draw_grid() {
    const auto ticks = static_cast<int>(std::lround(y_.maximum / y_.step));
    for (int i = 0; i <= ticks; ++i) {
      const double height = y_.at(i * y_.step);
      drawing_.line(i == 0 ? "axis" : "grid", at_.left, height, at_.right, height);
      drawing_.text(fmt::format("{:g}", i * y_.step), at_.left - 6, height + 5,
                    {.style_class = "mu", .anchor = Anchor::end});
    }
    drawing_.text(phrases_.word("Percent"), 0, at_.format == Format::wide ? 52 : 46,
                  {.style_class = "mu"});
  }

  static bool is_shown(const LinePoint& point) {
    return point.row != nullptr && point.row->estimate.is_shown();
  }
  bool is_comparable(const LinePoint& point) const {
    return chart_.comparable_since.empty() || point.year >= break_year();
  }
  double break_year() const {
    const auto found = std::ranges::find(rounds(), chart_.comparable_since, &LinePoint::wave);
    return found == rounds().end() ? rounds().front().year : found->year;
  }

  /// Runs of neighbouring rounds that a line may join.
  std::vector<std::vector<LinePoint>> segments(const LineSeries& series) const {
    std::vector<std::vector<LinePoint>> runs(1);
    for (const auto& point : series.points) {
      const bool joins =
          runs.back().empty() || is_comparable(runs.back().back()) == is_comparable(point);
      if (!joins || (!is_shown(point) && !runs.back().empty())) runs.emplace_back();
      if (is_shown(point)) runs.back().push_back(point);
    }
    return runs;
  }

  void draw_bands(const LineSeries& series) {
    for (const auto& run : segments(series)) {
      Points upper, lower;
      for (const auto& point : run) {
        if (!point.row->lower.is_shown() || !point.row->upper.is_shown()) continue;
        upper.emplace_back(x(point.year), y(point.row->upper));
        lower.emplace_back(x(point.year), y(point.row->lower));
      }
      upper.insert(upper.end(), lower.rbegin(), lower.rend());
      if (run.size() > 1 && !upper.empty()) drawing_.polygon(series.style + "b", upper);
    }
  }

  void draw_series(const LineSeries& series) {
    for (const auto& run : segments(series)) {
      if (run.size() < 2) continue;
      Points middle;
      for (const auto& point : run) middle.emplace_back(x(point.year), y(point.row->estimate));
      drawing_.polyline(series.style + "l", middle);
    }
    for (const auto& point : series.points)
      if (is_shown(point)) draw_point(series, point);
  }

  void draw_point(const LineSeries& series, const LinePoint& point) {
    const auto& row = *point.row;
    const bool flagged = row.decision == Decision::flag;
    if (row.lower.is_shown() && row.upper.is_shown())
      drawing_.line(series.style + (flagged ? "i dash" : "i"), x(point.year), y(row.lower),
                    x(point.year), y(row.upper));
    const bool hollow = flagged || !is_comparable(point);
    drawing_.marker(series.style, series.shape, hollow ? Fill::hollow : Fill::solid, x(point.year),
                    y(row.estimate),
                    is_context(series)              ? 8
                    : series.shape == Shape::circle ? 12
                                                    : 11);
  }

  /// Room of the whiskers, so that no text is put on them.
  void reserve_marks(const LineSeries& series) {
    for (const auto& point : series.points) {
      if (!is_shown(point) || !point.row->upper.is_shown()) continue;
      const double at = x(point.year);
      drawing_.reserve({at - 2, y(point.row->upper) - 1, at + 2, y(point.row->lower) + 1});
    }
  }

  /// Values at every round but the last, which has its value in the label at the end of the line.
  void draw_values(const LineSeries& series) {
    if (is_context(series)) return;
    for (const auto& point : series.points) {
      if (!is_shown(point) || &point == &series.points.back()) continue;
      const auto& row = *point.row;
      const double above = y(row.upper.is_shown() ? row.upper : row.estimate) - 9;
      const double below = y(row.lower.is_shown() ? row.lower : row.estimate) + 18;
      const double at = x(point.year);
      place_text(
          drawing_, phrases_.number(row.estimate),
          {.style_class = text_class(series.style), .weight = Weight::semibold, .halo = Halo::page},
          {{at, above, Anchor::middle}, {at, below, Anchor::middle}});
    }
  }

  void draw_break() {
    if (chart_.comparable_since.empty()) return;
    const auto found = std::ranges::find(rounds(), chart_.comparable_since, &LinePoint::wave);
    if (found == rounds().end() || found == rounds().begin()) return;
    const double at = (x(found->year) + x((found - 1)->year)) / 2;
    const double text_y = at_.format == Format::wide ? 52 : 62;
    drawing_.line("brk", at, text_y - 12, at, at_.bottom);
    const TextStyle style{.style_class = "mu"};
    place_text(drawing_, phrases_.word("break_before"), style, {{at - 10, text_y, Anchor::end}});
    place_text(drawing_, phrases_.word("break_after", {{"since", chart_.comparable_since}}), style,
               {{at + 10, text_y, Anchor::start}});
  }

  void draw_rounds() {
    std::vector<std::string> remarks;
    for (std::size_t i = 0; i < rounds().size(); ++i) {
      const auto& round = rounds()[i];
      const double at = x(round.year);
      drawing_.line("axis", at, at_.bottom, at, at_.bottom + 6);
      const bool asked = round.row != nullptr;
      place_text(drawing_, round.wave, {.style_class = asked ? "tx" : "mu"},
                 {{at, at_.bottom + 23, Anchor::middle}});
      if (!asked) {
        remarks.push_back(phrases_.word("round_missing", {{"wave", round.wave}}));
        continue;
      }
      for (const auto& series : chart_.series)
        if (!is_shown(series.points[i]))
          remarks.push_back(
              phrases_.word("round_withheld", {{"wave", round.wave}, {"who", series.name}}));
    }
    std::string text;
    for (const auto& remark : remarks) text += (text.empty() ? "" : " · ") + remark;
    if (!text.empty())
      place_text(drawing_, text, {.style_class = "mu", .size = 12},
                 {{at_.format == Format::wide ? at_.left : 0, at_.bottom + 42, Anchor::start}});
  }

  /// The labels, from the highest down, moved up where one would reach the names of the rounds.
  void keep_above_axis(std::vector<std::pair<double, const LineSeries*>>& labels) const {
    double lowest = at_.bottom - 10;
    for (auto label = labels.rbegin(); label != labels.rend(); ++label) {
      label->first = std::min(label->first, lowest);
      lowest = label->first - 40;
    }
  }

  /// Name and last value right of each line, 40 px apart at least.
  void draw_end_labels() {
    std::vector<std::pair<double, const LineSeries*>> labels;
    for (const auto& series : chart_.series)
      if (is_shown(series.points.back()))
        labels.emplace_back(y(series.points.back().row->estimate), &series);
    std::ranges::sort(labels);
    for (std::size_t i = 1; i < labels.size(); ++i)
      if (const double lack = 40 - (labels[i].first - labels[i - 1].first); lack > 0) {
        labels[i - 1].first -= lack / 2;
        labels[i].first += lack / 2;
      }
    keep_above_axis(labels);
    for (const auto& [height, series] : labels) {
      const TextStyle style{.style_class = text_class(series->style),
                            .size = label_size(at_.format),
                            .weight = Weight::semibold};
      const auto value = phrases_.percent(series->points.back().row->estimate);
      drawing_.text(series->name, at_.right + 8, height + 1, style);
      drawing_.text(value, at_.right + 8, height + 19, style);
    }
  }

  const LineChart& chart_;
  const Phrases& phrases_;
  Layout at_;
  Drawing drawing_;
  Scale y_;
};

}  // namespace

Chart line_chart(const LineChart& chart, const Phrases& phrases) {
  return drawn_thrice<LineDrawing>(chart, phrases, chart.print);
}

}  // namespace trygg::reports
