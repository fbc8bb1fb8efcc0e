#include "reports/weighting/axis.hpp"

#include <algorithm>
#include <cmath>

#include "reports/charts/text_width.hpp"
#include "reports/weighting/figures_text.hpp"

namespace trygg::reports::weighting {
namespace {

constexpr double foot = 34;  // under the rows: numbers of the axis
constexpr double name_size = 14;

/// The smallest round step with which `length` has no more than `most` intervals.
double round_step(double length, int most) {
  const double raw = length / most;
  const double power = std::pow(10.0, std::floor(std::log10(raw)));
  for (const double factor : {1.0, 2.0, 2.5, 5.0})
    if (factor * power >= raw * (1 - 1e-9)) return factor * power;
  return 10 * power;
}

int decimals_of(double step) {
  int decimals = 0;
  while (decimals < 6 && std::abs(step * std::pow(10.0, decimals) -
                                  std::round(step * std::pow(10.0, decimals))) > 1e-6)
    ++decimals;
  return decimals;
}

}  // namespace

Axis axis_to(double greatest, double start, double end, int most) {
  if (!(greatest > 0)) greatest = 1;
  const double step = round_step(greatest, most - 1);
  const double count = std::ceil(greatest / step - 1e-9);
  Axis axis{0, count * step, start, end, {}, decimals_of(step)};
  for (int i = 0; i <= static_cast<int>(count); ++i) axis.ticks.push_back(i * step);
  return axis;
}

Axis axis_between(double least, double greatest, double start, double end, int most) {
  if (!(greatest > least)) {
    least -= 0.5;
    greatest += 0.5;
  }
  const double step = round_step(greatest - least, most);
  Axis axis{least, greatest, start, end, {}, decimals_of(step)};
  for (double tick = std::ceil(least / step); tick * step <= greatest * (1 + 1e-12); ++tick)
    axis.ticks.push_back(tick * step);
  return axis;
}

void draw_axis(Drawing& drawing, const Axis& axis, double top, double bottom) {
  for (const double tick : axis.ticks) {
    const double x = axis.at(tick);
    drawing.line(tick == 0 ? "axis" : "grid", x, top, x, bottom);
    place_text(drawing, tick == 0 ? "0" : fixed_text(tick, axis.decimals),
               {.style_class = "mu", .size = 12, .anchor = Anchor::middle},
               {{x, bottom + 17, Anchor::middle}, {x, bottom + 17, Anchor::end}});
  }
}

RowLayout row_layout(Format format, const std::vector<std::string>& names, double top) {
  const auto n = static_cast<double>(names.size());
  if (format == Format::narrow)
    return {format, 343, top + 50 * n + foot, 8, 327, top, 50, 34, 18, 330};
  double widest = 100;
  for (const auto& name : names)
    widest = std::max(widest, std::ceil(text_width(name, name_size, Weight::semibold)));
  widest = std::min(widest, 320.0);
  return {format, 760, top + 34 * n + foot, widest + 20, 744, top, 34, 17, 22, widest};
}

void draw_name(Drawing& drawing, const RowLayout& at, std::size_t i, const std::string& name) {
  const double top = at.first_row + static_cast<double>(i) * at.row_height;
  // In the narrow drawing names stand on the grid.
  drawing.text(shortened(name, name_size, at.name_width), 0, top + at.name_y,
               {.size = name_size, .halo = Halo::page});
}

}  // namespace trygg::reports::weighting
