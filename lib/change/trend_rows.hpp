#pragma once

#include <span>
#include <string>
#include <vector>

#include "change/trend.hpp"
#include "estimate/cube.hpp"
#include "indicator/comparability.hpp"

namespace trygg {

class CellSeries;
class RoundCorrelations;

/// The line of one cell between two breaks of its series.
struct TrendRow {
  CubeRow cell;  ///< names it: wave is the line's last round; numbers are empty
  TrendLine line;
  double p_adjusted = TrendLine::missing;  ///< Holm's, over the areas of one level
};

/// What of a cell's rounds a trend is made of. Waves must be years.
RoundSeries series_of(const CellSeries& series, std::size_t cell,
                      const RoundCorrelations* correlations, std::span<const double> breaks);

/// The trend of every share in the cube, level by level of every cell; in the cube's order. Lines
/// of one cell follow in time. Differences between groups have none: their change is told by
/// `changes`. \throws InputError  a wave that is not a year \throws ArgumentError  a level outside
/// (0, 1)
std::vector<TrendRow> trends(const CellSeries& series, const RoundCorrelations* correlations,
                             std::span<const SeriesBreak> breaks, double level = 0.95);

/// `wave,era,indicator,statistic,area_level,area,sex,<groups…>,from,rounds,intercept,slope,se,lower,
/// upper,df,p_value,p_adjusted,tau2,lack_of_fit,p_lack_of_fit,centre,note`
std::string to_csv(std::span<const TrendRow> rows, std::span<const std::string> group_names);

}  // namespace trygg
