#pragma once

#include <string>
#include <vector>

#include "reports/charts/chart.hpp"
#include "reports/document/document.hpp"

namespace trygg::reports {

/// An indicator in one area: the area's difference from the whole, by sex or for all.
struct AgainstRow {
  std::string name;                    ///< of the indicator
  const ReleasedRow* women = nullptr;  ///< comparisons; nullptr: not made
  const ReleasedRow* men = nullptr;
  const ReleasedRow* together = nullptr;
};

/// Chart C10: one area against the whole in many indicators, differences in percentage points about
/// a line at zero. A difference that is secured is bold; no end of the axis is the good one.
///
///     const Chart chart = against_whole_chart({.id = "f1", .title = finding, .rows = rows,
///                                              .area = "Bromma", .whole = "hela staden",
///                                              .synthetic = project.synthetic}, phrases);
///
/// Rows in the order of the questionnaire, each with women and men, or with `together`. `<desc>`
/// holds every released figure and is written here.
struct AgainstWholeChart {
  std::string id, title;
  std::vector<AgainstRow> rows;
  std::string area, whole;  ///< "Bromma", "hela staden"
  Synthetic synthetic = Synthetic::no;
};

Chart against_whole_chart(const AgainstWholeChart& chart, const Phrases& phrases);

}  // namespace trygg::reports
