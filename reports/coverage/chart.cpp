#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "reports/charts/chart.hpp"
#include "reports/charts/palette.hpp"
#include "reports/coverage/markdown.hpp"
#include "reports/coverage/parts.hpp"
#include "reports/coverage/words.hpp"

namespace trygg::reports {
namespace {

constexpr std::size_t sizes = size_bounds.size();

/// One line of a panel: shares of one rarity.
struct Series {
  Rarity rarity;
  std::string_view line, mark;
  Shape shape;
};
constexpr Series all_series[] = {{Rarity::common, "ml", "m", Shape::square},
                                 {Rarity::rare, "wl", "w", Shape::circle}};

const MethodSummary* point(const StudyResponse& part, std::size_t method, Rarity rarity,
                           std::size_t size) {
  const auto* g = find(part.groups, {.size = size, .rarity = rarity});
  if (g == nullptr || g->cells < enough_cells || std::isnan(g->method[method].coverage))
    return nullptr;
  return &g->method[method];
}

/// The lowest point of one method, or of all.
struct Lowest {
  double coverage = 1;
  std::size_t method = 0, size = 0;
  Rarity rarity = Rarity::rare;
};

Lowest lowest_of(const StudyResponse& part, std::size_t method) {
  Lowest lowest{.method = method};
  for (const auto& series : all_series)
    for (std::size_t size = 0; size < sizes; ++size)
      if (const auto* p = point(part, method, series.rarity, size);
          p != nullptr && p->coverage < lowest.coverage)
        lowest = {p->coverage, method, size, series.rarity};
  return lowest;
}

Lowest lowest_of_all(const StudyResponse& part) {
  Lowest lowest;
  for (std::size_t m = 0; m < study_methods.size(); ++m)
    if (const auto one = lowest_of(part, m); one.coverage < lowest.coverage) lowest = one;
  return lowest;
}

struct Layout {
  Format format;
  double width, height, panel_width, panel_height, gap, top;
  double left, plot_top, plot_bottom;  ///< of the plot in its panel
  double inset;                        ///< between the plot's sides and its first and last mark
  std::size_t columns;
  double size;  ///< of small texts
};

Layout layout_of(Format format) {
  if (format == Format::narrow) return {format, 343, 756, 163, 206, 17, 74, 28, 30, 158, 12, 2, 11};
  return {format, 760, 524, 236, 214, 26, 66, 28, 30, 166, 12, 3, 12};
}

/// Small multiples: a panel for each method, coverage by size of domain, a line for rare shares and
/// one for the rest.
class CoverageDrawing {
 public:
  CoverageDrawing(const Study& study, Format format)
      : study_(study),
        part_(part_of(study, Response::repairable)),
        at_(layout_of(format)),
        drawing_(at_.width, at_.height),
        floor_(std::floor(lowest_of_all(part_).coverage * 20 - 0.1) * 5) {}

  std::string file() {
    drawing_.rect("pad", {0, 0, at_.width, at_.height});
    draw_badge(drawing_, "SYNTHETIC DATA");
    draw_key();
    for (std::size_t m = 0; m < study_methods.size(); ++m) draw_panel(m);
    draw_foot();
    const auto svg =
        finished(drawing_, at_.format, "coverage", chart_title(study_), chart_description(study_));
    return standalone(svg.markup());
  }

 private:
  double panel_left(std::size_t method) const {
    return static_cast<double>(method % at_.columns) * (at_.panel_width + at_.gap);
  }
  double panel_top(std::size_t method) const {
    return at_.top + static_cast<double>(method / at_.columns) * at_.panel_height;
  }
  double x(std::size_t method, std::size_t size) const {
    const double step = (at_.panel_width - at_.left - 2 * at_.inset) / (sizes - 1.0);
    return panel_left(method) + at_.left + at_.inset + step * static_cast<double>(size);
  }
  double y(std::size_t method, double coverage) const {
    const double height = at_.plot_bottom - at_.plot_top;
    return panel_top(method) + at_.plot_bottom -
           height * (100 * coverage - floor_) / (100 - floor_);
  }

  void draw_key() {
    drawing_.text(
        at_.format == Format::wide ? "Coverage of 95 % intervals, per cent" : "Coverage, %", 0, 15,
        {.style_class = "mu"});
    double left = 0, line = 40;
    for (const auto& series : {all_series[1], all_series[0]}) {
      drawing_.marker(series.mark, series.shape, Fill::solid, left + 6, line - 5, 9);
      drawing_.text(rarity_name(series.rarity), left + 16, line, {.size = 13});
      left += 30 + text_width(rarity_name(series.rarity), 13);
    }
  }

  void draw_panel(std::size_t m) {
    const bool marked = m == default_method() && at_.format == Format::wide;
    drawing_.text(method_name(m) + (marked ? ", the default" : ""), panel_left(m),
                  panel_top(m) + 14, {.size = 14, .weight = Weight::semibold});
    draw_axes(m);
    for (const auto& series : all_series) draw_series(m, series);
    label_lowest(m);
  }

  void draw_axes(std::size_t m) {
    const double left = panel_left(m) + at_.left, right = panel_left(m) + at_.panel_width;
    for (double tick = floor_; tick <= 100; tick += 5) {
      const double height = y(m, tick / 100);
      drawing_.line(tick == floor_ ? "axis"
                    : tick == 95   ? "gr"
                                   : "grid",
                    left, height, right, height);
      drawing_.text(fmt::format("{:g}", tick), left - 5, height + 4,
                    {.style_class = "mu", .size = at_.size, .anchor = Anchor::end});
    }
    for (std::size_t size = 0; size < sizes; ++size) {
      const auto name =
          size == 0 ? fmt::format("<{:g}", size_bounds[1]) : fmt::format("{:g}", size_bounds[size]);
      drawing_.text(name, x(m, size), panel_top(m) + at_.plot_bottom + 15,
                    {.style_class = "mu", .size = at_.size, .anchor = Anchor::middle});
      draw_none(m, size);
    }
  }

  void draw_none(std::size_t m, std::size_t size) {
    const auto* g = find(part_.groups, {.size = size});
    if (g == nullptr) return;
    drawing_.text(percent(g->method[m].none, 0), x(m, size), panel_top(m) + at_.plot_bottom + 31,
                  {.style_class = "cg", .size = at_.size, .anchor = Anchor::middle});
  }

  void draw_series(std::size_t m, const Series& series) {
    Points points;
    for (std::size_t size = 0; size < sizes; ++size)
      if (const auto* p = point(part_, m, series.rarity, size))
        points.emplace_back(x(m, size), y(m, p->coverage));
    drawing_.polyline(series.line, points);
    for (std::size_t size = 0; size < sizes; ++size)
      if (const auto* p = point(part_, m, series.rarity, size))
        drawing_.marker(series.mark, series.shape,
                        p->none > often_none ? Fill::hollow : Fill::solid, x(m, size),
                        y(m, p->coverage), 7);
  }

  void label_lowest(std::size_t m) {
    const auto low = lowest_of(part_, m);
    const double left = x(m, low.size), top = y(m, low.coverage);
    const TextStyle style{.style_class = low.rarity == Rarity::rare ? "cw" : "cm",
                          .size = at_.size,
                          .weight = Weight::semibold,
                          .halo = Halo::page};
    place_text(drawing_, percent(low.coverage), style,
               {{left, top + 17, Anchor::middle},
                {left + 8, top + 4, Anchor::start},
                {left - 8, top + 4, Anchor::end},
                {left, top - 9, Anchor::middle}});
  }

  void draw_foot() {
    const bool wide = at_.format == Format::wide;
    double line = at_.height - (wide ? 24 : 58);
    const auto write = [&](std::string_view text, std::string_view style) {
      drawing_.text(text, 0, line, {.style_class = style, .size = 12});
      line += 17;
    };
    const auto under = fmt::format("per cent of cases {} no interval",
                                   wide ? "in which the method gives" : "with");
    const auto hollow = fmt::format("hollow: more than {}", percent(often_none, 0));
    if (wide) {
      write("Along the axis: expected respondents in the domain, from. Line: the 95 % promised.",
            "mu");
      write(fmt::format("Under the axis: {}; {}.", under, hollow), "cg");
      return;
    }
    write("Along the axis: expected respondents, from.", "mu");
    write("Line: the 95 % promised.", "mu");
    write(fmt::format("Under it: {}.", under), "cg");
    write(fmt::format("Mark {}.", hollow), "cg");
  }

  static std::string standalone(std::string svg) {
    const std::string rules =
        "svg{font-family:Inter,\"Segoe UI\",system-ui,sans-serif;"
        "font-variant-numeric:tabular-nums}"
        ".tx{fill:var(--ink)}.mu{fill:var(--muted)}.cw{fill:var(--w)}.cm{fill:var(--m)}"
        ".cg{fill:var(--goal)}.halo{fill:var(--bg);stroke:var(--bg);stroke-width:4px;"
        "stroke-linejoin:round}.grid{stroke:var(--line)}.axis{stroke:var(--axis);"
        "stroke-width:1.25}.gr{stroke:var(--goal);stroke-width:1.5}.w{fill:var(--w)}"
        ".w-open{fill:var(--bg);stroke:var(--w);stroke-width:2}"
        ".m-open{fill:var(--bg);stroke:var(--m);stroke-width:2}"
        ".m{fill:var(--m)}.wl{stroke:var(--w);stroke-width:2;fill:none}"
        ".ml{stroke:var(--m);stroke-width:2;fill:none}.pad{fill:var(--bg)}"
        ".syn{fill:var(--synbg);stroke:var(--syn)}.synt{fill:var(--syn)}";
    svg.insert(svg.find("<title"), "<style>" + palette_css() + rules + "</style>");
    svg.insert(4, " xmlns=\"http://www.w3.org/2000/svg\"");
    return svg + "\n";
  }

  const Study& study_;
  const StudyResponse& part_;
  Layout at_;
  Drawing drawing_;
  double floor_;  // per cent, where the axis begins
};

}  // namespace

std::string chart_title(const Study& study) {
  const auto& part = part_of(study, Response::repairable);
  const auto low = lowest_of_all(part), chosen = lowest_of(part, default_method());
  if (low.method == default_method())
    return fmt::format("{} covers {} % at the lowest, less than the others",
                       method_name(chosen.method), percent(chosen.coverage));
  return fmt::format("{} falls to {} %, for {} in domains of {} respondents; {} never below {} %",
                     method_name(low.method), percent(low.coverage), rarity_name(low.rarity),
                     size_name(low.size), method_name(chosen.method), percent(chosen.coverage));
}

std::string chart_description(const Study& study) {
  const auto& part = part_of(study, Response::repairable);
  const auto low = lowest_of_all(part), chosen = lowest_of(part, default_method());
  return fmt::format(
      "Synthetic data. Six panels, one for each interval: coverage of 95 per cent intervals of "
      "shares by expected respondents in the domain, with a line for true shares under {:g} per "
      "cent and one for the rest. The lowest point is {}'s, {} per cent; the lowest of {} is {} "
      "per cent. The table after the chart has all values.",
      100 * rare_below, method_name(low.method), percent(low.coverage),
      method_name(default_method()), percent(chosen.coverage));
}

std::string wide_chart(const Study& study) {
  return CoverageDrawing(study, Format::wide).file();
}

std::string narrow_chart(const Study& study) {
  return CoverageDrawing(study, Format::narrow).file();
}

}  // namespace trygg::reports
