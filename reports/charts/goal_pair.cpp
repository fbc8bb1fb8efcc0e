#include "reports/charts/goal_pair.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/text.hpp"

namespace trygg::reports {
namespace {

constexpr int path_steps = 24;

/// Where a panel is in the drawing.
struct Frame {
  double left, top, right, bottom;  ///< of the plot
  double edge;                      ///< what texts may reach to at the right
};

bool is_shown(const LinePoint& point) {
  return point.row != nullptr && point.row->estimate.is_shown();
}

Shape shape_of(const GoalPanel& panel) {
  return panel.style == "m" ? Shape::square : Shape::circle;
}

class PanelDrawing {
 public:
  PanelDrawing(Drawing& drawing, const GoalPairChart& chart, const GoalPanel& panel,
               const Phrases& phrases, const Frame& frame, double greatest)
      : drawing_(drawing),
        chart_(chart),
        panel_(panel),
        phrases_(phrases),
        at_(frame),
        y_(percent_scale(greatest, frame.bottom, frame.top)) {}

  void draw() {
    drawing_.text(panel_.name, at_.left - 22, at_.top - 24,
                  {.style_class = colour(), .size = 15, .weight = Weight::semibold});
    draw_grid();
    draw_path();
    draw_observed();
    draw_years();
    draw_goal();
    draw_values();
  }

 private:
  std::string_view colour() const { return panel_.style == "m" ? "cm" : "cw"; }
  double x(double year) const {
    const double first = panel_.observed.front().year;
    const double last = std::max(panel_.observed.back().year, chart_.goal->target_year);
    const double left = at_.left + 18, right = at_.right - 54;
    return left + (right - left) * (year - first) / (last - first);
  }
  double y(const Published& value) const { return y_.at(value.value()); }

  bool is_comparable(const LinePoint& point) const {
    const auto found =
        std::ranges::find(panel_.observed, chart_.comparable_since, &LinePoint::wave);
    return found == panel_.observed.end() || point.year >= found->year;
  }
  const LinePoint* base() const {
    const auto found =
        std::ranges::find(panel_.observed, panel_.latest->baseline, &LinePoint::wave);
    return found == panel_.observed.end() || !is_shown(*found) ? nullptr : &*found;
  }

  void draw_grid() {
    const auto ticks = static_cast<int>(std::lround(y_.maximum / y_.step));
    for (int i = 0; i <= ticks; ++i) {
      const double height = y_.at(i * y_.step);
      drawing_.line(i == 0 ? "axis" : "grid", at_.left, height, at_.right, height);
      drawing_.text(fmt::format("{:g}", i * y_.step), at_.left - 5, height + 5,
                    {.style_class = "mu", .anchor = Anchor::end});
    }
  }

  Points path_from(const Published& start) const {
    Points points;
    const double from = base()->year, to = chart_.goal->target_year;
    for (int i = 0; i <= path_steps; ++i) {
      const double year = from + (to - from) * i / path_steps;
      points.emplace_back(x(year), y_.at(start.value() * path_ratio(*chart_.goal, from, year)));
    }
    return points;
  }

  void draw_path() {
    if (base() == nullptr) return;
    const auto& row = *base()->row;
    if (row.lower.is_shown() && row.upper.is_shown()) {
      auto fan = path_from(row.upper);
      const auto lower = path_from(row.lower);
      fan.insert(fan.end(), lower.rbegin(), lower.rend());
      drawing_.polygon("gb", fan);
    }
    drawing_.polyline("gl", path_from(row.estimate));
  }

  void draw_observed() {
    Points line;
    for (const auto& point : panel_.observed)
      if (is_shown(point) && is_comparable(point))
        line.emplace_back(x(point.year), y(point.row->estimate));
    if (line.size() > 1) drawing_.polyline(panel_.style + "l", line);
    for (const auto& point : panel_.observed)
      if (is_shown(point)) draw_point(point);
  }

  void draw_point(const LinePoint& point) {
    const auto& row = *point.row;
    const double at = x(point.year);
    const bool flagged = row.decision == Decision::flag;
    if (row.lower.is_shown() && row.upper.is_shown()) {
      drawing_.line(panel_.style + (flagged ? "i dash" : "i"), at, y(row.lower), at, y(row.upper));
      drawing_.reserve({at - 2, y(row.upper) - 1, at + 2, y(row.lower) + 1});
    }
    const bool hollow = flagged || !is_comparable(point);
    drawing_.marker(panel_.style, shape_of(panel_), hollow ? Fill::hollow : Fill::solid, at,
                    y(row.estimate), shape_of(panel_) == Shape::circle ? 12 : 11);
  }

  void draw_values() {
    for (const auto& point : panel_.observed) {
      if (!is_shown(point)) continue;
      const auto& row = *point.row;
      const double above = y(row.upper.is_shown() ? row.upper : row.estimate) - 8;
      const double below = y(row.lower.is_shown() ? row.lower : row.estimate) + 18;
      const bool comparable = is_comparable(point);
      place_text(drawing_, phrases_.number(row.estimate),
                 {.style_class = comparable ? colour() : "mu",
                  .size = 14,
                  .weight = comparable ? Weight::semibold : Weight::regular,
                  .halo = Halo::page},
                 {{x(point.year), above, Anchor::middle}, {x(point.year), below, Anchor::middle}});
    }
  }

  void draw_years() {
    bool goal_is_round = false;
    for (const auto& point : panel_.observed) {
      const bool is_goal = point.year == chart_.goal->target_year;
      goal_is_round = goal_is_round || is_goal;
      draw_year(point.year, point.wave, is_goal ? "cg" : is_shown(point) ? "tx" : "mu");
    }
    const auto year = fmt::format("{:g}", chart_.goal->target_year);
    if (!goal_is_round) draw_year(chart_.goal->target_year, year, "cg");
  }

  void draw_year(double year, const std::string& text, std::string_view style) {
    drawing_.line("axis", x(year), at_.bottom, x(year), at_.bottom + 6);
    place_text(drawing_, text, {.style_class = style},
               {{x(year), at_.bottom + 23, Anchor::middle},
                {x(year) + 6, at_.bottom + 23, Anchor::middle}});
  }

  void draw_goal() {
    const auto& target = panel_.latest->target;
    if (!target.is_shown()) return;
    const double at = x(chart_.goal->target_year), height = y(target);
    drawing_.diamond("gm", at, height, 7);
    drawing_.reserve({at - 7, height - 7, at + 7, height + 7});
    place_text(drawing_, phrases_.percent(target),
               {.style_class = "cg", .size = 14, .weight = Weight::semibold, .halo = Halo::page},
               {{at + 11, height + 5, Anchor::start},
                {at, height + 24, Anchor::middle},
                {at_.edge, height - 12, Anchor::end}});
  }

  Drawing& drawing_;
  const GoalPairChart& chart_;
  const GoalPanel& panel_;
  const Phrases& phrases_;
  Frame at_;
  Scale y_;
};

double greatest_of(const GoalPairChart& chart) {
  double greatest = 0;
  for (const auto& panel : chart.panels)
    for (const auto& point : panel.observed)
      if (point.row != nullptr) greatest = including(greatest, *point.row);
  return greatest;
}

std::string spoken(const Published& value, const Phrases& phrases) {
  if (!value.is_shown()) return phrases.word("withheld");
  return phrases.number(value) + "\u00a0" + phrases.word("percent");
}

std::string description_of(const GoalPairChart& chart, const Phrases& phrases) {
  std::string text = phrases.word("goal_pair_desc");
  for (const auto& panel : chart.panels) {
    text += " " + panel.name + ":";
    for (const auto& point : panel.observed)
      if (point.row != nullptr)
        text += fmt::format(" {} {},", point.wave, spoken(point.row->estimate, phrases));
    text += " " +
            phrases.word("goal_pair_goal", {{"year", fmt::format("{:g}", chart.goal->target_year)},
                                            {"target", spoken(panel.latest->target, phrases)}});
  }
  return text;
}

Html drawn(const GoalPairChart& chart, const Phrases& phrases, const std::string& description,
           Format format) {
  const bool wide = format == Format::wide;
  Drawing drawing(wide ? 760 : 343, wide ? 330 : 588);
  draw_badge(drawing, chart.synthetic, phrases);
  drawing.text(phrases.word("Percent"), 0, 20, {.style_class = "mu"});
  const double greatest = greatest_of(chart);
  for (std::size_t i = 0; i < chart.panels.size(); ++i) {
    const double dx = wide && i > 0 ? 396 : 0, dy = !wide && i > 0 ? 282 : 0;
    const Frame frame{dx + 24, dy + 84, dx + (wide ? 352 : 335), dy + (wide ? 296 : 272),
                      dx + (wide ? 364 : 343)};
    PanelDrawing(drawing, chart, chart.panels[i], phrases, frame, greatest).draw();
  }
  return finished(drawing, format, chart.id, chart.title, description);
}

}  // namespace

Chart goal_pair_chart(const GoalPairChart& chart, const Phrases& phrases) {
  const auto description = description_of(chart, phrases);
  return {chart.title, description, drawn(chart, phrases, description, Format::wide),
          drawn(chart, phrases, description, Format::narrow)};
}

}  // namespace trygg::reports
