#pragma once

#include <optional>
#include <string>
#include <vector>

#include "diagnostics/weight_distribution.hpp"
#include "reports/charts/chart.hpp"

/// The drawings of the report on a weighting, each in a wide and a narrow layout.
namespace trygg::reports::weighting {

/// What a chart is called, and how it is told to who does not see it.
struct ChartTexts {
  std::string id, title, description;
};

/// A row of the chart of spreads.
struct SpreadRow {
  std::string name;
  WeightDistribution values;
};

/// A row a stage: thin line from smallest to largest, thick line from the 1st to the 99th
/// percentile, box between the quartiles, a dot at the median. `reference`: a vertical line (g =
/// 1).
struct SpreadChart {
  ChartTexts texts;
  std::vector<SpreadRow> rows;
  std::optional<double> reference;
};
Html spread_chart(const SpreadChart& chart, const Phrases& phrases);

/// How many records have a weight in each interval.
struct HistogramChart {
  ChartTexts texts;
  Histogram histogram;
  std::string unit;  ///< over the counts: "Antal personer"
};
Html histogram_chart(const HistogramChart& chart, const Phrases& phrases);

/// A row with two values, none negative: an open and a filled mark with a line between.
struct PairRow {
  std::string name;
  double open, filled;
};
struct PairChart {
  ChartTexts texts;
  std::string open_name, filled_name;  ///< of the marks
  std::vector<PairRow> rows;
  std::optional<double> reference;  ///< a value to stay below
};
Html pair_chart(const PairChart& chart, const Phrases& phrases);

}  // namespace trygg::reports::weighting
