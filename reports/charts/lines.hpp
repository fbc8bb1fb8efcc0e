#pragma once

#include <string>
#include <vector>

#include "reports/charts/chart.hpp"

namespace trygg::reports {

/// A round on the time axis of one series.
struct LinePoint {
  std::string wave;
  double year;
  const ReleasedRow* row;  ///< nullptr: the question was not asked
};

struct LineSeries {
  std::string name;   ///< "Kvinnor"
  std::string style;  ///< "w", "m" or "r"; "c": thin and grey, to compare with
  Shape shape = Shape::circle;
  std::vector<LinePoint> points;  ///< in the order of time, the same rounds in every series
};

/// Chart C3: lines with intervals over rounds at unequal distances. No line crosses a round without
/// a released figure, nor a change of the question.
struct LineChart {
  std::string id, title, description;
  std::vector<LineSeries> series;  ///< the upper one first
  std::string comparable_since;    ///< wave; empty: all rounds are comparable
  Synthetic synthetic = Synthetic::no;
  PrintWidth print = PrintWidth::full;
};

/// The wide drawing, the narrow one and a low one for paper.
Chart line_chart(const LineChart& chart, const Phrases& phrases);

}  // namespace trygg::reports
