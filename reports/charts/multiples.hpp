#pragma once

#include <string>
#include <vector>

#include "reports/charts/lines.hpp"
#include "reports/document/document.hpp"

namespace trygg::reports {

/// The development in one area.
struct MultiplePanel {
  std::string name;
  std::string verdict;             ///< "minskat", "ingen säkerställd förändring"; may be empty
  std::vector<LineSeries> series;  ///< one or two, over the same rounds as the whole
  int row = 0, column = 0;         ///< its tile, for Placing::tiles
};

/// Whether panels stand in the order of the list or where their tiles are (wide drawing only).
enum class Placing { listed, tiles };

/// Chart C4: the development of many areas, each in a panel of its own, all with the same axes; the
/// whole behind them as a thin line.
///
///     const Chart chart = multiples_chart({.id = "f7", .title = finding, .panels = panels,
///                                          .whole = of_city,  // name "hela staden"
///                                          .comparable_since = project.comparable_since,
///                                          .placing = Placing::tiles,
///                                          .synthetic = project.synthetic}, phrases);
///
/// `<desc>` holds every released figure and is written here.
struct MultiplesChart {
  std::string id, title;
  std::vector<MultiplePanel> panels;
  LineSeries whole;
  std::string comparable_since;  ///< wave; empty: all rounds are comparable
  Placing placing = Placing::listed;
  Synthetic synthetic = Synthetic::no;
};

/// \throws ArgumentError  no panels, no rounds, a series over other rounds than the whole, or two
///                        panels on one tile
Chart multiples_chart(const MultiplesChart& chart, const Phrases& phrases);

}  // namespace trygg::reports
