#include <fmt/format.h>

#include <array>

#include "reports/charts/chart.hpp"
#include "reports/charts/palette.hpp"
#include "reports/coverage/markdown.hpp"
#include "reports/goal_study/parts.hpp"

namespace trygg::reports {
namespace {

struct Layout {
  Format format;
  double width, height, panel_width, panel_height, gap, top;
  std::size_t columns;
};

Layout layout_of(Format format) {
  if (format == Format::narrow) return {format, 343, 560, 343, 162, 0, 74, 1};
  return {format, 760, 240, 236, 160, 26, 74, 3};
}

constexpr double label_width = 30, bar = 22, step = 30;

/// A state, its colour, and the class of a text on it.
struct Segment {
  GoalRate rate;
  std::string_view name, fill, text;
};
constexpr std::array segments{Segment{GoalRate::reached, "reached", "m", "on"},
                              Segment{GoalRate::cannot_tell, "cannot be told", "rb", "tx"},
                              Segment{GoalRate::not_reached, "not reached", "w", "on"}};

/// The groups that have a panel: all persons of each division.
constexpr std::array<std::size_t, 3> panels{0, 2, 4};

/// A panel for each division, a bar for each true ratio, cut by how often each state is told.
class StatesDrawing {
 public:
  StatesDrawing(const GoalStudy& study, Format format)
      : study_(study), at_(layout_of(format)), drawing_(at_.width, at_.height) {}

  std::string file() {
    drawing_.rect("pad", {0, 0, at_.width, at_.height});
    draw_badge(drawing_, "SYNTHETIC DATA");
    draw_key();
    for (std::size_t p = 0; p < panels.size(); ++p) draw_panel(p);
    const auto svg = finished(drawing_, at_.format, "states", states_chart_title(study_),
                              "Synthetic data. For the whole, areas and strata: how often each "
                              "state is told, by the true ratio to the baseline. The table after "
                              "the chart has all values.");
    return standalone(svg.markup());
  }

 private:
  double left(std::size_t panel) const {
    return static_cast<double>(panel % at_.columns) * (at_.panel_width + at_.gap);
  }
  double top(std::size_t panel) const {
    return at_.top + static_cast<double>(panel / at_.columns) * at_.panel_height;
  }

  void draw_key() {
    drawing_.text(at_.format == Format::wide ? "State told, per cent, by true ratio to the baseline"
                                             : "State told, %, by true ratio",
                  0, 15, {.style_class = "mu"});
    double x = 0;
    for (const auto& segment : segments) {
      drawing_.rect(segment.fill, {x, 30, x + 12, 42}, 2);
      drawing_.text(segment.name, x + 17, 41, {.size = 13});
      x += 35 + text_width(segment.name, 13);
    }
  }

  void draw_panel(std::size_t p) {
    drawing_.text(group_name(panels[p]), left(p), top(p) + 14,
                  {.size = 14, .weight = Weight::semibold});
    for (std::size_t s = 0; s < GoalPlan::ratio.size(); ++s) draw_bar(p, s);
  }

  void draw_bar(std::size_t p, std::size_t s) {
    const double y = top(p) + 26 + step * static_cast<double>(s);
    drawing_.text(ratio_name(s), left(p) + label_width - 8, y + 15.5,
                  {.style_class = "mu", .size = 12, .anchor = Anchor::end});
    const double width = at_.panel_width - label_width;
    double x = left(p) + label_width;
    for (const auto& segment : segments) {
      const double share = at(study_.rates[s][panels[p]], segment.rate).rate();
      if (share < 0.0005) continue;
      const double right = x + width * share;
      drawing_.rect(segment.fill, {x, y, right, y + bar});
      const auto text = percent(share, share < 0.1 ? 1 : 0);
      if (right - x > text_width(text, 12) + 8)
        drawing_.text(text, (x + right) / 2, y + 15.5,
                      {.style_class = segment.text, .size = 12, .anchor = Anchor::middle});
      x = right;
    }
  }

  /// The drawing with the style sheet and name space that a file of its own needs.
  static std::string standalone(std::string svg) {
    const std::string rules =
        "text{font-family:Inter,-apple-system,\"Segoe UI\",Helvetica,Arial,sans-serif;"
        "font-variant-numeric:tabular-nums}"
        ".tx{fill:var(--ink)}.mu{fill:var(--muted)}.on{fill:var(--bg)}.w{fill:var(--w)}"
        ".m{fill:var(--m)}.rb{fill:var(--refband)}.pad{fill:var(--bg)}"
        ".syn{fill:var(--synbg);stroke:var(--syn)}.synt{fill:var(--syn)}";
    svg.insert(svg.find("<title"), "<style>" + palette_css() + rules + "</style>");
    svg.insert(4, " xmlns=\"http://www.w3.org/2000/svg\"");
    return svg + "\n";
  }

  const GoalStudy& study_;
  Layout at_;
  Drawing drawing_;
};

}  // namespace

std::string states_chart_title(const GoalStudy& study) {
  const auto told = [&](std::size_t group) {
    return percent(at(study.rates.back()[group], GoalRate::reached).rate(), 0);
  };
  return fmt::format(
      "Where the share has fallen to 0.3 of the baseline, the halving is told in {} % for the "
      "whole, {} % for areas and {} % for strata",
      told(0), told(2), told(4));
}

std::string wide_states_chart(const GoalStudy& study) {
  return StatesDrawing(study, Format::wide).file();
}

std::string narrow_states_chart(const GoalStudy& study) {
  return StatesDrawing(study, Format::narrow).file();
}

}  // namespace trygg::reports
