#pragma once

#include <vector>

#include "reports/charts/chart.hpp"

namespace trygg::reports::weighting {

/// A linear scale with round ticks.
struct Axis {
  double from, to;    ///< values at the ends
  double start, end;  ///< their pixels
  std::vector<double> ticks;
  int decimals = 0;  ///< that the ticks need

  double at(double value) const { return start + (end - start) * (value - from) / (to - from); }
};

/// From 0 to a round value that covers `greatest`, with steps of 1, 2, 2.5 or 5 times a power of
/// ten; `most` ticks at the most, and at least two.
Axis axis_to(double greatest, double start, double end, int most);
/// From `least` to `greatest` as they are, ticks at round values between.
Axis axis_between(double least, double greatest, double start, double end, int most);

/// Vertical grid lines from `top` to `bottom`, and the ticks' numbers under them.
void draw_axis(Drawing& drawing, const Axis& axis, double top, double bottom);

/// Widths and heights that the charts of a weighting have in common.
struct RowLayout {
  Format format;
  double width, height;
  double plot_left, plot_right;
  double first_row, row_height;
  double mark_y;  ///< of the marks within a row
  double name_y;  ///< baseline of the name within a row
  double name_width;
};
/// A row a name: beside the plot when it is wide, above it when it is narrow.
RowLayout row_layout(Format format, const std::vector<std::string>& names, double top);

/// The name of row `i`, cut where there is no room.
void draw_name(Drawing& drawing, const RowLayout& at, std::size_t i, const std::string& name);

}  // namespace trygg::reports::weighting
