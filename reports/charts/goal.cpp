#include "reports/charts/goal.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace trygg::reports {
namespace {

struct Layout {
  Format format;
  double width, height, left, right, top, bottom;
};

Layout layout_of(Format format) {
  if (format == Format::narrow) return {format, 343, 400, 22, 272, 92, 330};
  return {format, 760, 420, 40, 650, 78, 356};
}

constexpr int path_steps = 24;

class GoalDrawing {
 public:
  GoalDrawing(const GoalChart& chart, const Phrases& phrases, Format format)
      : chart_(chart),
        phrases_(phrases),
        at_(layout_of(format)),
        drawing_(at_.width, at_.height),
        y_(scale()) {}

  Html drawn() {
    draw_badge(drawing_, chart_.synthetic, phrases_);
    draw_grid();
    draw_path();
    draw_observed();
    draw_rounds();
    draw_goal_text();
    draw_outcome_text();
    draw_values();
    draw_path_label();
    return finished(drawing_, at_.format, chart_.id, chart_.title, chart_.description);
  }

 private:
  Scale scale() const {
    double greatest = 0;
    for (const auto& point : chart_.observed)
      if (point.row != nullptr) greatest = including(greatest, *point.row);
    return percent_scale(greatest, at_.bottom, at_.top);
  }

  double x(double year) const {
    const double first = chart_.observed.front().year;
    const double last = std::max(chart_.observed.back().year, chart_.goal->target_year);
    const double left = at_.left + 30, right = at_.right - (is_wide() ? 57 : 34);
    return left + (right - left) * (year - first) / (last - first);
  }
  double y(const Published& value) const { return y_.at(value.value()); }
  bool is_wide() const { return at_.format == Format::wide; }

  const LinePoint* base() const {
    const auto found =
        std::ranges::find(chart_.observed, chart_.latest->baseline, &LinePoint::wave);
    return found == chart_.observed.end() ? nullptr : &*found;
  }
  const LinePoint* last() const {
    const auto found = std::ranges::find(chart_.observed, chart_.latest->wave, &LinePoint::wave);
    return found == chart_.observed.end() ? nullptr : &*found;
  }
  static bool is_shown(const LinePoint& point) {
    return point.row != nullptr && point.row->estimate.is_shown();
  }
  bool is_comparable(const LinePoint& point) const {
    const auto found =
        std::ranges::find(chart_.observed, chart_.comparable_since, &LinePoint::wave);
    return found == chart_.observed.end() || point.year >= found->year;
  }

  void draw_grid() {
    const auto ticks = static_cast<int>(std::lround(y_.maximum / y_.step));
    for (int i = 0; i <= ticks; ++i) {
      const double height = y_.at(i * y_.step);
      drawing_.line(i == 0 ? "axis" : "grid", at_.left, height, at_.right, height);
      drawing_.text(fmt::format("{:g}", i * y_.step), at_.left - 5, height + 5,
                    {.style_class = "mu", .anchor = Anchor::end});
    }
    drawing_.text(phrases_.word("Percent"), 0, is_wide() ? 52 : 62, {.style_class = "mu"});
  }

  Points path_from(const Published& start) const {
    Points points;
    const double from = base()->year, to = chart_.goal->target_year;
    for (int i = 0; i <= path_steps; ++i) {
      const double year = from + (to - from) * i / path_steps;
      points.emplace_back(x(year),
                          y_.at(start.value() * path_ratio(*chart_.goal, base()->year, year)));
    }
    return points;
  }

  void draw_path() {
    if (base() == nullptr || !is_shown(*base())) return;
    const auto& row = *base()->row;
    if (row.lower.is_shown() && row.upper.is_shown()) {
      auto fan = path_from(row.upper);
      const auto lower = path_from(row.lower);
      fan.insert(fan.end(), lower.rbegin(), lower.rend());
      drawing_.polygon("gb", fan);
    }
    drawing_.polyline("gl", path_from(row.estimate));
    if (chart_.latest->target.is_shown())
      drawing_.diamond("gm", x(chart_.goal->target_year), y(chart_.latest->target), 7);
  }

  void draw_observed() {
    Points line;
    for (const auto& point : chart_.observed)
      if (is_shown(point) && is_comparable(point))
        line.emplace_back(x(point.year), y(point.row->estimate));
    if (line.size() > 1) drawing_.polyline("rl", line);
    for (const auto& point : chart_.observed) {
      if (!is_shown(point)) continue;
      const auto& row = *point.row;
      const double at = x(point.year);
      if (row.lower.is_shown() && row.upper.is_shown()) {
        drawing_.line("ri", at, y(row.lower), at, y(row.upper));
        drawing_.reserve({at - 2, y(row.upper) - 1, at + 2, y(row.lower) + 1});
      }
      const bool hollow = row.decision == Decision::flag || !is_comparable(point);
      drawing_.marker("r", Shape::circle, hollow ? Fill::hollow : Fill::solid, at, y(row.estimate),
                      12);
    }
  }

  void draw_values() {
    for (const auto& point : chart_.observed) {
      if (!is_shown(point) || &point == last()) continue;
      const auto& row = *point.row;
      const double above = y(row.upper.is_shown() ? row.upper : row.estimate) - 9;
      const double below = y(row.lower.is_shown() ? row.lower : row.estimate) + 19;
      const bool comparable = is_comparable(point);
      place_text(drawing_, phrases_.number(row.estimate),
                 {.style_class = comparable ? "tx" : "mu",
                  .size = 14,
                  .weight = comparable ? Weight::semibold : Weight::regular,
                  .halo = Halo::page},
                 {{x(point.year), above, Anchor::middle}, {x(point.year), below, Anchor::middle}});
    }
  }

  void draw_tick(double year, const std::string& text, const TextStyle& style,
                 const std::string& remark) {
    const double at = x(year);
    drawing_.line("axis", at, at_.bottom, at, at_.bottom + 6);
    place_text(drawing_, text, style, {{at, at_.bottom + 23, style.anchor}});
    auto below = style;
    below.weight = Weight::regular;
    if (style.style_class == "tx") below.style_class = "mu";
    if (remark.empty()) return;
    const double right =
        std::min(at + text_width(remark, 13) / 2, at_.width) - text_width(remark, 13) / 2;
    place_text(drawing_, remark, below, {{right, at_.bottom + 42, Anchor::middle}});
  }

  void draw_rounds() {
    TextStyle style{.anchor = Anchor::middle};
    bool target_is_round = false;
    for (const auto& point : chart_.observed) {
      const bool is_base = &point == base(), is_goal = point.year == chart_.goal->target_year;
      target_is_round = target_is_round || is_goal;
      style.style_class = is_goal ? "cg" : is_shown(point) ? "tx" : "mu";
      style.weight = is_base || is_goal ? Weight::semibold : Weight::regular;
      draw_tick(point.year, point.wave, style,
                is_base   ? phrases_.word("goal_base")
                : is_goal ? phrases_.word("goal_year")
                          : "");
    }
    if (target_is_round) return;
    style.style_class = "cg";
    style.weight = Weight::semibold;
    draw_tick(chart_.goal->target_year, fmt::format("{:g}", chart_.goal->target_year), style,
              phrases_.word("goal_no_round"));
  }

  void draw_goal_text() {
    if (!chart_.latest->target.is_shown()) return;
    const double height = y(chart_.latest->target), at = x(chart_.goal->target_year);
    const auto label =
        phrases_.word("goal_label", {{"target", phrases_.number(chart_.latest->target)}});
    const TextStyle bold{
        .style_class = "cg", .size = is_wide() ? 15.0 : 13.0, .weight = Weight::semibold};
    const auto part =
        chart_.goal->factor == 0.5
            ? phrases_.word("goal_part", {{"t0", chart_.latest->baseline}})
            : phrases_.word("goal_part_other",
                            {{"year", fmt::format("{:g}", chart_.goal->target_year)}});
    const TextStyle plain{.style_class = "cg", .size = is_wide() ? 13.0 : 12.0, .halo = Halo::page};
    place_text(drawing_, label, bold,
               {{at + 15, height - 2, Anchor::start}, {at_.width, height + 25, Anchor::end}});
    place_text(drawing_, part, plain,
               {{at + 15, height + 16, Anchor::start},
                {at_.width, height + 20, Anchor::end},
                {at_.width, height + 42, Anchor::end}});
  }

  void draw_outcome_text() {
    if (last() == nullptr || !is_shown(*last())) return;
    const auto& row = *last()->row;
    const double at = x(last()->year), height = y(row.estimate);
    const double above = y(row.upper.is_shown() ? row.upper : row.estimate) - 10;
    const TextStyle bold{
        .size = is_wide() ? 15.0 : 14.0, .weight = Weight::semibold, .halo = Halo::page};
    const auto outcome = phrases_.word(
        "goal_outcome", {{"t1", last()->wave}, {"now", phrases_.number(row.estimate)}});
    const auto value = phrases_.percent(row.estimate);
    if (is_wide()) {
      place_text(drawing_, outcome, bold,
                 {{at + 14, height - 1, Anchor::start}, {at, above, Anchor::middle}});
    } else if (place_text(drawing_, value, bold,
                          {{at + 12, height - 1, Anchor::start}, {at, above, Anchor::middle}}) ==
               Placed::dropped) {
      return;
    }
    if (!chart_.latest->path.is_shown() || !is_wide()) return;
    place_text(drawing_,
               phrases_.word("goal_path_value", {{"path", phrases_.number(chart_.latest->path)}}),
               {.style_class = "mu", .halo = Halo::page}, {{at + 14, height + 17, Anchor::start}});
  }

  /// Under the path, where there is room, about half-way.
  void draw_path_label() {
    if (base() == nullptr || !is_shown(*base())) return;
    const auto& start = base()->row->lower.is_shown() ? base()->row->lower : base()->row->estimate;
    const auto text = phrases_.word("goal_path_label");
    const TextStyle style{.style_class = "cg", .anchor = Anchor::end, .halo = Halo::page};
    const double from = base()->year, to = chart_.goal->target_year;
    for (const double part : {0.5, 0.62, 0.4, 0.75}) {
      const double year = from + (to - from) * part;
      const double height =
          y_.at(start.value() * path_ratio(*chart_.goal, base()->year, year)) + 20;
      const double right = std::max(x(year), at_.left + text_width(text, 13) + 6);
      if (place_text(drawing_, text, style, {{right, height, Anchor::end}}) == Placed::yes) return;
    }
  }

  const GoalChart& chart_;
  const Phrases& phrases_;
  Layout at_;
  Drawing drawing_;
  Scale y_;
};

}  // namespace

Chart goal_chart(const GoalChart& chart, const Phrases& phrases) {
  return drawn_twice<GoalDrawing>(chart, phrases, chart.title, chart.description);
}

}  // namespace trygg::reports
